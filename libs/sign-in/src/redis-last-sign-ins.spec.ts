import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { LastSignIns } from './redis-last-sign-ins.js';

let redis: TestRedis;
beforeAll(async () => (redis = await startRedis()));
afterAll(() => redis.stop());

it('whoever signs in is seen by other processes, whatever the case, each where they signed in', async () => {
  const before = Date.now();
  new LastSignIns(redis.client(), 'mail').note('Alice@contoso.com');
  const seen = new LastSignIns(redis.client(), 'mail');
  await eventually(async () => (await seen.all()).has('alice@contoso.com'));
  const at = (await seen.all()).get('alice@contoso.com') ?? 0;
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(Date.now());
  expect(await new LastSignIns(redis.client(), 'administration').all()).toEqual(new Map());
});

it('a program that signs in for each message is noted once a minute', async () => {
  const client = redis.client();
  const last = new LastSignIns(client, 'mail');
  for (let i = 0; i < 1_000; i += 1) last.note('scanner');
  await eventually(async () => (await last.all()).has('scanner'));
  const info = await client.info('commandstats');
  expect(Number(/cmdstat_hset:calls=(\d+)/.exec(info)?.[1])).toBeLessThanOrEqual(2);
});
