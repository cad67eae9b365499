import { eventually, startRedis, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { Degradations } from '../degradations.js';
import { DurabilityWatch } from './durability-watch.js';

let server: TestRedis;
let redis: Redis;
let watch: DurabilityWatch;
let degradations: Degradations;

async function open(durability: 'strict' | 'relaxed'): Promise<void> {
  degradations = new Degradations();
  watch = await DurabilityWatch.open(redis, { settings: { durability }, degradations });
}

beforeEach(async () => {
  server = await startRedis();
  redis = server.client();
});
afterEach(async () => {
  watch.close();
  await server.stop();
});

describe('the durability of a Redis that runs', () => {
  it.each([
    ['appendonly', 'no', 'yes'],
    ['appendfsync', 'everysec', 'always'],
    ['no-appendfsync-on-rewrite', 'yes', 'no'],
    ['maxmemory-policy', 'allkeys-lru', 'noeviction'],
  ])('%s %s forbids mail within moments, %s allows it again', async (setting, weak, strong) => {
    await open('strict');
    expect(watch.forbidsMail).toBe(false);
    await redis.config('SET', setting, weak);
    await eventually(() => watch.forbidsMail);
    expect(watch.weaknesses).toEqual([`${setting} is ${weak}, must be ${strong}`]);
    expect(degradations.current).toMatchObject([
      { code: 'redis-not-durable', reason: expect.stringContaining(setting) as string },
    ]);
    await redis.config('SET', setting, strong);
    await eventually(() => !watch.forbidsMail);
    expect(degradations.current).toEqual([]);
  });

  it('counts an append-only file from when it is whole', async () => {
    await open('strict');
    await redis.config('SET', 'appendonly', 'no');
    await watch.check(redis);
    // The first rewrite waits for the snapshot that is being written.
    await redis.eval("for key = 1, 5000 do redis.call('SET', key, '') end", 0);
    await redis.config('SET', 'rdb-key-save-delay', '200');
    await redis.bgsave();
    await redis.config('SET', 'appendonly', 'yes');
    await watch.check(redis);
    expect(watch.weaknesses).toEqual(['the append-only file is not whole yet']);
    await redis.config('SET', 'rdb-key-save-delay', '0');
    await eventually(() => watch.strict, { deadlineMs: 10_000 });
  });

  it('is read again after a restart without its files', async () => {
    await open('strict');
    await server.kill();
    const other = await startRedis({ dir: server.dir, config: { appendonly: 'no' } });
    try {
      await eventually(() => watch.forbidsMail);
    } finally {
      await other.stop();
    }
  });

  it('relaxed: mail goes on', async () => {
    await open('relaxed');
    await redis.config('SET', 'appendfsync', 'everysec');
    await eventually(() => !watch.strict);
    expect(watch.forbidsMail).toBe(false);
    expect(degradations.current).toEqual([]);
  });
});
