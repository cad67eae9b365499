import type { Redis } from 'ioredis';

import type { QueueConnection } from '../connection/queue-connection.js';
import type { ServerKeys } from '../keys.js';
import type { Passed, QueueRates } from './queue-rates.js';

/** What a hub has told counts for so long: it may have died. */
const toldMs = 15_000;

/** Tells the others what passes here; once in some seconds, however much it is. */
export async function tellRates(
  rates: QueueRates,
  instance: string,
  { connection, keys }: { readonly connection: QueueConnection; readonly keys: ServerKeys },
): Promise<void> {
  const now = Date.now();
  const text = JSON.stringify([...rates.lastMinute()]);
  await connection.read((redis) => {
    redis.set(keys.ratesOf(instance), text, 'PX', toldMs);
    redis.zadd(keys.rates, String(now), instance);
    redis.zremrangebyscore(keys.rates, '-inf', now - 4 * toldMs);
  });
}

/** What passed each queue in the last minute, through all hubs of the server. */
export async function readRates(redis: Redis, keys: ServerKeys): Promise<ReadonlyMap<string, Passed>> {
  const instances = await redis.zrange(keys.rates, '0', '-1');
  const told = instances.length === 0 ? [] : await redis.mget(instances.map((each) => keys.ratesOf(each)));
  const sums = new Map<string, Passed>();
  for (const text of told) {
    for (const [queue, [came, left]] of JSON.parse(text ?? '[]') as readonly (readonly [string, Passed])[]) {
      const [cameBefore, leftBefore] = sums.get(queue) ?? [0, 0];
      sums.set(queue, [cameBefore + came, leftBefore + left]);
    }
  }
  return sums;
}
