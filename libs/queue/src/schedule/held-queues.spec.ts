import { eventually } from '@mailyard/testing';

import { TestQueues } from '../spec-support/test-queues.js';
import { QueueCatalog } from '../views/queues/redis-queue-catalog.js';
import type { QueueSummary } from '../views/queues/queue-summary.js';
import type { Lane } from './lane.js';
import { QueueScheduler } from './queue-scheduler.js';

const hourMs = 3_600_000;
const reason = 'messages to contoso.com are limited to 1 an hour by MessageRateLimit';
const away = { retryCount: 0, waitMs: 60_000, lastError: '451 4.4.0 connection refused' };

let queues: TestQueues;
let catalog: QueueCatalog;
let scheduler: QueueScheduler;
let queue: string;
const processed: string[] = [];

const lane: Lane = {
  process: async (lease, goOn) => {
    processed.push(lease.jobId);
    const transaction = queues.database.transaction();
    const next = transaction.finish(lease, { claimNext: goOn() });
    return (await transaction.commit()).resultOf(next).lease;
  },
  close: () => undefined,
};

beforeEach(async () => {
  queues = await TestQueues.open();
  catalog = new QueueCatalog({ redis: queues.redis, server: 'MBX01' });
  processed.length = 0;
  scheduler = new QueueScheduler({
    database: queues.database,
    lanesFor: (name) => (name === 'Submission' ? undefined : { maxJobs: 3, open: () => lane }),
    settings: () => ({ idleMs: hourMs, messageRetryMs: 60_000, poisonThreshold: 2 }),
    onFault: (error) => processed.push(String(error)),
  });
  for (const id of ['1', '2', '3', '4']) queue = await queues.queued('DB01', { id });
});
afterEach(async () => {
  await scheduler.stop(1_000);
  await catalog.close();
  await queues.close();
});

/** As a lane does that was refused a place. */
async function hold(waitMs: number): Promise<void> {
  const { lease } = await queues.database.claim(queue);
  if (lease === undefined) throw new Error('no job');
  const transaction = queues.database.transaction().giveBack(lease);
  await transaction.hold(queue, { waitMs, cause: 'message-rate', reason }).commit();
}

async function summary(): Promise<QueueSummary | undefined> {
  return (await catalog.list()).find(({ name }) => name === queue);
}

describe('a queue that waits for a limit', () => {
  it('gives no job, and is in no Retry for it', async () => {
    await hold(hourMs);
    const claim = await queues.database.claim(queue);
    expect(claim.lease).toBeUndefined();
    expect(claim.waitMs).toBeGreaterThan(hourMs - 10_000);
    expect(await summary()).toMatchObject({
      status: 'Ready',
      messageCount: 4,
      retryCount: 0,
      waitReason: reason,
      waitCause: 'message-rate',
      head: '1-0',
    });
    expect((await summary())?.waitUntil).toBeGreaterThan(Date.now() + hourMs - 10_000);
    expect((await summary())?.lastError).toBeUndefined();
  });

  it('goes on afterwards by itself, with all its lanes, and does not wait any more', async () => {
    await hold(300);
    scheduler.start();
    await eventually(() => expect([...processed].sort()).toEqual(['1-0', '2-0', '3-0', '4-0']));
    expect(processed[0]).toBe('1-0');
    expect((await summary())?.waitReason).toBeUndefined();
    const late = await queues.queued('DB01', { id: '5' });
    scheduler.wake(late);
    await eventually(() => expect(processed).toContain('5-0'), { deadlineMs: 3_000 });
  });

  it('goes on at once when its limit is changed', async () => {
    await hold(hourMs);
    const other = await queues.queued('DB02', { id: '7' });
    await queues.database.schedule.enterRetry(other, away);
    scheduler.start();
    await eventually(async () =>
      expect(Number(await queues.redis.zscore(queues.database.keys.nextHops, queue))).toBeGreaterThan(
        Date.now() + 10_000,
      ),
    );
    await queues.database.schedule.endWaits();
    await eventually(() => expect(processed).toHaveLength(4), { deadlineMs: 10_000 });
    expect(processed).not.toContain('7-0');
  });

  it('goes on when an administrator says so', async () => {
    await hold(hourMs);
    scheduler.start();
    expect(await catalog.retryNow(queue)).toBe(true);
    await eventually(() => expect(processed).toHaveLength(4));
  });

  it('waits no longer than it had to when the clock is set back', async () => {
    await hold(60_000);
    const limiter = queues.database.keys.ofQueue(queue, 'limiter');
    await queues.redis.pexpire(limiter, 2 * hourMs);
    await queues.redis.zadd(queues.database.keys.nextHops, Date.now() + 2 * hourMs, queue);
    scheduler.start();
    await eventually(async () => expect(await queues.redis.pttl(limiter)).toBeLessThanOrEqual(60_000));
  });

  it('stays in Retry when it was there, and tries then with one message', async () => {
    await queues.database.schedule.enterRetry(queue, { ...away, waitMs: 1 });
    await eventually(() => hold(400));
    expect(await summary()).toMatchObject({
      status: 'Retry',
      retryCount: 1,
      lastError: away.lastError,
      waitReason: reason,
    });
    await queues.database.schedule.endWaits();
    expect((await queues.database.claim(queue)).lease).toBeUndefined();
    await eventually(async () => expect((await queues.database.claim(queue)).lease).toBeDefined());
    expect((await queues.database.claim(queue)).waitMs).toBeGreaterThan(0);
  });

  it('waits for the longer of two limits, and names it', async () => {
    const { database } = queues;
    const wait = { cause: 'connections', reason: 'x' };
    await hold(hourMs);
    await database
      .transaction()
      .hold(queue, { ...wait, waitMs: 1_000 })
      .commit();
    expect((await database.claim(queue)).waitMs).toBeGreaterThan(hourMs - 10_000);
    expect((await summary())?.waitReason).toBe(reason);
    await database
      .transaction()
      .hold(queue, { ...wait, waitMs: 2 * hourMs })
      .commit();
    expect((await summary())?.waitReason).toBe('x');
  });

  it('names no limit of before when it is in Retry later', async () => {
    await hold(1);
    const { redis, database } = queues;
    await redis.hset(database.keys.nextHop(queue), 'waitUntil', Date.now() - 10_000);
    await database.schedule.enterRetry(queue, away);
    expect((await summary())?.status).toBe('Retry');
    expect((await summary())?.waitReason).toBeUndefined();
  });
});
