import { eventually } from '@mailyard/testing';

import { jobIdOf } from '../../item/mail-item.js';
import { TestQueues } from '../../spec-support/test-queues.js';
import { MessageCatalog } from '../../views/messages/redis-message-catalog.js';
import { QueueCatalog } from '../../views/queues/redis-queue-catalog.js';
import type { Lease } from './lease.js';
import { removeJob, resumeJob, suspendJob, type JobOutcome, type Suspender } from './suspension.js';

let queues: TestQueues;
let queue: string;
let messages: MessageCatalog;
beforeAll(async () => {
  queues = await TestQueues.open({ lockMs: 300, stalledIntervalMs: 50 });
  messages = new MessageCatalog({ redis: queues.redis, server: 'MBX01' });
});
afterAll(() => queues.close());
beforeEach(async () => {
  await queues.redis.flushall();
  for (const id of ['17', '18', '19']) queue = await queues.queued('DB01', { id });
});

const jobOf = (id: string) => ({ queue, jobId: jobIdOf(id, { number: '0' }) });

async function order(make: typeof suspendJob, id: string, by: Suspender): Promise<JobOutcome> {
  const transaction = queues.database.transaction();
  const step = transaction.step(make(jobOf(id), by));
  return (await transaction.commit()).resultOf(step);
}
const suspend = (id: string, by: Suspender = 'administrator') => order(suspendJob, id, by);
const resume = (id: string, by: Suspender = 'administrator') => order(resumeJob, id, by);

async function claimed(): Promise<Lease | undefined> {
  return (await queues.database.claim(queue)).lease;
}
async function held(): Promise<Lease> {
  const lease = await claimed();
  if (lease === undefined) throw new Error('nothing was claimed');
  return lease;
}
async function statusOf(id: string): Promise<string | undefined> {
  return (await messages.copies(id))[0]?.status;
}

describe('a suspended message', () => {
  it('is passed over by whoever asks for work, and comes where it was when it is resumed', async () => {
    expect(await suspend('17')).toBe('done');
    expect(await statusOf('17')).toBe('Suspended');
    expect((await claimed())?.jobId).toBe('18-0');
    expect(await statusOf('17')).toBe('Suspended');
    expect(await resume('17')).toBe('done');
    expect(await statusOf('17')).toBe('Ready');
    expect((await claimed())?.jobId).toBe('17-0');
    expect(await resume('17')).toBe('gone');
  });

  it('is counted in its queue, which does not go while it is there', async () => {
    for (const id of ['17', '18', '19']) await suspend(id);
    expect(await claimed()).toBeUndefined();
    const catalog = new QueueCatalog({ redis: queues.redis, server: 'MBX01' });
    const counted = async () => (await catalog.list()).find(({ name }) => name === queue)?.messageCount;
    expect(await counted()).toBe(3);
    const look = { name: queue, worked: false, served: true };
    const settings = { idleMs: 1, longestDelayMs: 60_000 };
    for (let times = 0; times < 3; times += 1) {
      expect(await queues.database.schedule.lookAt([look], settings)).not.toEqual([undefined]);
    }
    expect(await counted()).toBe(3);
    await catalog.close();
    expect((await messages.page()).rows.map(({ status }) => status)).toEqual(Array(3).fill('Suspended'));
  });

  it('that is being delivered may end; if that fails it stays, whatever ended the attempt', async () => {
    const lease = await held();
    expect(await suspend('17')).toBe('inFlight');
    expect(await statusOf('17')).toBe('PendingSuspend');
    const transaction = queues.database.transaction();
    transaction.delay(lease, { delayMs: 0, claimNext: false });
    await transaction.commit();
    expect(await statusOf('17')).toBe('Suspended');
    expect((await held()).jobId).toBe('18-0');
    expect((await held()).jobId).toBe('19-0');
    expect(await claimed()).toBeUndefined();
    await resume('17');
    expect((await held()).jobId).toBe('17-0');
  });

  it('stays so when the hub that had it dies', async () => {
    await held();
    await suspend('17');
    await eventually(async () => {
      await queues.database.recoverStalled(queue);
      return (await statusOf('17')) === 'Suspended';
    });
    const jobs = [await held(), await held()].map(({ jobId }) => jobId);
    expect(jobs).toEqual(['18-0', '19-0']);
    expect(await claimed()).toBeUndefined();
  });

  it('waits for its own next attempt no longer, but has it again when it is resumed before', async () => {
    const transaction = queues.database.transaction();
    transaction.delay(await held(), { delayMs: 3_600_000, claimNext: false });
    await transaction.commit();
    const [before] = await messages.copies('17');
    expect(before).toMatchObject({ status: 'Retry', nextRetryTime: expect.any(Number) as number });
    await suspend('17');
    expect(await statusOf('17')).toBe('Suspended');
    await resume('17');
    expect(await messages.copies('17')).toEqual([before]);
  });

  it('stays where it is when its queue is routed anew', async () => {
    await suspend('17');
    const stored = (await queues.database.messages.storedCopy('17', '0')) ?? '';
    const transaction = queues.database.transaction();
    const record = { number: '0', queue: 'Submission', recipients: 1, attempts: 0 };
    const step = transaction.move({ id: '17', number: '0', stored }, record);
    expect((await transaction.commit()).resultOf(step)).toBe('suspended');
    expect(await statusOf('17')).toBe('Suspended');
  });

  it('may be removed, and leaves nothing', async () => {
    await suspend('17');
    await held();
    expect(await order(removeJob as typeof suspendJob, '17', 'administrator')).toBe('done');
    expect(await queues.redis.exists(queues.database.keys.ofQueue(queue, 'suspended'))).toBe(0);
  });
});

describe('a message that an operation is about to remove', () => {
  it('is held beside its suspension, and neither other operations nor its age remove it', async () => {
    await suspend('17');
    expect(await suspend('17', 'remove 812')).toBe('done');
    expect(await messages.copies('17')).toMatchObject([{ status: 'Suspended', heldBy: '812' }]);
    expect(await suspend('17', 'remove 813')).toBe('kept');
    expect(await queues.database.removeJob(queue, '17-0')).toBe(false);
    const stored = (await queues.database.messages.storedCopy('17', '0')) ?? '';
    const settleBy = async (by: string) => {
      const transaction = queues.database.transaction();
      const settled = { id: '17', number: '0', stored };
      const step = transaction.settle({ settled, unheld: jobOf('17'), replacedBy: [], by });
      return (await transaction.commit()).resultOf(step);
    };
    expect(await settleBy('remove 813')).toMatchObject({ settled: false, held: true });
    expect(await resume('17', 'remove 812')).toBe('done');
    const [before] = await messages.copies('17');
    expect(before).toMatchObject({ status: 'Suspended' });
    expect(before).not.toHaveProperty('heldBy');
    await suspend('17', 'remove 814');
    expect(await settleBy('remove 814')).toMatchObject({ settled: true, itemGone: true });
  });
});
