import type { InternalId } from '@mailyard/message';
import type { Redis } from 'ioredis';

import type { ServerKeys } from '../../redis/keys.js';
import type { Sought } from './sought.js';

/** A message's place in the order of lists: when it was received, then its id. It never moves. */
export interface Place {
  readonly receivedAt: number;
  readonly id: InternalId;
}

export type Order = 'oldest first' | 'newest first';

/** The next messages in order, from the given one on, itself included; fewer than `count` only at the end. */
export type Walk = (from: Place | undefined, count: number) => Promise<readonly Place[]>;

/** A queue with fewer messages is read by itself; of longer ones the server's messages are looked through. */
const shortQueue = 10_000;

/** A walk through the messages that may be those which are sought. */
export async function walkThrough(
  { redis, keys }: { readonly redis: Redis; readonly keys: ServerKeys },
  order: Order,
  target: Sought,
): Promise<Walk> {
  const ids = target.ids ?? (await messagesOf(redis, keys, target.queue));
  if (ids === undefined) return throughAll({ redis, keys }, order, target);
  const places = (await placesOf(redis, keys, ids)).filter(
    ({ receivedAt }) => receivedAt >= target.earliest && receivedAt <= target.latest,
  );
  const ordered = places.toSorted((one, other) => (isBefore(one, other, order) ? -1 : 1));
  return (from, count) => Promise.resolve(fromOn(ordered, from, order).slice(0, count));
}

function throughAll(
  { redis, keys }: { readonly redis: Redis; readonly keys: ServerKeys },
  order: Order,
  { earliest, latest }: Sought,
): Walk {
  return async (from, count) => {
    const [first, last] =
      order === 'oldest first'
        ? [Math.max(earliest, from?.receivedAt ?? -Infinity), latest]
        : [earliest, Math.min(latest, from?.receivedAt ?? Infinity)];
    const places: Place[] = [];
    // Many may have been received in the millisecond in which it begins: those before it are passed over.
    for (let offset = 0; places.length < count; offset += count) {
      const limit = ['WITHSCORES', 'LIMIT', offset, count] as const;
      const found =
        order === 'oldest first'
          ? await redis.zrangebyscore(keys.items, bound(first), bound(last), ...limit)
          : await redis.zrevrangebyscore(keys.items, bound(last), bound(first), ...limit);
      const some = pairs(found);
      places.push(...fromOn(some, from, order));
      if (some.length < count) break;
    }
    return places.slice(0, count);
  };
}

function isBefore(one: Place, other: Place, order: Order): boolean {
  const [first, second] = order === 'oldest first' ? [one, other] : [other, one];
  if (first.receivedAt !== second.receivedAt) return first.receivedAt < second.receivedAt;
  return first.id < second.id;
}

function fromOn(places: readonly Place[], from: Place | undefined, order: Order): readonly Place[] {
  return from === undefined ? places : places.filter((place) => !isBefore(place, from, order));
}

/** When these messages were received; those that are gone are left out. */
async function placesOf(
  redis: Redis,
  keys: ServerKeys,
  ids: readonly InternalId[],
): Promise<readonly Place[]> {
  if (ids.length === 0) return [];
  const received = await redis.zmscore(keys.items, ...ids);
  return ids.flatMap((id, index) => {
    const time = received[index] ?? null;
    return time === null ? [] : [{ id, receivedAt: Number(time) }];
  });
}

/** The messages with a job in that queue; undefined when they are too many, or no such queue exists. */
async function messagesOf(
  redis: Redis,
  keys: ServerKeys,
  queue: string | undefined,
): Promise<readonly InternalId[] | undefined> {
  if (queue === undefined || (await redis.zscore(keys.nextHops, queue)) === null) return undefined;
  const jobs = await Promise.all([
    redis.lrange(keys.ofQueue(queue, 'wait'), 0, shortQueue - 1),
    redis.lrange(keys.ofQueue(queue, 'active'), 0, shortQueue - 1),
    redis.zrange(keys.ofQueue(queue, 'delayed'), '0', String(shortQueue - 1)),
    redis.zrange(keys.ofQueue(queue, 'suspended'), '0', String(shortQueue - 1)),
    redis.zrange(keys.ofQueue(queue, 'prioritized'), '0', String(shortQueue - 1)),
  ]);
  const ids = new Set(jobs.flat().map((job) => job.slice(0, job.indexOf('-'))));
  return ids.size >= shortQueue ? undefined : [...ids];
}

function bound(time: number): string {
  if (time === Infinity) return '+inf';
  return time === -Infinity ? '-inf' : String(time);
}

function pairs(found: readonly string[]): readonly Place[] {
  const places: Place[] = [];
  for (let at = 0; at < found.length; at += 2) {
    places.push({ id: found[at] ?? '', receivedAt: Number(found[at + 1]) });
  }
  return places;
}
