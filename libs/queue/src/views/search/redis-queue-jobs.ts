import { setImmediate } from 'node:timers/promises';

import type { Redis } from 'ioredis';

import type { ServerKeys } from '../../redis/keys.js';
import { queueNames } from '../queues/redis-queue-readings.js';

/** So many jobs are asked for at once, about a millisecond for which Redis does nothing else. */
const jobsAtOnce = 2_000;
const queuesAtOnce = 250;

/**
 * Where a job is, as a number that changes when something happens to the job: one that waits for its own next attempt is at
 * BullMQ's score for that, which is larger than any of these.
 */
export const places = {
  active: 0,
  /** The same with, and without, a next hop that was not reached: the queue is in Retry. */
  waiting: [1, 2],
  suspended: [3, 4],
} as const;
export type Place = number;

/** A job, and where it is. */
export interface JobPlace {
  readonly queue: string;
  readonly jobId: string;
  readonly place: Place;
}

/** Of one that is not being delivered and does not wait for its own next attempt; undefined for others. */
export function withoutRetry(place: Place): Place | undefined {
  const { waiting, suspended } = places;
  return [waiting, suspended].find((both) => both.some((each) => each === place))?.[0];
}

/** A queue that has jobs. */
export interface FilledQueue {
  readonly name: string;
  readonly inRetry: boolean;
  /**
   * How many jobs are in each of its lists, and which are at their ends. As long as it is the same nothing has come, gone or
   * moved: a way into the middle of a list begins at an end of another one, or ends there.
   */
  readonly ends: string;
  /** Its senders, or priorities, take turns: then jobs come into the middle of a list, and leave it there, too. */
  readonly takesTurns: boolean;
}

/** The queues of a server that have jobs, in small pieces. */
export async function* filledQueues(redis: Redis, keys: ServerKeys): AsyncGenerator<FilledQueue> {
  const names = [...(await queueNames(redis, keys))];
  for (let from = 0; from < names.length; from += queuesAtOnce) {
    const some = names.slice(from, from + queuesAtOnce);
    const ends = (await redis.eval(
      script,
      1,
      keys.nextHops,
      `${keys.prefix}:`,
      ...some,
    )) as readonly string[];
    for (const [index, name] of some.entries()) {
      const found = ends[index] ?? '';
      if (found === '') continue;
      const [state, order] = found.split(',', 2);
      yield { name, inRetry: state === 'retry', ends: found, takesTurns: order === 'turns' };
    }
  }
}

/**
 * Where every job of a queue is, in small pieces. A job that moves meanwhile may be told of twice, or not at all: whoever
 * misses one looks for it.
 */
export async function* jobsIn(
  redis: Redis,
  keys: ServerKeys,
  { name, inRetry }: Pick<FilledQueue, 'name' | 'inRetry'>,
): AsyncGenerator<readonly JobPlace[]> {
  const retry = inRetry ? 1 : 0;
  const parts = [
    listed(redis, keys.ofQueue(name, 'active'), places.active),
    listed(redis, keys.ofQueue(name, 'wait'), places.waiting[retry]),
    scored(redis, keys.ofQueue(name, 'delayed'), undefined),
    scored(redis, keys.ofQueue(name, 'prioritized'), places.waiting[retry]),
    scored(redis, keys.ofQueue(name, 'suspended'), places.suspended[retry]),
  ];
  // The first piece of each, which mostly is all, is asked for at once.
  const begun = await Promise.all(parts.map((part) => part.next()));
  for (const [index, first] of begun.entries()) {
    const told = (jobs: readonly Placed[]): readonly JobPlace[] =>
      jobs.map(([jobId, place]) => ({ queue: name, jobId, place }));
    if (first.done !== true) yield told(first.value);
    for await (const jobs of parts[index] ?? []) yield told(jobs);
  }
}

type Placed = readonly [jobId: string, place: Place];

/** From where jobs come in: what leaves at the other end moves no other job past us. */
async function* listed(redis: Redis, key: string, place: Place): AsyncGenerator<readonly Placed[]> {
  for (let skip = 0, more = true; more; skip += jobsAtOnce) {
    const jobs = await redis.lrange(key, skip, skip + jobsAtOnce - 1);
    yield jobs.map((jobId) => [jobId, place] as const);
    more = jobs.length === jobsAtOnce;
    if (more) await setImmediate();
  }
}

/** Without a place the score is it. */
async function* scored(
  redis: Redis,
  key: string,
  place: Place | undefined,
): AsyncGenerator<readonly Placed[]> {
  let cursor = '0';
  do {
    const [next, found] = await redis.zscan(key, cursor, 'COUNT', jobsAtOnce);
    const jobs: Placed[] = [];
    for (let at = 0; at < found.length; at += 2) jobs.push([found[at] ?? '', place ?? Number(found[at + 1])]);
    yield jobs;
    cursor = next;
    if (cursor !== '0') await setImmediate();
  } while (cursor !== '0');
}

/**
 * KEYS[1] sorted set of queues · ARGV[1] prefix of every key, ARGV[2…] queues
 *
 * Returns of each its ends, '' when it has no job. See FilledQueue.
 */
const script = `
local all = {}
for at = 2, #ARGV do
  local queue = ARGV[1] .. ARGV[at] .. ':'
  local lists, sets = { queue .. 'wait', queue .. 'active' }, { queue .. 'delayed', queue .. 'prioritized', queue .. 'suspended' }
  local ends = ''
  if redis.call('EXISTS', lists[1], lists[2], sets[1], sets[2], sets[3]) > 0 then
    local retries = tonumber(redis.call('HGET', ARGV[1] .. 'nexthop:' .. ARGV[at], 'retryCount') or 0)
    local turns = redis.call('EXISTS', sets[2]) == 1
    local found = { retries > 0 and 'retry' or 'ready', turns and 'turns' or 'arrival' }
    for _, list in ipairs(lists) do
      found[#found + 1] = redis.call('LLEN', list)
      found[#found + 1] = redis.call('LINDEX', list, 0) or ''
      found[#found + 1] = redis.call('LINDEX', list, -1) or ''
    end
    for _, set in ipairs(sets) do
      found[#found + 1] = redis.call('ZCARD', set)
      for _, index in ipairs({ 0, -1 }) do
        found[#found + 1] = table.concat(redis.call('ZRANGE', set, index, index, 'WITHSCORES'), ' ')
      end
    end
    ends = table.concat(found, ',')
  end
  all[#all + 1] = ends
end
return all
`;
