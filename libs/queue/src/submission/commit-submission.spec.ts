import { nextHopTo } from '@mailyard/routing';
import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { QueueDatabase } from '../redis/queue-database.js';
import { queueRedis } from '../redis/connection/queue-redis.js';
import type { Lane, LaneJob } from '../schedule/lane.js';
import { QueueScheduler } from '../schedule/queue-scheduler.js';
import { commitSubmission, type NewMessage } from './commit-submission.js';
import { exampleItem } from '../spec-support/example-item.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
const maxJobs = 2;
let server: TestRedis;
let database: QueueDatabase;
let lanes: QueueScheduler;
const jobs: LaneJob[] = [];

class RecordingLane implements Lane {
  async process(job: LaneJob): Promise<undefined> {
    jobs.push(job);
    const transaction = database.transaction();
    transaction.finish(job, { claimNext: false });
    await transaction.commit();
  }

  close(): void {
    // Holds nothing.
  }
}

beforeEach(async () => {
  server = await startRedis();
  jobs.length = 0;
  const faults: unknown[] = [];
  const onFault = (error: unknown): void => void faults.push(error);
  database = await QueueDatabase.open({ redis: queueRedis(server.url), server: 'MBX01', onFault });
  lanes = new QueueScheduler({
    database,
    lanesFor: (name) => (name === queue ? { maxJobs, open: () => new RecordingLane() } : undefined),
    settings: () => ({ idleMs: 60_000, messageRetryMs: 60_000, poisonThreshold: 2 }),
    // Nobody finds work by looking around.
    scanIntervalMs: 3_600_000,
    onFault,
  });
  lanes.start();
  await eventually(() => lanes.submissionMoves);
});
afterEach(async () => {
  await lanes.stop(1_000);
  database.close();
  await server.stop();
});

function submission(id: string): NewMessage {
  const item = exampleItem(id);
  const copy = { number: '0', queue, recipients: [], attempts: 0 };
  const nextHop = nextHopTo('SmtpDeliveryToMailbox', 'DB01');
  return { message: { item, content: [Buffer.from('Body')] }, copies: [{ copy, nextHop }] };
}

function freeLanes(): number {
  const reserved = Array.from({ length: maxJobs + 1 }, () => lanes.reserve(queue)).filter(
    (lane) => lane !== undefined,
  );
  for (const lane of reserved) lane.take();
  return reserved.length;
}

describe('a message that passes Submission', () => {
  it('comes to a free lane with everything that the lane would have to read', async () => {
    const given = submission('1');
    await commitSubmission(database, lanes, given);
    await eventually(() => jobs.length === 1);
    const [{ jobId, loaded } = { jobId: '' }] = jobs;
    const stored = await server.client().hget('{mailyard:MBX01}:item:1', 'copy:0');
    expect(jobId).toBe('1-0');
    expect(loaded).toEqual({
      retryCount: 0,
      message: {
        ...given.message,
        id: '1',
        number: '0',
        stored,
        copy: given.copies[0]?.copy,
        list: given.copies[0]?.copy.recipients,
      },
    });
    expect(database.messages.recent.take('1')).toBeUndefined();
  });

  it('tells the lane that its queue is in Retry, which a success ends', async () => {
    await database.schedule.enterRetry(queue, { retryCount: 0, waitMs: 1, lastError: 'x' });
    await eventually(async () => (await server.client().exists(`{mailyard:MBX01}:${queue}:limiter`)) === 0);
    await commitSubmission(database, lanes, submission('1'));
    await eventually(() => jobs.length === 1);
    expect(jobs[0]?.loaded?.retryCount).toBe(1);
  });

  it('is read by the lane that finds another message first', async () => {
    const older = { number: '0', queue, recipients: [], attempts: 0 };
    await database.transaction().enqueue({ id: '7', copy: older, receivedAt: 1 }).commit();
    await commitSubmission(database, lanes, submission('8'));
    await eventually(() => jobs.length === 1);
    expect(jobs[0]).toMatchObject({ jobId: '7-0' });
    expect(jobs[0]?.loaded).toBeUndefined();
    expect(database.messages.recent.take('8')).toBeDefined();
  });

  it('leaves the lanes free when it cannot be stored', async () => {
    await server.kill();
    await eventually(() => !database.ready);
    await expect(commitSubmission(database, lanes, submission('1'))).rejects.toThrow(/outcome none/);
    await server.restart();
    await eventually(() => database.ready);
    await eventually(() => freeLanes() === maxJobs);
  });

  it('leaves the lanes free when Redis refuses it', async () => {
    await server.client().config('SET', 'maxmemory', '1');
    await expect(commitSubmission(database, lanes, submission('1'))).rejects.toThrow(/OOM/);
    await server.client().config('SET', 'maxmemory', '0');
    await eventually(() => freeLanes() === maxJobs);
    await commitSubmission(database, lanes, submission('2'));
    await eventually(() => jobs.length === 1);
  });
});
