import { cpuMs } from '@mailyard/testing';

import { TestQueues } from '../spec-support/test-queues.js';

const count = 10_000;
const scans = 20;
const scansInASecond = 2;

let queues: TestQueues;
beforeEach(async () => (queues = await TestQueues.open()));
afterEach(() => queues.close());

/** What Redis has used of a processor, in milliseconds. */
async function redisCpuMs(): Promise<number> {
  const cpu = await queues.redis.info('cpu');
  const seconds = (name: string) => Number(new RegExp(`used_cpu_${name}:([\\d.]+)`).exec(cpu)?.[1]);
  return 1_000 * (seconds('user') + seconds('sys'));
}

/** As a hub does it: what is found is looked at. */
async function scan(): Promise<number> {
  const { schedule } = queues.database;
  let found = 0;
  for await (const due of schedule.due()) {
    found += due.length;
    const looks = due.map(({ name }) => ({ name, worked: false, served: true }));
    await schedule.lookAt(looks, { idleMs: 600_000, longestDelayMs: 300_000 });
  }
  return found;
}

/** In Redis and here. */
async function usedMs(act: () => Promise<void>): Promise<number> {
  const before = await redisCpuMs();
  const here = await cpuMs(act);
  return here + (await redisCpuMs()) - before;
}

/** The next hops are away: all are in Retry. */
async function makeQueues(): Promise<void> {
  const { database } = queues;
  for (let from = 0; from < count; from += 500) {
    const names = Array.from({ length: 500 }, (_, index) => `SmtpDeliveryToMailbox.DB${from + index}`);
    const transaction = database.transaction();
    for (const [index, queue] of names.entries()) {
      const copy = { number: '0', queue, recipients: 1, attempts: 0 };
      transaction.enqueue({ id: String(from + index), copy, receivedAt: 1 });
    }
    await transaction.commit();
    const away = { retryCount: 0, waitMs: 3_600_000, lastError: '451 4.4.0 connection refused' };
    await Promise.all(names.map((queue) => database.schedule.enterRetry(queue, away)));
    // Nobody has looked at them for a minute.
    await queues.redis.zadd(database.keys.nextHops, 'XX', ...names.flatMap((queue) => [0, queue]));
  }
}

it('a hub that looks for work among ten thousand queues uses less than 5 % of a processor for it', async () => {
  await makeQueues();
  let looked = 0;
  const first = await usedMs(async () => {
    while (looked < count) looked += await scan();
  });
  const others = await usedMs(async () => {
    for (let times = 0; times < scans; times += 1) await scan();
  });
  // Each queue is looked at once a minute, and between that the scans find nothing.
  const inASecond = (others / scans) * scansInASecond + first / 60;
  expect(inASecond).toBeLessThan(50);
}, 60_000);
