import { silentLog } from '@mailyard/service';
import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { RedisSignInExchange } from './redis-sign-in-exchange.js';
import { signInKey } from './sign-in-key.js';
import { SignInLimits } from './sign-in-limits.js';

let redis: TestRedis;
const running: RedisSignInExchange[] = [];
const guess = signInKey('192.0.2.1', 'alice@contoso.com');
const home = signInKey('198.51.100.7', 'alice@contoso.com');

beforeAll(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  for (const exchange of running.splice(0)) await exchange.stop();
  await redis.client().flushall();
});
afterAll(() => redis.stop());

async function replica(instance: string): Promise<SignInLimits> {
  const limits = new SignInLimits({ steady: () => performance.now(), wall: () => Date.now() });
  const identity = { service: 'front-end-transport', server: 'MBX01', instance };
  const exchange = new RedisSignInExchange({ limits, redis: redis.client(), ...identity, log: silentLog });
  await exchange.start();
  running.push(exchange);
  return limits;
}

it('who has guessed too often at one replica has to wait at all, and at one that starts later', async () => {
  const [first, second] = [await replica('first'), await replica('second')];
  for (let failure = 0; failure < 15; failure += 1) first.failed(guess);
  await eventually(() => second.waitMs(guess) > 0);
  const third = await replica('third');
  await eventually(() => third.waitMs(guess) > 0);
});

it('from where an account has signed in outlives every replica, without its name', async () => {
  const before = await replica('before');
  before.succeeded(home);
  for (const exchange of running.splice(0)) await exchange.stop();
  expect((await replica('after')).isKnown(home)).toBe(true);
  const kept = await redis.client().zrange('{mailyard}:known-sources:front-end-transport:mbx01', '0', '-1');
  expect(kept).toHaveLength(1);
  expect(kept.join()).not.toContain('alice');
});
