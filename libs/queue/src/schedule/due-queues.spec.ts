import { eventually, startRedis, type TestRedis } from '@mailyard/testing';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { QueueCatalog } from '../views/queues/redis-queue-catalog.js';
import { QueueDatabase } from '../redis/queue-database.js';
import { queueRedis } from '../redis/connection/queue-redis.js';
import type { Lane } from './lane.js';
import { QueueScheduler } from './queue-scheduler.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
const hourMs = 3_600_000;
const withinASecond = { deadlineMs: 1_000 };

let server: TestRedis;
let redis: Redis;
let database: QueueDatabase;
let scheduler: QueueScheduler;
let bull: Queue;
const processed: string[] = [];

beforeEach(async () => {
  server = await startRedis();
  redis = server.client();
  processed.length = 0;
  const onFault = (error: unknown): void => void processed.push(String(error));
  database = await QueueDatabase.open({ redis: queueRedis(server.url), server: 'MBX01', onFault });
  scheduler = new QueueScheduler({
    database,
    lanesFor: (name) => (name === queue ? { maxJobs: 2, open: () => lane } : undefined),
    settings: () => ({ idleMs: hourMs, messageRetryMs: 10 * 60_000, poisonThreshold: 2 }),
    onFault,
  });
  bull = new Queue(queue, { connection: server.client(), prefix: database.keys.prefix });
  await eventually(() => database.ready);
});
afterEach(async () => {
  await scheduler.stop(1_000);
  await bull.close();
  database.close();
  await server.stop();
});

const lane: Lane = {
  process: async (lease, goOn) => {
    processed.push(lease.jobId);
    const transaction = database.transaction();
    const next = transaction.finish(lease, { claimNext: goOn() });
    return (await transaction.commit()).resultOf(next).lease;
  },
  close: () => undefined,
};

function queued(id: string) {
  const copy = { number: '0', queue, recipients: [], attempts: 0 };
  return database.transaction().enqueue({ id, copy, receivedAt: Date.now() }).commit();
}

/** A message that waits for its next attempt. */
async function delayed(id: string): Promise<void> {
  await queued(id);
  const { lease } = await database.claim(queue);
  if (lease === undefined) throw new Error('nothing to delay');
  const transaction = database.transaction();
  transaction.delay(lease, { delayMs: 5 * 60_000, claimNext: false });
  await transaction.commit();
}

/** The hub has looked at everything, and comes back to the queue in a minute. */
async function atRest(): Promise<void> {
  scheduler.start();
  await eventually(async () => Number(await redis.zscore(database.keys.nextHops, queue)) > Date.now());
}

async function inRetry(): Promise<void> {
  await queued('1');
  const retry = { retryCount: 0, waitMs: 10 * 60_000, lastError: '421' };
  expect(await database.schedule.enterRetry(queue, retry)).toBe(true);
}

describe('what an administrator orders is carried out within a second', () => {
  it('a message that BullMQ promotes', async () => {
    await delayed('1');
    await atRest();
    await (await bull.getJob('1-0'))?.promote();
    await eventually(() => expect(processed).toEqual(['1-0']), withinASecond);
  });

  it('a queue that BullMQ resumes', async () => {
    await bull.pause();
    await queued('1');
    await atRest();
    await bull.resume();
    await eventually(() => expect(processed).toEqual(['1-0']), withinASecond);
  });

  it('Retry-Queue: one message of a queue in Retry', async () => {
    await inRetry();
    await atRest();
    const catalog = new QueueCatalog({ redis, server: 'MBX01' });
    expect(await catalog.retryNow(queue)).toBe(true);
    await eventually(() => expect(processed).toEqual(['1-0']), withinASecond);
  });

  it('Retry-Queue: the messages that wait for their own next attempt', async () => {
    await delayed('1');
    await delayed('2');
    await atRest();
    expect(await new QueueCatalog({ redis, server: 'MBX01' }).retryNow(queue)).toBe(true);
    await eventually(() => expect(processed).toEqual(['1-0', '2-0']), withinASecond);
  });

  it('Retry-Queue of a queue that does not exist says so', async () => {
    expect(await new QueueCatalog({ redis, server: 'MBX01' }).retryNow('SmtpDeliveryToMailbox.DB9')).toBe(
      false,
    );
    expect(await redis.keys('*DB9*')).toEqual([]);
  });
});

/** As everything in Redis looks when the clock goes two hours back. */
async function setClockBack(): Promise<void> {
  const keys = database.keys;
  for (const id of await redis.zrange(keys.nextHops, '0', '-1')) {
    await redis.zincrby(keys.nextHops, 2 * hourMs, id);
  }
  const jobs = keys.ofQueue(queue, 'delayed');
  for (const id of await redis.zrange(jobs, '0', '-1')) await redis.zincrby(jobs, 2 * hourMs * 4096, id);
  const limiter = keys.ofQueue(queue, 'limiter');
  const rest = await redis.pttl(limiter);
  if (rest > 0) await redis.pexpire(limiter, rest + 2 * hourMs);
}

describe('after the clock went back two hours nothing waits longer than its own interval', () => {
  it('a queue with work', async () => {
    await queued('1');
    await setClockBack();
    scheduler.start();
    await eventually(() => expect(processed).toEqual(['1-0']), withinASecond);
  });

  it('a queue in Retry', async () => {
    await inRetry();
    await setClockBack();
    scheduler.start();
    const rest = () => redis.pttl(database.keys.ofQueue(queue, 'limiter'));
    await eventually(async () => expect(await rest()).toBeLessThanOrEqual(10 * 60_000));
    expect(await rest()).toBeGreaterThan(9 * 60_000);
  });

  it('a message that waits for its next attempt', async () => {
    await delayed('1');
    await setClockBack();
    scheduler.start();
    const rest = async () => {
      const score = Number(await redis.zscore(database.keys.ofQueue(queue, 'delayed'), '1-0'));
      return score / 4096 - Date.now();
    };
    await eventually(async () => expect(await rest()).toBeLessThanOrEqual(5 * 60_000));
    expect(await rest()).toBeGreaterThan(4 * 60_000);
  });
});

it('a queue is worked off while memory is full, however long it had to wait', async () => {
  for (const id of ['1', '2', '3']) await queued(id);
  await redis.config('SET', 'maxmemory', '1');
  scheduler.start();
  await eventually(() => processed.length === 3);
  expect(processed.sort()).toEqual(['1-0', '2-0', '3-0']);
});

it('what BullMQ gives a priority comes behind those that wait, in its order', async () => {
  for (const id of ['1', '2', '3']) await queued(id);
  await (await bull.getJob('1-0'))?.changePriority({ priority: 1 });
  await (await bull.getJob('2-0'))?.changePriority({ priority: 2 });
  const looks = [{ name: queue, worked: false, served: true }];
  await database.schedule.lookAt(looks, { idleMs: hourMs, longestDelayMs: hourMs });
  const claimed: (string | undefined)[] = [];
  for (let count = 0; count < 3; count++) claimed.push((await database.claim(queue)).lease?.jobId);
  expect(claimed).toEqual(['3-0', '1-0', '2-0']);
});
