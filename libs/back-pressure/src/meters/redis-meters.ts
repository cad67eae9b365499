import { setTimeout as pause } from 'node:timers/promises';

import { readRedisMemory, writeRefusal } from '@mailyard/service';
import type { Redis } from 'ioredis';

import type { Measured, Meter } from './meter.js';

/** DatabaseUsedSpace[Redis]: of `maxmemory`; without one there is no such resource, and SystemMemory tells. */
export class RedisMemoryMeter implements Meter {
  readonly resource = 'DatabaseUsedSpace[Redis]';
  readonly fills = true;

  constructor(private readonly redis: Redis) {}

  async read(): Promise<Measured | undefined> {
    const memory = await answer(this.redis, () => readRedisMemory(this.redis));
    if (memory?.maxBytes === undefined) return undefined;
    return { value: (100 * memory.usedBytes) / memory.maxBytes };
  }
}

/** FsyncLatency: how long a write takes until Redis says that it is on disk. */
export class FsyncLatencyMeter implements Meter {
  readonly resource = 'FsyncLatency';

  constructor(private readonly redis: Redis) {}

  async read(): Promise<Measured | undefined> {
    const begun = performance.now();
    const refusal = await answer(this.redis, () => writeRefusal(this.redis));
    return refusal === undefined && this.redis.status === 'ready'
      ? { value: performance.now() - begun }
      : undefined;
  }
}

/** Seconds of a processor that Redis's main thread has used; undefined when it is away or does not tell (before 6.2). */
export async function redisCpuSeconds(redis: Redis): Promise<number | undefined> {
  const info = await answer(redis, () => redis.info('cpu'));
  const used = [...(info ?? '').matchAll(/^used_cpu_(?:sys|user)_main_thread:([\d.]+)/gm)];
  return used.length === 2 ? used.reduce((sum, [, seconds]) => sum + Number(seconds), 0) : undefined;
}

/** A Redis that stands still must not keep the other resources from being looked at. */
const patienceMs = 6_000;

/** Undefined when Redis is away, or does not answer in time. */
export async function answer<T>(redis: Redis, ask: () => Promise<T>): Promise<T | undefined> {
  if (redis.status !== 'ready') return undefined;
  const asked = ask();
  asked.catch(() => undefined);
  const patience = new AbortController();
  const { signal } = patience;
  try {
    return await Promise.race([asked, pause(patienceMs, undefined, { signal, ref: false })]);
  } finally {
    patience.abort();
  }
}
