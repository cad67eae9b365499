import type { NewItem } from '@mailyard/queue';
import type { Categorization, FailedRecipient } from '@mailyard/routing';
import { formatPath, replies, type EnvelopeRecipient } from '@mailyard/smtp';
import type { TrackedMessage } from '@mailyard/tracking';

import { trackDsns, trackFailure } from './reported-events.js';
import { trackExpanded } from './track-expansion.js';
import { recipientKey, trackedAddress } from './tracked-address.js';
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

/** What the categorizer did beside finding the way: RESOLVE, EXPAND, REDIRECT, DROP, and DEFER of those without a route. */
export function trackCategorization(
  { item, recipients, categorization }: Omit<TrackedCategorization, 'newItems'>,
  context: TrackingContext,
): void {
  whileTracking(context, () => {
    const message = trackedItem(item);
    trackResolved(item, { before: recipients, after: addressesIn(categorization) }, context);
    trackStandIns(message, { recipients, categorization }, context);
    trackUnreachable(message, categorization, context);
    trackDropped(message, categorization, context);
  });
}

/** FAIL and DSN: what agents did comes before, since it may be why. */
export function trackCategorizationReports(
  reported: Omit<TrackedCategorization, 'recipients'>,
  context: TrackingContext,
): void {
  whileTracking(context, () => tellReports(reported, context));
}

function tellReports(reported: Omit<TrackedCategorization, 'recipients'>, context: TrackingContext): void {
  const { item, categorization, newItems } = reported;
  const { failed, expanded } = categorization;
  if (failed.length > 0) {
    let told = newItems;
    const refuser = ({ refusedBy }: FailedRecipient) => refusedBy ?? 'ROUTING';
    for (const [source, some] of Map.groupBy(failed, refuser)) {
      trackFailure({ item, source, recipients: some, newItems: told }, context);
      told = [];
    }
    return;
  }
  // RFC 3461 §5.2.7.3: of groups that were expanded.
  const status = replies.recipientOk.toString();
  const groups = expanded.map(({ recipient }) => ({ address: formatPath(recipient.path), status }));
  trackDsns({ item, recipients: groups, newItems }, context);
}

/** Of whoever gets it, now or once there is a route, and of the groups whose members do. */
function addressesIn({ deliveries, unreachable, groups }: Categorization): readonly string[] {
  return [
    ...deliveries.flatMap(({ recipients }) => recipients.map(({ path }) => formatPath(path))),
    ...unreachable.map(({ recipient }) => formatPath(recipient.path)),
    ...groups.map(({ group }) => group.PrimarySmtpAddress),
  ];
}

/** DROP: they get nothing, and nobody is told. */
function trackDropped(
  message: TrackedMessage,
  { dropped }: Categorization,
  { tracking }: TrackingContext,
): void {
  for (const [reason, some] of Map.groupBy(dropped, (recipient) => recipient.reason)) {
    // They have it by another row.
    if (reason === 'Duplicate') continue;
    tracking.track({
      eventId: 'DROP',
      source: 'ROUTING',
      ...message,
      recipients: some.map(({ recipient }) => ({ address: formatPath(recipient.path) })),
      sourceContext: reason,
    });
  }
}

/** Others get it, in their place or as well: EXPAND and REDIRECT, and the same of those who have it already. */
function trackStandIns(
  message: TrackedMessage,
  { recipients, categorization }: Pick<TrackedCategorization, 'recipients' | 'categorization'>,
  context: TrackingContext,
): void {
  const { groups, redirected } = categorization;
  if (groups.length + redirected.length === 0) return;
  const seen = new Set(recipients.map(({ path }) => recipientKey(path, context.organization())));
  trackExpanded(message, { groups, seen }, context);
  const organization = context.organization();
  for (const { recipient, to } of redirected) {
    const key = recipientKey(to, organization);
    const found = organization.recipient(to);
    const again = seen.has(key);
    seen.add(key);
    context.tracking.track({
      eventId: again ? 'DUPLICATEREDIRECT' : 'REDIRECT',
      source: 'ROUTING',
      ...message,
      recipients: [{ address: found ? trackedAddress(found, organization) : formatPath(to) }],
      relatedRecipientAddress: formatPath(recipient.path),
    });
  }
}

export interface ResolvedRecipients {
  readonly before: readonly EnvelopeRecipient[];
  /** Addresses that are served. */
  readonly after: readonly string[];
}

/** RESOLVE: proxy addresses, in whose place the primary ones, or those outside, get the message. */
export function trackResolved(
  item: TrackableItem,
  { before, after }: ResolvedRecipients,
  { tracking, organization }: TrackingContext,
): void {
  const reached = new Set(after);
  for (const { path } of before) {
    const written = formatPath(path);
    const found = reached.has(written) ? undefined : organization().recipient(path);
    const primary = found && trackedAddress(found, organization());
    if (primary === undefined || !reached.has(primary)) continue;
    tracking.track({
      eventId: 'RESOLVE',
      source: 'ROUTING',
      ...trackedItem(item),
      recipients: [{ address: primary }],
      relatedRecipientAddress: written,
    });
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
