import { startRedis, type TestRedis } from '@mailyard/testing';

import { readDurability } from './redis-durability.js';

let server: TestRedis;
afterEach(() => server.stop());

it('a Redis that fsyncs each write and never evicts keeps promise P1', async () => {
  server = await startRedis();
  expect(await readDurability(server.client())).toEqual({ strict: true, weaknesses: [] });
});

it('each weaker setting is named', async () => {
  server = await startRedis({
    config: { appendonly: 'no', appendfsync: 'everysec', 'maxmemory-policy': 'allkeys-lru' },
  });
  expect(await readDurability(server.client())).toEqual({
    strict: false,
    weaknesses: [
      'appendonly is no, must be yes',
      'appendfsync is everysec, must be always',
      'maxmemory-policy is allkeys-lru, must be noeviction',
    ],
  });
});

it('a Redis that hides its configuration promises nothing', async () => {
  server = await startRedis();
  const client = server.client();
  await client.acl('SETUSER', 'default', '-config');
  const { strict, weaknesses } = await readDurability(client);
  expect(strict).toBe(false);
  expect(weaknesses[0]).toMatch(/cannot be read: NOPERM/);
});
