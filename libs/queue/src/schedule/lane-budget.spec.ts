import { nextHopTo, queueNameOf } from '@mailyard/routing';
import { eventually } from '@mailyard/testing';

import { TestQueues } from '../spec-support/test-queues.js';
import type { Lane } from './lane.js';
import { LaneBudget } from './lane-budget.js';
import { QueueScheduler } from './queue-scheduler.js';

describe('a budget of lanes', () => {
  it('lets queues wait in the order in which they came', () => {
    const budget = new LaneBudget(1);
    expect(budget.take('first')).toBe(true);
    expect(['second', 'third', 'second'].map((queue) => budget.take(queue))).toEqual([false, false, false]);
    expect(budget.short).toBe(true);
    expect(budget.next()).toBeUndefined();
    budget.give();
    expect(budget.next()).toBe('second');
    expect(budget.take('second')).toBe(true);
    budget.give();
    expect(budget.next()).toBe('third');
    expect(budget.short).toBe(false);
  });
});

describe('a hub with fewer lanes than queues', () => {
  let queues: TestQueues;
  let scheduler: QueueScheduler;
  const shared = { name: 'all', max: 2 };
  let atWork = 0;
  let most = 0;
  const delivered: string[] = [];

  /** Its next hop takes a message in a few milliseconds. */
  const lane: Lane = {
    process: async (lease, goOn) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await queues.redis.blpop(`nothing:${lease.jobId}`, 0.02);
      delivered.push(lease.queue);
      atWork -= 1;
      const transaction = queues.database.transaction();
      const next = transaction.finish(lease, { claimNext: goOn() });
      return (await transaction.commit()).resultOf(next).lease;
    },
    close: () => undefined,
  };

  beforeEach(async () => {
    queues = await TestQueues.open();
    scheduler = new QueueScheduler({
      database: queues.database,
      lanesFor: (name) => (name === 'Submission' ? undefined : { maxJobs: 20, shared, open: () => lane }),
      settings: () => ({ idleMs: 60_000, messageRetryMs: 60_000, poisonThreshold: 2 }),
      scanIntervalMs: 50,
      onFault: (error) => delivered.push(String(error)),
    });
  });
  afterEach(async () => {
    await scheduler.stop(5_000);
    await queues.close();
  });

  it('has no more lanes than it may, and starves no queue behind busy ones', async () => {
    for (let id = 1_000; id < 1_400; id += 1) {
      await queues.queued(id % 2 ? 'BUSY1' : 'BUSY2', { id: String(id) });
    }
    scheduler.start();
    const busy = ['BUSY1', 'BUSY2'].map((domain) => queueNameOf(nextHopTo('SmtpDeliveryToMailbox', domain)));
    await eventually(() => expect(new Set(delivered)).toEqual(new Set(busy)));
    const late = await queues.queued('LATE', { id: '2000' });
    await eventually(() => expect(delivered).toContain(late), { deadlineMs: 20_000 });
    // The busy ones still had work when it came to its turn.
    expect(delivered.length).toBeLessThan(400);
    await eventually(() => expect(delivered).toHaveLength(401), { deadlineMs: 60_000 });
    expect(most).toBeLessThanOrEqual(2);
  }, 90_000);
});
