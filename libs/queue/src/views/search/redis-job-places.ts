import { setImmediate } from 'node:timers/promises';

import type { Redis } from 'ioredis';

import type { ServerKeys } from '../../redis/keys.js';
import { queueNames } from '../queues/redis-queue-readings.js';

/** So many jobs are asked for at once, about a millisecond for which Redis does nothing else. */
const jobsAtOnce = 2_000;
const queuesAtOnce = 250;

/** A job, and where it is: in a list of its queue, or when it is due. It changes when something happens to the job. */
export interface JobPlace {
  readonly queue: string;
  readonly jobId: string;
  readonly place: string;
}

/** The jobs of a queue that has any. */
interface FilledQueue {
  readonly name: string;
  readonly inRetry: boolean;
}

/**
 * Where every job of a server is, in small pieces. A job that moves meanwhile may be told of twice, or not at all: whoever
 * misses one looks for it.
 */
export async function* jobPlaces(redis: Redis, keys: ServerKeys): AsyncGenerator<readonly JobPlace[]> {
  const names = [...(await queueNames(redis, keys))];
  for (let from = 0; from < names.length; from += queuesAtOnce) {
    for (const queue of await filled(redis, keys, names.slice(from, from + queuesAtOnce))) {
      yield* placesIn(redis, keys, queue);
    }
  }
}

async function* placesIn(
  redis: Redis,
  keys: ServerKeys,
  { name, inRetry }: FilledQueue,
): AsyncGenerator<readonly JobPlace[]> {
  // A queue that enters Retry, or leaves it, changes what is said of each message in it.
  const waits = inRetry ? 'retry' : 'wait';
  for (const [type, place] of [
    ['active', 'active'],
    ['wait', waits],
  ] as const) {
    // From where jobs come in: what leaves at the other end moves no other job past us.
    for (let skip = 0, more = true; more; skip += jobsAtOnce) {
      const jobs = await redis.lrange(keys.ofQueue(name, type), skip, skip + jobsAtOnce - 1);
      yield jobs.map((jobId) => ({ queue: name, jobId, place }));
      more = jobs.length === jobsAtOnce;
      if (more) await setImmediate();
    }
  }
  for (const type of ['delayed', 'prioritized', 'suspended'] as const) {
    let cursor = '0';
    do {
      const [next, found] = await redis.zscan(keys.ofQueue(name, type), cursor, 'COUNT', jobsAtOnce);
      yield pairs(name, found, type === 'delayed' ? '' : type === 'prioritized' ? waits : type);
      cursor = next;
      if (cursor !== '0') await setImmediate();
    } while (cursor !== '0');
  }
}

/** Without a place the score is it. */
function pairs(queue: string, found: readonly string[], place: string): readonly JobPlace[] {
  const jobs: JobPlace[] = [];
  for (let at = 0; at < found.length; at += 2) {
    jobs.push({ queue, jobId: found[at] ?? '', place: place === '' ? (found[at + 1] ?? '') : place });
  }
  return jobs;
}

async function filled(
  redis: Redis,
  keys: ServerKeys,
  names: readonly string[],
): Promise<readonly FilledQueue[]> {
  const found = (await redis.eval(
    script,
    1,
    keys.nextHops,
    `${keys.prefix}:`,
    ...names,
  )) as readonly number[];
  return names.flatMap((name, index) => {
    const state = found[index] ?? 0;
    return state === 0 ? [] : [{ name, inRetry: state === 2 }];
  });
}

/**
 * KEYS[1] sorted set of queues · ARGV[1] prefix of every key, ARGV[2…] queues
 *
 * Returns of each 0: it has no job, 1: it has some, 2: it has some and is in Retry.
 */
const script = `
local states = {}
for at = 2, #ARGV do
  local queue = ARGV[1] .. ARGV[at] .. ':'
  local any = redis.call('EXISTS', queue .. 'wait', queue .. 'active', queue .. 'delayed', queue .. 'prioritized', queue .. 'suspended')
  local retries = any > 0 and redis.call('HGET', ARGV[1] .. 'nexthop:' .. ARGV[at], 'retryCount')
  states[#states + 1] = any == 0 and 0 or (tonumber(retries or 0) > 0 and 2 or 1)
end
return states
`;
