import { priorities } from '@mailyard/directory';
import type { InternalId, Priority } from '@mailyard/message';

import type { MessageFilter } from './message-properties.js';

/** What a filter says of the messages before any of them is read: the less is read for it. */
export interface Sought {
  readonly ids?: readonly InternalId[];
  readonly queue?: string;
  /** Received within these times, both included. */
  readonly earliest: number;
  readonly latest: number;
}

/** `expirationMs`: how long after its receipt a message expires. */
export function sought(
  filter: MessageFilter,
  expirationMs: ((priority: Priority) => number) | undefined,
): Sought {
  const lifetimes = expirationMs && priorities.map(expirationMs);

  let found: Sought = { earliest: -Infinity, latest: Infinity };
  for (const predicate of filter) {
    if ('any' in predicate || 'none' in predicate) continue;
    if (predicate.not === true || !('values' in predicate)) continue;
    const [value, ...others] = predicate.values;
    if (value === undefined || others.length > 0) continue;
    found = narrowed(found, { ...predicate, value, lifetimes });
  }
  return found;
}

function narrowed(
  found: Sought,
  asked: {
    readonly property: string;
    readonly operator: string;
    readonly value: string | number;
    readonly lifetimes: readonly number[] | undefined;
  },
): Sought {
  const { property, operator, value, lifetimes } = asked;
  const time = typeof value === 'number' ? value : NaN;
  if (property === 'DateReceived') return within(found, operator, [time, time]);
  if (property === 'ExpirationTime' && lifetimes !== undefined) {
    // Nobody has asked yet for which priority.
    return within(found, operator, [time - Math.max(...lifetimes), time - Math.min(...lifetimes)]);
  }
  if (operator !== 'eq') return found;
  if (property === 'InternalMessageId') return { ...found, ids: [String(value)] };
  return property === 'Queue' ? { ...found, queue: String(value) } : found;
}

/** The bounds may be wider than what is asked for: every message that is read has to pass the filter, too. */
function within(
  found: Sought,
  operator: string,
  [first, last]: readonly [first: number, last: number],
): Sought {
  if (Number.isNaN(first)) return found;
  const earliest = ['eq', 'gt', 'ge'].includes(operator) ? Math.max(found.earliest, first) : found.earliest;
  const latest = ['eq', 'lt', 'le'].includes(operator) ? Math.min(found.latest, last) : found.latest;
  return { ...found, earliest, latest };
}
