import type { Filter, Property } from '../filter/predicate.js';
import type { ListedMessage } from './listed-message.js';

/** What of a message in a queue can be searched, in Exchange's words. */
export const messageProperties = {
  FromAddress: { kind: 'text', of: ({ from }) => from },
  /** Where another one than FromAddress hears of what becomes of the copy: it was FromAddress when the message came. */
  OriginalFromAddress: { kind: 'text', of: ({ from, originalFrom }) => originalFrom ?? from },
  /** Any of those who are still to be served; of very many the first. */
  Recipients: { kind: 'text', of: ({ recipients }) => recipients },
  Subject: { kind: 'text', of: ({ subject }) => subject },
  InternetMessageId: { kind: 'text', of: ({ messageId }) => messageId },
  InternalMessageId: { kind: 'text', of: ({ internalId }) => internalId },
  MessageSourceName: { kind: 'text', of: ({ source }) => source },
  ReceiveConnector: { kind: 'text', of: ({ connector }) => connector },
  SourceIP: { kind: 'address', of: ({ client }) => client },
  Size: { kind: 'size', of: ({ sizeBytes }) => sizeBytes },
  Priority: { kind: 'choice', of: ({ priority }) => priority },
  SCL: { kind: 'number', of: ({ scl }) => scl },
  DateReceived: { kind: 'time', of: ({ receivedAt }) => receivedAt },
  ExpirationTime: { kind: 'time', of: ({ expirationTime }) => expirationTime },
  NextRetryTime: { kind: 'time', of: ({ nextRetryTime }) => nextRetryTime },
  LastError: { kind: 'text', of: ({ lastError }) => lastError },
  /** Its name, as `QueueSummary.name` has it. */
  Queue: { kind: 'text', of: ({ queue }) => queue },
  QueueIdentity: { kind: 'text', of: ({ queue }) => queue },
  Status: { kind: 'choice', of: ({ status }) => status },
  RetryCount: { kind: 'number', of: ({ attempts }) => attempts },
  DeferReason: { kind: 'choice', of: ({ deferReason }) => deferReason },
  /** Milliseconds, or a time span. */
  MessageLatency: { kind: 'span', of: ({ latencyMs }) => latencyMs },
  Directionality: { kind: 'choice', of: ({ directionality }) => directionality },
  Identity: { kind: 'text', of: ({ queue, internalId }) => `${queue}\\${internalId}` },
  /** Ours: the operation that is about to remove it. */
  HeldBy: { kind: 'text', of: ({ heldBy }) => heldBy },
  /** Ours: of the sender, and of any recipient. */
  SenderDomain: { kind: 'text', of: ({ from }) => domainIn(from) },
  RecipientDomain: { kind: 'text', of: ({ recipients }) => [...new Set(recipients.map(domainIn))] },
  /** Ours: what a bare word of a search looks in. */
  Anything: {
    kind: 'text',
    of: ({ from, recipients, subject, messageId, internalId }) => {
      return [from, ...recipients, subject, messageId, internalId];
    },
  },
} as const satisfies Readonly<Record<string, Property<ListedMessage>>>;

export function domainIn(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

export type MessageProperty = keyof typeof messageProperties;
export type MessageFilter = Filter<typeof messageProperties>;
