import type { Redis } from 'ioredis';

const server = '{mailyard:MBX01}';
const lists = ['wait', 'paused', 'active'];
const sortedSets = ['delayed', 'prioritized', 'waiting-children'];

/** Jobs by queue, counted in Redis itself: whatever has not ended is still somebody's responsibility. */
export async function queueDepths(redis: Redis): Promise<ReadonlyMap<string, number>> {
  const depths = new Map<string, number>();
  for (const { queue, state, key } of await stateKeys(redis)) {
    const length = sortedSets.includes(state) ? await redis.zcard(key) : await redis.llen(key);
    if (length > 0) depths.set(queue, (depths.get(queue) ?? 0) + length);
  }
  return depths;
}

export async function queuedCount(redis: Redis): Promise<number> {
  return [...(await queueDepths(redis)).values()].reduce((sum, depth) => sum + depth, 0);
}

/** Jobs that a lane holds at this moment. */
export async function activeDeliveries(redis: Redis): Promise<number> {
  const active = (await stateKeys(redis)).filter(
    ({ queue, state }) => state === 'active' && queue !== 'Submission',
  );
  const lengths = await Promise.all(active.map(({ key }) => redis.llen(key)));
  return lengths.reduce((sum, length) => sum + length, 0);
}

async function stateKeys(redis: Redis): Promise<readonly { queue: string; state: string; key: string }[]> {
  const states = [...lists, ...sortedSets].join('|');
  const shape = new RegExp(`^${RegExp.escape(server)}:(.+):(${states})$`);
  const found: { queue: string; state: string; key: string }[] = [];
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${server}:*`, 'COUNT', 1000);
    cursor = next;
    for (const key of keys) {
      const [, queue, state] = shape.exec(key) ?? [];
      if (queue !== undefined && state !== undefined) found.push({ queue, state, key });
    }
  } while (cursor !== '0');
  // SCAN may show a key twice.
  return [...new Map(found.map((entry) => [entry.key, entry])).values()];
}
