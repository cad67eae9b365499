import type { LoadedCopy, NewItem, QueuedCopy } from '@mailyard/queue';
import { formatPath } from '@mailyard/smtp';

import { internalIds } from './reported-events.js';
import { trackedItem, type TrackableItem } from './tracked-item.js';
import { whileTracking } from './while-tracking.js';

type Telling = Parameters<typeof whileTracking>[0];

/** A copy that waits for moderators, and the messages to them. */
export interface AskedCopy {
  readonly copy: QueuedCopy;
  readonly requests: readonly NewItem[];
}

/** INITMESSAGECREATED: moderators are asked about a message. */
export function trackRequests(item: TrackableItem, asked: readonly AskedCopy[], context: Telling): void {
  whileTracking(context, () => {
    for (const { copy, requests } of asked) {
      context.tracking.track({
        eventId: 'INITMESSAGECREATED',
        source: 'APPROVAL',
        ...trackedItem(item),
        recipients: addresses(copy),
        sourceContext: copy.approval?.moderators.join(';') ?? '',
        ...(requests.length === 0 ? {} : { reference: internalIds(requests) }),
      });
    }
  });
}

const events = {
  approve: 'MODERATORAPPROVE',
  reject: 'MODERATORREJECT',
  expired: 'MODERATIONEXPIRE',
  unreached: 'MODERATORSALLNDR',
} as const;

/** What came of the request. */
export function trackVerdict(
  { item, copy }: LoadedCopy,
  verdict: { readonly kind: keyof typeof events; readonly by?: string },
  context: Telling,
): void {
  whileTracking(context, () =>
    context.tracking.track({
      eventId: events[verdict.kind],
      source: 'APPROVAL',
      ...trackedItem(item),
      recipients: addresses(copy),
      ...(verdict.by === undefined ? {} : { sourceContext: verdict.by }),
    }),
  );
}

/** DROP: an answer of a moderator, or what came back of a request, has served its purpose. */
export function trackAnswers(item: TrackableItem, taken: QueuedCopy['recipients'], context: Telling): void {
  if (taken.length === 0) return;
  whileTracking(context, () =>
    context.tracking.track({
      eventId: 'DROP',
      source: 'APPROVAL',
      ...trackedItem(item),
      recipients: addresses({ recipients: taken }),
    }),
  );
}

function addresses({ recipients }: Pick<QueuedCopy, 'recipients'>) {
  return recipients.map(({ path }) => ({ address: formatPath(path) }));
}
