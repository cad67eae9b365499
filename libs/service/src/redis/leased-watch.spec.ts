import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { silentLog } from '../log/log.js';
import { LeasedWatch } from './leased-watch.js';

let redis: TestRedis;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const key = '{mailyard}:watch';

/** A replica with a connection of its own, that notes when it does something. */
function replica(holder: string, spans: { leaseMs: number; renewalMs?: number }) {
  const done: number[] = [];
  const client = redis.client();
  const watch: LeasedWatch = new LeasedWatch({
    lease: {
      redis: client,
      key,
      holder,
      get leaseMs() {
        return spans.leaseMs;
      },
      get renewalMs() {
        return spans.renewalMs ?? spans.leaseMs / 3;
      },
    },
    name: 'a watch',
    log: silentLog,
    look: async () => {
      if (await watch.isMine()) done.push(performance.now());
    },
  });
  watch.start(10);
  /** What a SIGKILL leaves: nobody gives the lease back. */
  const die = (): void => {
    client.disconnect();
  };
  return { done, watch, die };
}

it('whoever has the lease dies: another one follows when it ends, and the two never act at once', async () => {
  const spans = { leaseMs: 600 };
  const first = replica('first', spans);
  await eventually(() => first.done.length > 0);
  const second = replica('second', spans);
  await eventually(() => first.done.length > 20);
  expect(second.done).toEqual([]);
  first.die();
  await eventually(() => second.done.length > 0);
  const [last, next] = [first.done.at(-1) ?? 0, second.done[0] ?? 0];
  expect(next - last).toBeGreaterThan(300);
  await Promise.all([first.watch.stop().catch(() => undefined), second.watch.stop()]);
});

it('whoever stops gives it back', async () => {
  const spans = { leaseMs: 60_000, renewalMs: 50 };
  const first = replica('first', spans);
  await eventually(() => first.done.length > 0);
  const second = replica('second', spans);
  await first.watch.stop();
  await eventually(() => second.done.length > 0, { deadlineMs: 5_000 });
  await second.watch.stop();
});

it('a duration that is changed holds from the next renewal on', async () => {
  const spans = { leaseMs: 60_000, renewalMs: 50 };
  const { done, watch } = replica('first', spans);
  await eventually(() => done.length > 0);
  spans.leaseMs = 1_000;
  const client = redis.client();
  await eventually(async () => expect(await client.pttl(key)).toBeLessThanOrEqual(1_000));
  await watch.stop();
  expect(await client.get(key)).toBeNull();
});

it('of a subject one thing is done at a time, and a fault ends no watch', async () => {
  const { watch } = replica('first', { leaseMs: 60_000 });
  let end: (error: Error) => void = () => undefined;
  watch.begin('x', () => new Promise((_, reject) => (end = reject)));
  expect([watch.isRunning('x'), watch.isRunning('y')]).toEqual([true, false]);
  end(new Error('a fault'));
  await eventually(() => !watch.isRunning('x'));
  await watch.stop();
});
