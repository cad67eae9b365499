import type { OutputOf } from '../../../api/index.js';
import type { TextKey, Texts } from '../../../text/index.js';
import type { State } from '../../../ui/index.js';
import type { trackingTexts } from './tracking.text.js';

/** A message as tracking tells of it: one row, whatever happened to its copies. */
export type Tracked = OutputOf<'Search-MessageTrackingReport'>['rows'][number];
export type TrackedRecipient = Tracked['recipients'][number];
export type TrackingT = Texts<TextKey<typeof trackingTexts>>;

const states: Readonly<Record<TrackedRecipient['state'], State>> = {
  Failed: 'bad',
  Dropped: 'bad',
  Deferred: 'warn',
  Pending: 'warn',
  Relayed: 'good',
  Sent: 'good',
  Delivered: 'good',
  Expanded: 'idle',
  Redirected: 'idle',
  Resolved: 'idle',
};

export function stateOf(recipient: TrackedRecipient): State {
  return states[recipient.state];
}

/** Worst first, as somebody who asks wants to know. */
const order = Object.keys(states) as TrackedRecipient['state'][];

/** How many recipients are in which state; those whose place others have taken count for nothing where there are others. */
export function outcomesOf({ recipients }: Tracked): readonly (readonly [TrackedRecipient, number])[] {
  const real = recipients.filter(({ state }) => states[state] !== 'idle');
  const groups = Map.groupBy(real.length > 0 ? real : recipients, ({ state }) => state);
  return order.flatMap((state) => {
    const [first, ...others] = groups.get(state) ?? [];
    return first === undefined ? [] : [[first, others.length + 1] as const];
  });
}
