import { silentLog } from '@mailyard/service';
import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { InboundLoad } from './inbound-load.js';
import { RedisLoadExchange } from './redis-load-exchange.js';

let redis: TestRedis;
const exchanges: RedisLoadExchange[] = [];

// What is told at once is there before the next beat, and before the silence after which a replica counts as gone.
const soonerThanBeatMs = 1_900;
const soonerThanSilenceMs = 4_500;

beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  await Promise.all(exchanges.splice(0).map((exchange) => exchange.stop()));
  await redis.stop();
});

async function replica(instance: string, server = 'MBX01'): Promise<InboundLoad> {
  const load = new InboundLoad(() => performance.now());
  const service = 'front-end-transport';
  const exchange = new RedisLoadExchange({
    load,
    redis: redis.client(),
    service,
    server,
    instance,
    log: silentLog,
  });
  await exchange.start();
  exchanges.push(exchange);
  return load;
}

it('replicas of a server see each other’s sessions and rates; nothing is stored', async () => {
  const a = await replica('a');
  a.enter('c');
  const b = await replica('b');
  const other = await replica('x', 'MBX02');
  // The newcomer is told at once, not at the next beat.
  await eventually(() => b.sessions('c') === 1, { deadlineMs: soonerThanBeatMs });
  b.enter('c');
  b.spend('r');
  await eventually(() => a.sessions('c') === 2 && a.spent('r') === 1, { deadlineMs: soonerThanBeatMs });
  a.leave('c');
  await eventually(() => b.sessions('c') === 1, { deadlineMs: soonerThanBeatMs });
  expect([other.sessions('c'), other.spent('r')]).toEqual([0, 0]);
  expect(await redis.client().keys('*')).toEqual([]);
});

it('a newcomer learns what was spent in the minute before, once for all replicas', async () => {
  const [a, b] = [await replica('a'), await replica('b')];
  await eventually(() => {
    a.enter('c');
    return b.sessions('c') > 0;
  });
  for (const load of [a, b, a]) load.spend('r');
  await eventually(() => a.spent('r') === 3 && b.spent('r') === 3);
  const c = await replica('c');
  const learnt = () => Math.round(c.spent('r'));
  await eventually(() => learnt() > 0, { deadlineMs: soonerThanBeatMs });
  c.spend('r');
  await eventually(() => a.spent('r') === 4 && b.spent('r') === 4);
  expect(learnt()).toBe(4);
});

it('one that stops in order is forgotten at once', async () => {
  const a = await replica('a');
  a.enter('c');
  const b = await replica('b');
  await eventually(() => b.sessions('c') === 1);
  await exchanges.shift()?.stop();
  await eventually(() => b.sessions('c') === 0, { deadlineMs: soonerThanSilenceMs });
});

it('while Redis is away sessions come and go; when it is back the counts are', async () => {
  const [a, b] = [await replica('a'), await replica('b')];
  a.enter('c');
  await eventually(() => b.sessions('c') === 1);
  await redis.kill();
  a.enter('c');
  a.enter('c');
  expect(a.sessions('c')).toBe(3);
  await eventually(() => b.sessions('c') === 0, {
    deadlineMs: 10_000,
    what: 'the silent one to be forgotten',
  });
  await redis.restart();
  await eventually(() => b.sessions('c') === 3, { deadlineMs: 10_000 });
});
