import type { Redis } from 'ioredis';

/** How much of its memory Redis has used; without `maxmemory` it has no bound of its own. */
export interface RedisMemory {
  readonly usedBytes: number;
  readonly maxBytes: number | undefined;
}

export async function readRedisMemory(redis: Redis): Promise<RedisMemory> {
  const info = await redis.info('memory');
  const field = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  const max = field('maxmemory');
  return { usedBytes: field('used_memory'), maxBytes: max === 0 ? undefined : max };
}
