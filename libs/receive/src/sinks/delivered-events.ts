import {
  decodeText,
  isoArrivalTime,
  organizationField,
  shownSender,
  type HeaderBlock,
} from '@mailyard/message';
import { plainAddress } from '@mailyard/schema';
import { formatPath, type Envelope, type Reply } from '@mailyard/smtp';
import type { MessageTracking, TrackedDirection, TrackedMessage, TrackedRecipient } from '@mailyard/tracking';

import type { SinkSession } from '../session/connector-session.js';

/** A message that has come to its mailboxes, or not. */
export interface StoredMessage {
  readonly envelope: Envelope;
  readonly messageId: string | undefined;
  readonly header: HeaderBlock | undefined;
  readonly bytes: number;
  /** Of each recipient, in order. */
  readonly replies: readonly Reply[];
  readonly outcomes: readonly { readonly kind: string }[];
}

/**
 * DELIVER of those in whose mailboxes it is, DUPLICATEDELIVER of those who had it already, and DEFER of the others: the hub
 * tries them again.
 */
export function trackStored(message: StoredMessage, session: SinkSession, tracking: MessageTracking): void {
  if (!tracking.enabled) return;
  try {
    tellStored(message, session, tracking);
  } catch (error) {
    // It is in its mailboxes, whatever is told of it.
    session.fault(error);
  }
}

function tellStored(message: StoredMessage, session: SinkSession, tracking: MessageTracking): void {
  const recipients = message.envelope.recipients.map(({ path }, index) => ({
    became: becameOf(message, index),
    tracked: { address: formatPath(path), status: message.replies[index]?.toString() ?? '' },
  }));
  const common = { ...trackedMessage(message), ...endsOf(session) };
  for (const each of ['delivered', 'duplicate', 'deferred'] as const) {
    const some = recipients.filter(({ became }) => became === each).map(({ tracked }) => tracked);
    if (some.length > 0) tracking.track({ ...common, ...told[each](message, some) });
  }
}

type Became = 'delivered' | 'duplicate' | 'deferred';

function becameOf({ replies, outcomes }: StoredMessage, index: number): Became {
  if (replies[index]?.positive !== true) return 'deferred';
  return outcomes[index]?.kind === 'duplicate' ? 'duplicate' : 'delivered';
}

function delivered({ header }: StoredMessage, recipients: readonly TrackedRecipient[]) {
  const arrival = header && organizationField(header, 'OriginalArrivalTime');
  return {
    eventId: 'DELIVER',
    source: 'STOREDRIVER',
    recipients,
    ...(arrival === undefined ? {} : { messageInfo: isoArrivalTime(arrival) ?? '' }),
  } as const;
}

function duplicate(_: StoredMessage, recipients: readonly TrackedRecipient[]) {
  return { eventId: 'DUPLICATEDELIVER', source: 'STOREDRIVER', recipients } as const;
}

function deferred(_: StoredMessage, recipients: readonly TrackedRecipient[]) {
  const sourceContext = recipients[0]?.status ?? '';
  return { eventId: 'DEFER', source: 'STOREDRIVER', recipients, sourceContext } as const;
}

const told = { delivered, duplicate, deferred } as const;

function trackedMessage({ envelope, messageId, header, bytes }: StoredMessage): TrackedMessage {
  const returnPath = formatPath(envelope.reversePath);
  const networkMessageId = header && organizationField(header, 'Network-Message-Id');
  return {
    ...(messageId === undefined ? {} : { messageId }),
    ...(networkMessageId === undefined ? {} : { networkMessageId }),
    totalBytes: bytes,
    messageSubject: decodeText(header?.first('Subject') ?? ''),
    senderAddress: (header && shownSender(header)) ?? returnPath,
    returnPath: returnPath === '' ? '<>' : returnPath,
    directionality: directionOf(header),
  };
}

function directionOf(header: HeaderBlock | undefined): TrackedDirection {
  const direction = header && organizationField(header, 'MessageDirectionality');
  return direction === 'Incoming' || direction === 'Originating' ? direction : 'Undefined';
}

function endsOf({ smtp, connector, services }: SinkSession) {
  return {
    clientIp: plainAddress(smtp.remote.address),
    clientHostname: smtp.helo ?? '',
    serverIp: plainAddress(smtp.local.address),
    serverHostname: connector.Fqdn,
    sourceContext: `${smtp.id};${services.now().toISOString()};${smtp.messages}`,
  };
}
