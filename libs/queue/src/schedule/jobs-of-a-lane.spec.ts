import { nextHopTo, queueNameOf } from '@mailyard/routing';
import { eventually } from '@mailyard/testing';

import type { Lease } from '../redis/bull/lease.js';
import { TestQueues } from '../spec-support/test-queues.js';
import type { Lane, LaneFactory } from './lane.js';
import { QueueScheduler } from './queue-scheduler.js';

const queue = queueNameOf(nextHopTo('SmtpDeliveryToMailbox', 'DB01'));
let queues: TestQueues;
let scheduler: QueueScheduler;
let limits: Pick<LaneFactory, 'maxJobs' | 'jobsPerLane'>;
/** Each lane that was opened. */
let lanes: HoldingLane[];
const faults: unknown[] = [];

/** Keeps its jobs until they are let go, then ends each with a transaction of its own. */
class HoldingLane implements Lane {
  readonly jobs: string[] = [];
  closed = false;
  #release: (() => void)[] = [];

  async process(lease: Lease, goOn: () => boolean): Promise<Lease | undefined> {
    this.jobs.push(lease.jobId);
    await new Promise<void>((resolve) => this.#release.push(resolve));
    const transaction = queues.database.transaction();
    const next = transaction.finish(lease, { claimNext: goOn() });
    return (await transaction.commit()).resultOf(next).lease;
  }

  /** The jobs that it has now. */
  letGo(): void {
    for (const release of this.#release.splice(0)) release();
  }

  close(): void {
    this.closed = true;
  }
}

beforeEach(async () => {
  queues = await TestQueues.open();
  limits = { maxJobs: 5, jobsPerLane: 3 };
  lanes = [];
  faults.length = 0;
  const open = (): Lane => {
    const lane = new HoldingLane();
    lanes.push(lane);
    return lane;
  };
  scheduler = new QueueScheduler({
    database: queues.database,
    lanesFor: (name) => (name === queue ? { ...limits, open } : undefined),
    settings: () => ({ idleMs: 60_000, messageRetryMs: 60_000, poisonThreshold: 2 }),
    // Only those who wake the queue find work.
    scanIntervalMs: 3_600_000,
    onFault: (error) => faults.push(error),
  });
  scheduler.start();
});
afterEach(async () => {
  const stopped = scheduler.stop(5_000);
  await eventually(() => {
    for (const lane of lanes) lane.letGo();
    return queues.database.leases.held.length === 0;
  });
  await stopped;
  await queues.close();
  if (faults.length > 0) throw new AggregateError(faults, 'the scheduler met faults');
});

async function queued(count: number): Promise<void> {
  for (let id = 1; id <= count; id += 1) await queues.queued('DB01', { id: String(id) });
}

const counts = (): readonly number[] => lanes.map(({ jobs }) => jobs.length);

it('one that wakes the queue sets as many jobs going as there may be, in as few lanes as can have them', async () => {
  await queued(7);
  scheduler.wake(queue);
  await eventually(() => expect(counts()).toEqual([3, 2]));
  expect(await queues.database.waiting(queue)).toBe(2);
  expect(scheduler.reserve(queue)).toBeUndefined();
});

it('a job that is over makes room for the next one in the same lane', async () => {
  await queued(7);
  scheduler.wake(queue);
  await eventually(() => expect(counts()).toEqual([3, 2]));
  lanes[0]?.letGo();
  await eventually(() => expect(counts()).toEqual([5, 2]));
  expect(await queues.database.waiting(queue)).toBe(0);
  lanes[0]?.letGo();
  lanes[1]?.letGo();
  await eventually(() => expect(queues.database.leases.held).toEqual([]));
  expect(lanes.map(({ closed }) => closed)).toEqual([false, false]);
});

it('a lane that has a job takes those that are queued meanwhile', async () => {
  await queued(1);
  scheduler.wake(queue);
  await eventually(() => expect(counts()).toEqual([1]));
  const reserved = [scheduler.reserve(queue), scheduler.reserve(queue)];
  await queues.queued('DB01', { id: '8' });
  for (const place of reserved) place?.take();
  await eventually(() => expect(counts()).toEqual([2]));
});

it('a hub that stops waits for all jobs of a lane, and closes it once', async () => {
  await queued(7);
  scheduler.wake(queue);
  await eventually(() => expect(counts()).toEqual([3, 2]));
  let stopped = false;
  const stop = scheduler.stop(10_000).then(() => (stopped = true));
  lanes[1]?.letGo();
  await eventually(() => lanes[1]?.closed === true);
  expect([stopped, lanes[0]?.closed]).toEqual([false, false]);
  lanes[0]?.letGo();
  await stop;
  expect(lanes.map(({ closed }) => closed)).toEqual([true, true]);
  // Nobody took another one.
  expect(await queues.database.waiting(queue)).toBe(2);
});
