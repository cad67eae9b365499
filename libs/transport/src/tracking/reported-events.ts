import { waitReply } from '@mailyard/message';
import type { NewItem } from '@mailyard/queue';
import { formatPath, type Reply } from '@mailyard/smtp';
import type { TrackedRecipient, TrackingEvent, TrackingSource } from '@mailyard/tracking';

import type { Reported } from '../dsn/dsn-author.js';
import { trackedItem, type TrackableItem } from './tracked-item.js';
import { whileTracking } from './while-tracking.js';

/** Who may say that recipients have failed. */
export type FailureSource = Extract<
  TrackingSource,
  'SMTP' | 'DNS' | 'QUEUE' | 'ROUTING' | 'AGENT' | 'STOREDRIVER' | 'ADMIN' | 'GATEWAY'
>;

/** Recipients who will never get the message. */
export interface Failure {
  readonly item: TrackableItem;
  readonly source: FailureSource;
  readonly recipients: readonly Reported[];
  /** DSNs that tell of them. */
  readonly newItems: readonly NewItem[];
}

/** FAIL, and the DSNs that come of it. */
export function trackFailure(failure: Failure, context: Telling): void {
  if (failure.recipients.length > 0) whileTracking(context, () => tellFailure(failure, context));
}

type Telling = Parameters<typeof whileTracking>[0];

function tellFailure(failure: Failure, context: Telling): void {
  const { item, source, newItems } = failure;
  const recipients = failure.recipients.map(trackedRecipient);
  context.tracking.track({
    eventId: 'FAIL',
    source,
    ...trackedItem(item),
    recipients,
    ...contextOf(recipients),
    ...(newItems.length === 0 ? {} : { reference: internalIds(newItems) }),
  });
  trackDsns({ item, recipients, newItems }, context);
}

/** DSNs that tell of recipients of one message. */
export interface WrittenDsns {
  /** What they are about. */
  readonly item: TrackableItem;
  readonly recipients: readonly TrackedRecipient[];
  readonly newItems: readonly NewItem[];
}

/** DSN, about the original, and RECEIVE of the message that it is. Each names the other. */
export function trackDsns(written: WrittenDsns, context: Telling): void {
  whileTracking(context, () => tellDsns(written, context));
}

function tellDsns({ item, recipients, newItems }: WrittenDsns, { tracking }: Telling): void {
  for (const { item: dsn } of newItems) {
    tracking.track({
      eventId: 'DSN',
      source: 'DSN',
      ...trackedItem(item),
      recipients,
      reference: dsn.messageId,
    });
    tracking.track(receivedOf(dsn, 'DSN', item));
  }
}

/** RECEIVE of messages that an agent has written about another one, such as journal reports. */
export function trackWritten(newItems: readonly NewItem[], about: TrackableItem, context: Telling): void {
  if (newItems.length === 0) return;
  whileTracking(context, () => {
    for (const { item } of newItems) context.tracking.track(receivedOf(item, 'AGENT', about));
  });
}

/** It comes from nowhere but here. */
function receivedOf(
  written: TrackableItem,
  source: 'DSN' | 'AGENT',
  { messageId: reference }: TrackableItem,
): TrackingEvent {
  const recipients = written.envelope.recipients.map(({ path }) => ({ address: formatPath(path) }));
  const serverHostname = written.source.server.fqdn;
  const messageInfo = '05I:';
  return {
    eventId: 'RECEIVE',
    source,
    ...trackedItem(written),
    serverHostname,
    recipients,
    reference,
    messageInfo,
  };
}

/** As internal ids, which the queues show. */
export function internalIds(newItems: readonly NewItem[]): string {
  return newItems.map(({ item }) => item.id).join(';');
}

/** With the reply to the letter; of what was too old also with what kept it waiting. */
export function trackedRecipient({ recipient, reply, waited }: Reported): TrackedRecipient {
  const full: Reply = waited === undefined ? reply : waitReply(reply, waited, 'internal');
  return { address: formatPath(recipient.path), status: full.toString() };
}

function contextOf([first]: readonly TrackedRecipient[]): { readonly sourceContext?: string } {
  return first?.status === undefined ? {} : { sourceContext: first.status };
}
