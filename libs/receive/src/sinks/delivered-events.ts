import {
  decodeText,
  formatIsoTime,
  isoArrivalTime,
  organizationField,
  shownSender,
  type HeaderBlock,
} from '@mailyard/message';
import { formatPath, type Envelope, type Reply } from '@mailyard/smtp';
import type {
  MessageTracking,
  TrackedDirection,
  TrackedEnds,
  TrackedMessage,
  TrackedRecipient,
} from '@mailyard/tracking';

import type { SinkSession } from '../session/connector-session.js';
import { endsOf } from '../session/session-ends.js';

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
  const about = { ...trackedMessage(message), ...trackedEnds(session) };
  const { delivered, duplicate, deferred } = recipientsByOutcome(message);
  if (delivered.length > 0) {
    const messageInfo = arrivalOf(message);
    tracking.track({
      ...about,
      eventId: 'DELIVER',
      source: 'STOREDRIVER',
      recipients: delivered,
      messageInfo,
    });
  }
  if (duplicate.length > 0) {
    tracking.track({ ...about, eventId: 'DUPLICATEDELIVER', source: 'STOREDRIVER', recipients: duplicate });
  }
  if (deferred.length > 0) {
    const sourceContext = deferred[0]?.status;
    tracking.track({
      ...about,
      eventId: 'DEFER',
      source: 'STOREDRIVER',
      recipients: deferred,
      sourceContext,
    });
  }
}

type Became = 'delivered' | 'duplicate' | 'deferred';

function recipientsByOutcome(message: StoredMessage): Readonly<Record<Became, readonly TrackedRecipient[]>> {
  const became: Record<Became, TrackedRecipient[]> = { delivered: [], duplicate: [], deferred: [] };
  for (const [index, { path }] of message.envelope.recipients.entries()) {
    const status = message.replies[index]?.toString();
    became[becameOf(message, index)].push({ address: formatPath(path), status });
  }
  return became;
}

function becameOf({ replies, outcomes }: StoredMessage, index: number): Became {
  if (replies[index]?.positive !== true) return 'deferred';
  return outcomes[index]?.kind === 'duplicate' ? 'duplicate' : 'delivered';
}

function arrivalOf({ header }: StoredMessage): string | undefined {
  const arrival = header && organizationField(header, 'OriginalArrivalTime');
  return arrival === undefined ? undefined : isoArrivalTime(arrival);
}

function trackedMessage({ envelope, messageId, header, bytes }: StoredMessage): TrackedMessage {
  const returnPath = formatPath(envelope.reversePath);
  return {
    messageId,
    networkMessageId: header && organizationField(header, 'Network-Message-Id'),
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

function trackedEnds(session: SinkSession): TrackedEnds & { readonly sourceContext: string } {
  const { smtp, services } = session;
  const { peer, server } = endsOf(session);
  return {
    clientIp: peer.ip,
    clientHostname: peer.helo,
    serverIp: server.ip,
    serverHostname: server.fqdn,
    sourceContext: `${smtp.id};${formatIsoTime(services.now())};${smtp.messages}`,
  };
}
