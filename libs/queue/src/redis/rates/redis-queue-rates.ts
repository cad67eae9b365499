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

/** What the hubs of the server have told, in sums: what passed each queue in the last minute, and which jobs wait for a connection. */
export interface Told {
  readonly passed: ReadonlyMap<string, Passed>;
  readonly connecting: ReadonlyMap<string, number>;
}

export async function readTold(redis: Redis, keys: ServerKeys): Promise<Told> {
  const passed = new Map<string, Passed>();
  const connecting = new Map<string, number>();
  const instances = await redis.zrange(keys.rates, '0', '-1');
  if (instances.length === 0) return { passed, connecting };
  const kinds = instances.flatMap((each) => [keys.ratesOf(each), keys.connectingOf(each)]);
  const texts = await redis.mget(kinds);
  for (const [index, text] of texts.entries()) {
    if (text === null) continue;
    if (index % 2 === 0) addPassed(passed, text);
    else addConnecting(connecting, text);
  }
  return { passed, connecting };
}

function addPassed(sums: Map<string, Passed>, text: string): void {
  for (const [queue, [came, left]] of JSON.parse(text) as readonly (readonly [string, Passed])[]) {
    const [cameBefore, leftBefore] = sums.get(queue) ?? [0, 0];
    sums.set(queue, [cameBefore + came, leftBefore + left]);
  }
}

function addConnecting(sums: Map<string, number>, text: string): void {
  for (const [queue, jobs] of JSON.parse(text) as readonly (readonly [string, number])[]) {
    sums.set(queue, (sums.get(queue) ?? 0) + jobs);
  }
}
