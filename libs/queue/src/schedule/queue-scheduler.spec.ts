import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { QueueDatabase } from '../redis/queue-database.js';
import { queueRedis } from '../redis/connection/queue-redis.js';
import type { Lane } from './lane.js';
import { QueueScheduler } from './queue-scheduler.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
let server: TestRedis;
let database: QueueDatabase;
let scheduler: QueueScheduler;
const processed: string[] = [];
const faults: unknown[] = [];

class FinishingLane implements Lane {
  async process(lease: Parameters<Lane['process']>[0]): Promise<undefined> {
    processed.push(lease.jobId);
    const transaction = database.transaction();
    transaction.finish(lease, { claimNext: false });
    await transaction.commit();
  }

  close(): void {
    // Holds nothing.
  }
}

beforeEach(async () => {
  server = await startRedis();
  processed.length = 0;
  faults.length = 0;
  const onFault = (error: unknown): void => void faults.push(error);
  database = await QueueDatabase.open({ redis: queueRedis(server.url), server: 'MBX01', onFault });
  scheduler = new QueueScheduler({
    database,
    lanesFor: (name) => (name === queue ? { maxJobs: 2, open: () => new FinishingLane() } : undefined),
    settings: () => ({ idleMs: 60_000, messageRetryMs: 60_000, poisonThreshold: 2 }),
    // Only those who hold a lane or wake the queue find work.
    scanIntervalMs: 3_600_000,
    onFault,
  });
  scheduler.start();
  await eventually(() => database.ready);
});
afterEach(async () => {
  await scheduler.stop(1_000);
  database.close();
  await server.stop();
  if (faults.length > 0) throw new AggregateError(faults, 'the scheduler met faults');
});

function job(id: string) {
  const copy = { number: '0', queue, recipients: [], attempts: 0 };
  return database.transaction().enqueue({ id, copy, receivedAt: Date.now() });
}

describe('a reserved lane', () => {
  it('begins with the job that was claimed for it when it was queued', async () => {
    const lane = scheduler.reserve(queue);
    if (lane === undefined) throw new Error('no lane is free');
    const transaction = job('1');
    const claim = transaction.claim(lane);
    const { lease } = (await transaction.commit()).resultOf(claim);
    expect(lease?.jobId).toBe('1-0');
    expect(processed).toEqual([]);
    lane.take(lease);
    await eventually(() => processed.length === 1);
  });

  it('looks for a job itself when none was claimed for it', async () => {
    const lane = scheduler.reserve(queue);
    await job('2').commit();
    lane?.take();
    await eventually(() => expect(processed).toEqual(['2-0']));
  });

  it('counts among the lanes of its queue until it has ended', async () => {
    const reserved = [scheduler.reserve(queue), scheduler.reserve(queue)];
    expect(reserved.every((lane) => lane !== undefined)).toBe(true);
    expect(scheduler.reserve(queue)).toBeUndefined();
    for (const lane of reserved) lane?.take();
    await eventually(() => scheduler.reserve(queue) !== undefined);
  });

  it('that rests is called again instead of a new one', async () => {
    await job('3').commit();
    scheduler.wake(queue);
    await eventually(() => expect(processed).toEqual(['3-0']));
    await eventually(() => database.leases.held.length === 0);
    // A round trip after its job has ended the lane is at rest.
    await database.waiting(queue);
    const reserved = [scheduler.reserve(queue), scheduler.reserve(queue), scheduler.reserve(queue)];
    expect(reserved.filter((lane) => lane !== undefined)).toHaveLength(2);
    await job('4').commit();
    for (const lane of reserved) lane?.take();
    await eventually(() => expect(processed).toEqual(['3-0', '4-0']));
  });

  it('is waited for when the hub stops, with the job that it is about to get', async () => {
    const lane = scheduler.reserve(queue);
    if (lane === undefined) throw new Error('no lane is free');
    const transaction = job('5');
    const claim = transaction.claim(lane);
    const committed = await transaction.commit();
    const processedAtStop = scheduler.stop(10_000).then(() => [...processed]);
    // Far more turns than a stop with nothing to wait for would take.
    for (let turn = 0; turn < 20; turn += 1) await database.waiting(queue);
    lane.take(committed.resultOf(claim).lease);
    expect(await processedAtStop).toEqual(['5-0']);
  });

  it('is not to be had for queues that this hub does not serve', () => {
    expect(scheduler.reserve('Unreachable')).toBeUndefined();
  });
});
