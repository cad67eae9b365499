import { eventually, startRedis, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { connectRedis, redisReady } from './redis-connection.js';
import { writeRefusal } from '../redis-writes.js';

let server: TestRedis;
let redis: Redis | undefined;
beforeAll(async () => {
  server = await startRedis();
});
afterEach(() => redis?.disconnect());
afterAll(() => server.stop());

function recorder() {
  const lines: string[] = [];
  const add = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return { lines, log: { debug: add('debug'), info: add('info'), warn: add('warn'), error: add('error') } };
}

describe('a connection to Redis', () => {
  it('logs an outage once and its end once', async () => {
    const { lines, log } = recorder();
    redis = connectRedis({ redisUrl: server.url }, { role: 'worker', log });
    await redisReady(redis);
    let attempts = 0;
    redis.on('error', () => (attempts += 1));
    await server.kill();
    await eventually(() => attempts >= 3);
    await server.restart();
    await eventually(() => lines.length === 2);
    expect(lines).toEqual([expect.stringMatching(/^error: Redis is away: /), 'info: Redis is back']);
    expect(await redis.ping()).toBe('PONG');
  });

  it('fails requests soon while Redis is away, and lets workers wait', async () => {
    redis = connectRedis({ redisUrl: server.url }, { role: 'request' });
    const worker = connectRedis({ redisUrl: server.url }, { role: 'worker' });
    await Promise.all([redisReady(redis), redisReady(worker)]);
    await server.kill();
    await expect(redis.ping()).rejects.toThrow(/max retries per request|closed|EPIPE/);
    const patient = worker.ping();
    await server.restart();
    expect(await patient).toBe('PONG');
    worker.disconnect();
  });

  it('waits for a Redis that starts later', async () => {
    await server.kill();
    redis = connectRedis({ redisUrl: server.url }, { role: 'request' });
    const ready = redisReady(redis);
    await server.restart();
    await ready;
    expect(redis.status).toBe('ready');
  });

  it('is opened again when Redis has become a replica: the primary may be behind the same address', async () => {
    redis = connectRedis({ redisUrl: server.url }, { role: 'request' });
    await redisReady(redis);
    const admin = server.client();
    await admin.replicaof('127.0.0.1', '1');
    try {
      const before = await redis.client('ID');
      expect(await writeRefusal(redis)).toMatch(/^READONLY/);
      await redisReady(redis);
      await eventually(async () => (await redis?.client('ID')) !== before);
    } finally {
      await admin.replicaof('NO', 'ONE');
    }
    expect(await writeRefusal(redis)).toBeUndefined();
  });
});
