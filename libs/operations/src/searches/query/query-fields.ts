import { messageStatuses, type MessageProperty, type QueueProperty } from '@mailyard/queue';
import { deliveryTypeNames } from '@mailyard/routing';

/** How what is written of a field is compared. */
export type FieldKind =
  /** Contains it; with `*` as it is written. */
  | 'text'
  /** Is it. */
  | 'name'
  | 'choice'
  | 'number'
  | 'size'
  /** How long ago. */
  | 'age'
  /** How long from now. */
  | 'ahead'
  | 'time'
  | 'span'
  | 'address';

export interface QueryField<Property extends string = string> {
  readonly property: Property;
  readonly kind: FieldKind;
  readonly hint: string;
  readonly choices?: readonly string[];
}

type Fields<Property extends string> = Readonly<Record<string, QueryField<Property>>>;

/** What a search over messages in queues knows, in its own words. */
export const messageFields: Fields<MessageProperty> = {
  from: { property: 'FromAddress', kind: 'text', hint: 'sender' },
  to: { property: 'Recipients', kind: 'text', hint: 'any recipient' },
  domain: { property: 'RecipientDomain', kind: 'text', hint: 'domain of a recipient' },
  fromdomain: { property: 'SenderDomain', kind: 'text', hint: 'domain of the sender' },
  subject: { property: 'Subject', kind: 'text', hint: 'subject' },
  status: { property: 'Status', kind: 'choice', hint: 'status', choices: messageStatuses },
  queue: { property: 'QueueIdentity', kind: 'name', hint: 'queue' },
  connector: { property: 'ReceiveConnector', kind: 'text', hint: 'Receive connector' },
  source: { property: 'MessageSourceName', kind: 'text', hint: 'what it came from' },
  ip: { property: 'SourceIP', kind: 'address', hint: 'address, range or network of the client' },
  error: { property: 'LastError', kind: 'text', hint: 'last error' },
  size: { property: 'Size', kind: 'size', hint: 'as in size>5MB' },
  age: { property: 'DateReceived', kind: 'age', hint: 'as in age>4h' },
  received: { property: 'DateReceived', kind: 'time', hint: 'as in received:10:00..11:30' },
  expires: { property: 'ExpirationTime', kind: 'ahead', hint: 'as in expires<1h' },
  next: { property: 'NextRetryTime', kind: 'ahead', hint: 'next try, as in next<10m' },
  latency: { property: 'MessageLatency', kind: 'span', hint: 'as in latency>30s' },
  retries: { property: 'RetryCount', kind: 'number', hint: 'attempts so far' },
  priority: { property: 'Priority', kind: 'choice', hint: 'priority', choices: ['High', 'Normal', 'Low'] },
  scl: { property: 'SCL', kind: 'number', hint: 'spam confidence level' },
  direction: {
    property: 'Directionality',
    kind: 'choice',
    hint: 'direction',
    choices: ['Originating', 'Incoming'],
  },
  defer: { property: 'DeferReason', kind: 'choice', hint: 'why it was deferred' },
  id: { property: 'InternalMessageId', kind: 'name', hint: 'internal id' },
  msgid: { property: 'InternetMessageId', kind: 'name', hint: 'Message-ID' },
  held: { property: 'HeldBy', kind: 'name', hint: 'number of the operation that holds it, or me' },
};

/** The same over queues. */
export const queueFields: Fields<QueueProperty> = {
  queue: { property: 'Identity', kind: 'text', hint: 'identity' },
  domain: { property: 'NextHopDomain', kind: 'text', hint: 'next hop' },
  type: { property: 'DeliveryType', kind: 'choice', hint: 'delivery type', choices: deliveryTypeNames },
  status: {
    property: 'Status',
    kind: 'choice',
    hint: 'status',
    choices: ['Active', 'Connecting', 'Ready', 'Retry', 'Suspended'],
  },
  connector: { property: 'NextHopConnector', kind: 'text', hint: 'Send connector' },
  tls: { property: 'TlsDomain', kind: 'text', hint: 'domain of the certificate' },
  error: { property: 'LastError', kind: 'text', hint: 'last error' },
  count: { property: 'MessageCount', kind: 'number', hint: 'messages, as in count>100' },
  deferred: { property: 'DeferredMessageCount', kind: 'number', hint: 'messages that were deferred' },
  retries: { property: 'RetryCount', kind: 'number', hint: 'attempts in a row' },
  velocity: { property: 'Velocity', kind: 'number', hint: 'negative while it grows' },
  age: { property: 'OldestMessageTime', kind: 'age', hint: 'of its oldest message, as in age>4h' },
  next: { property: 'NextRetryTime', kind: 'ahead', hint: 'next try, as in next<10m' },
  category: {
    property: 'NextHopCategory',
    kind: 'choice',
    hint: 'category',
    choices: ['Internal', 'External'],
  },
};

/** What a bare word is looked for in: any of them. */
export const bareWords = {
  messages: ['Anything'],
  queues: ['Identity', 'NextHopDomain', 'NextHopConnector', 'LastError'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
