import {
  poisonQueue,
  queueProperties,
  submissionQueue,
  unreachableQueue,
  type QueueProperty,
  type QueueSummary,
} from '@mailyard/queue';

/** A queue as people see it in a list. */
export interface ShownQueue {
  readonly queue: QueueSummary;
  /** Its name; empty: no Send connector leads there. */
  readonly connector: string;
}

/** On top of the list whatever its order. */
const pins: readonly string[] = [submissionQueue, unreachableQueue, poisonQueue];
const groupsMax = 50;

/** Those with each of the words, whatever the case. */
export function foundQueues(all: readonly ShownQueue[], words: string): readonly ShownQueue[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return all;
  return all.filter((shown) => {
    const text = searchedText(shown);
    return wanted.every((word) => text.includes(word));
  });
}

function searchedText({ queue, connector }: ShownQueue): string {
  const { identity, nextHopDomain, deliveryType, status, lastError = '', tlsDomain = '' } = queue;
  const texts = [identity, nextHopDomain, deliveryType, status, connector, lastError, tlsDomain];
  return texts.join(' ').toLowerCase();
}

interface Keyed {
  readonly shown: ShownQueue;
  readonly pin: number;
  readonly key: number | string;
}

/** By that property, and by name where it is the same; without it last: a queue that is not in Retry has no next attempt. */
export function sortedQueues(
  queues: readonly ShownQueue[],
  { by, descending }: { readonly by: QueueProperty; readonly descending: boolean },
): readonly ShownQueue[] {
  const sign = descending ? -1 : 1;
  const keyed = queues.map((shown): Keyed => {
    const pin = pins.indexOf(shown.queue.name);
    return { shown, pin: pin === -1 ? pins.length : pin, key: keyOf(shown, by) };
  });
  return keyed
    .toSorted(
      (one, other) =>
        one.pin - other.pin ||
        sign * order(one.key, other.key) ||
        order(one.shown.queue.name, other.shown.queue.name),
    )
    .map(({ shown }) => shown);
}

function keyOf(shown: ShownQueue, by: QueueProperty): number | string {
  const value = valueOf(shown, by);
  if (typeof value === 'number') return value;
  if (value === undefined && queueProperties[by].kind !== 'text') return Infinity;
  // DB2 is before DB10.
  return textOf(value)
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}

function order(one: number | string, other: number | string): number {
  return one < other ? -1 : Number(one > other);
}

/** How many queues have each value, the largest groups first. */
export function groupedQueues(
  queues: readonly ShownQueue[],
  by: QueueProperty,
): readonly { readonly value: string; readonly queues: number }[] {
  const counts = new Map<string, number>();
  for (const shown of queues) {
    const value = textOf(valueOf(shown, by));
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, queues: count }))
    .toSorted((one, other) => other.queues - one.queues)
    .slice(0, groupsMax);
}

type Value = ReturnType<(typeof queueProperties)[QueueProperty]['of']>;

/** A connector goes by its name. */
function valueOf({ queue, connector }: ShownQueue, by: QueueProperty): Value {
  return by === 'NextHopConnector' ? connector : queueProperties[by].of(queue);
}

function textOf(value: Value): string {
  return typeof value === 'object' ? value.join(' ') : String(value ?? '');
}
