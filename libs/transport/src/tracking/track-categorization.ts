import type { Organization } from '@mailyard/directory';
import type { NewItem } from '@mailyard/queue';
import type { Categorization } from '@mailyard/routing';
import { formatPath, replies, type EnvelopeRecipient } from '@mailyard/smtp';
import type { TrackedMessage } from '@mailyard/tracking';

import { trackDsns, trackFailure } from './reported-events.js';
import { trackedItem, type TrackableItem } from './tracked-item.js';
import { whileTracking, type TrackingContext } from './while-tracking.js';

export interface TrackedCategorization {
  readonly item: TrackableItem;
  /** Before: as they waited in Submission. */
  readonly recipients: readonly EnvelopeRecipient[];
  /** What became of them. */
  readonly categorization: Categorization;
  readonly newItems: readonly NewItem[];
}

/** A row has no more members of a group; of a hundred thousand it would have megabytes. */
const membersInRow = 1_000;

/** What the categorizer did beside finding the way: RESOLVE, EXPAND, REDIRECT, DROP, FAIL, and DEFER of those without a route. */
export function trackCategorization(categorized: TrackedCategorization, context: TrackingContext): void {
  whileTracking(context, () => tellCategorization(categorized, context));
}

function tellCategorization(categorized: TrackedCategorization, context: TrackingContext): void {
  const { item, recipients, categorization, newItems } = categorized;
  const { failed, expanded, deliveries } = categorization;
  const message = trackedItem(item);
  trackResolved(
    message,
    { before: recipients, after: deliveries.flatMap((delivery) => delivery.recipients) },
    context,
  );
  trackExpanded(message, categorization, context);
  trackUnreachable(message, categorization, context);
  trackRedirected(message, categorization, context);
  trackDropped(message, categorization, context);
  if (failed.length > 0) {
    trackFailure({ item, source: 'ROUTING', recipients: failed, newItems }, context);
    return;
  }
  // RFC 3461 §5.2.7.3: of groups that were expanded.
  const status = replies.recipientOk.toString();
  const groups = expanded.map(({ recipient }) => ({ address: formatPath(recipient.path), status }));
  trackDsns({ item, recipients: groups, newItems }, context);
}

/** DROP: they get nothing, and nobody is told. */
function trackDropped(
  message: TrackedMessage,
  { dropped }: Categorization,
  { tracking }: TrackingContext,
): void {
  for (const [reason, some] of Map.groupBy(dropped, (recipient) => recipient.reason)) {
    tracking.track({
      eventId: 'DROP',
      source: 'ROUTING',
      ...message,
      recipients: some.map(({ recipient }) => ({ address: formatPath(recipient.path) })),
      sourceContext: reason,
    });
  }
}

/** REDIRECT: others get it, in their place or as well. */
function trackRedirected(
  message: TrackedMessage,
  { redirected }: Categorization,
  { tracking }: TrackingContext,
): void {
  for (const { recipient, to } of redirected) {
    tracking.track({
      eventId: 'REDIRECT',
      source: 'ROUTING',
      ...message,
      recipients: [{ address: formatPath(to) }],
      relatedRecipientAddress: formatPath(recipient.path),
    });
  }
}

export interface ResolvedRecipients {
  readonly before: readonly EnvelopeRecipient[];
  readonly after: readonly EnvelopeRecipient[];
}

/** RESOLVE: proxy addresses of mailboxes, of which the primary ones get the message. */
export function trackResolved(
  message: TrackedMessage,
  { before, after }: ResolvedRecipients,
  { tracking, organization }: TrackingContext,
): void {
  const reached = new Set(after.map(({ path }) => formatPath(path)));
  for (const { path } of before) {
    const written = formatPath(path);
    const primary = reached.has(written) ? undefined : primaryAddress({ path }, organization());
    if (primary === undefined || primary === written || !reached.has(primary)) continue;
    tracking.track({
      eventId: 'RESOLVE',
      source: 'ROUTING',
      ...message,
      recipients: [{ address: primary }],
      relatedRecipientAddress: written,
    });
  }
}

function primaryAddress(
  { path }: Pick<EnvelopeRecipient, 'path'>,
  organization: Organization,
): string | undefined {
  const found = organization.recipient(path);
  return found?.kind === 'Mailbox' ? found.PrimarySmtpAddress : undefined;
}

function trackExpanded(
  message: TrackedMessage,
  { expanded, deliveries }: Categorization,
  { tracking }: TrackingContext,
): void {
  for (const { recipient } of expanded) {
    const group = formatPath(recipient.path);
    const members = deliveries
      .flatMap((delivery) => delivery.recipients)
      .filter((member) => member.group !== undefined && formatPath(member.group) === group)
      .map(({ path }) => ({ address: formatPath(path) }));
    // An empty group is expanded, too.
    for (let from = 0; from === 0 || from < members.length; from += membersInRow) {
      tracking.track({
        eventId: 'EXPAND',
        source: 'ROUTING',
        ...message,
        recipients: members.slice(from, from + membersInRow),
        relatedRecipientAddress: group,
        reference: group,
      });
    }
  }
}

function trackUnreachable(
  message: TrackedMessage,
  { unreachable }: Categorization,
  { tracking }: TrackingContext,
): void {
  for (const [lastError, some] of Map.groupBy(unreachable, (recipient) => recipient.lastError)) {
    tracking.track({
      eventId: 'DEFER',
      source: 'ROUTING',
      ...message,
      recipients: some.map(({ recipient }) => ({ address: formatPath(recipient.path), status: lastError })),
      sourceContext: lastError,
    });
  }
}
