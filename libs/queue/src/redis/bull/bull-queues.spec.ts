import { eventually, startRedis, type TestRedis } from '@mailyard/testing';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { BullQueues } from './bull-queues.js';
import type { Claim, Lease } from './lease.js';
import { ScriptSteps, transactionScript } from '../transaction/transaction-script.js';

/** What `bull-queues.ts` relies on in BullMQ's internals. Run it before the pinned version is changed. */
describe('contract with BullMQ 6.7.0', () => {
  const prefix = '{mailyard:MBX01}';
  const queue = 'SmtpDeliveryToMailbox.DB01';
  let server: TestRedis;
  let redis: Redis;
  let bull: BullQueues;
  let view: Queue;

  beforeAll(async () => {
    server = await startRedis();
    redis = server.client();
    bull = await BullQueues.open(redis, { prefix, lockMs: 1_000, stalledIntervalMs: 50 });
    view = new Queue(queue, { connection: server.client(), prefix });
  });
  afterAll(async () => {
    await view.close();
    await server.stop();
  });
  beforeEach(async () => {
    await redis.flushall();
  });

  /** The reply of the first step. */
  async function run(fill: (steps: ScriptSteps) => Promise<void> | void): Promise<unknown> {
    const steps = new ScriptSteps();
    await fill(steps);
    const { keys, words } = steps;
    const { lua } = transactionScript(bull.scripts);
    return ((await redis.eval(lua, keys.length, ...keys, '', ...words)) as unknown[])[0];
  }

  async function add(jobId: string): Promise<void> {
    await run((steps) =>
      bull.add(steps, { queue, jobId, data: JSON.stringify({ jobId }), timestamp: 1_700_000_000_000 }),
    );
  }

  async function claim(token = 'token'): Promise<Claim> {
    return bull.readClaim(await run((steps) => bull.claim(steps, queue, token)), { queue, token });
  }

  async function leased(jobId: string): Promise<Lease> {
    await add(jobId);
    const { lease } = await claim();
    if (lease === undefined) throw new Error('nothing was claimed');
    return lease;
  }

  it('adds a job in a transaction, visible to BullMQ with its data and time', async () => {
    await add('17-0');
    const job = await view.getJob('17-0');
    expect(job?.data).toEqual({ jobId: '17-0' });
    expect(job?.timestamp).toBe(1_700_000_000_000);
    expect(await view.getJobCounts('wait', 'active')).toEqual({ wait: 1, active: 0 });
  });

  it('adds nothing when there is no memory for all of it', async () => {
    await redis.config('SET', 'maxmemory', '1');
    await expect(add('17-0')).rejects.toThrow('OOM');
    await redis.config('SET', 'maxmemory', '0');
    expect(await redis.keys('*')).toEqual([]);
  });

  it('adds a job id once', async () => {
    await add('17-0');
    await add('17-0');
    expect(await view.getJobCounts('wait')).toEqual({ wait: 1 });
  });

  it('claims in the order of arrival and tells when there is nothing', async () => {
    await add('1-0');
    await add('2-0');
    expect((await claim()).lease).toEqual({
      queue,
      token: 'token',
      jobId: '1-0',
      data: '{"jobId":"1-0"}',
      timestamp: 1_700_000_000_000,
    });
    expect((await claim()).lease?.jobId).toBe('2-0');
    expect(await claim()).toEqual({ waitMs: 0 });
  });

  it('finishes a job, forgets it, and claims the next one in the same step', async () => {
    const lease = await leased('1-0');
    await add('2-0');
    const reply = await run((steps) => bull.finish(steps, lease, { claimNext: true }));
    const { lease: next } = bull.readClaim(reply, lease);
    expect(next?.jobId).toBe('2-0');
    expect(await view.getJob('1-0')).toBeUndefined();
    expect(await view.getJobCounts('completed', 'active')).toEqual({ completed: 0, active: 1 });
  });

  it('refuses to finish with a token that is not the lock’s', async () => {
    const lease = await leased('1-0');
    const reply = await run((steps) =>
      bull.finish(steps, { ...lease, token: 'other' }, { claimNext: false }),
    );
    expect(Number(reply)).toBeLessThan(0);
    expect(await view.getJobCounts('active')).toEqual({ active: 1 });
  });

  it('delays a job and hands it out when it is due', async () => {
    const lease = await leased('1-0');
    await run((steps) => bull.delay(steps, lease, { delayMs: 1_000, claimNext: false }));
    expect((await claim()).lease).toBeUndefined();
    expect(await view.getJobCounts('delayed')).toEqual({ delayed: 1 });
    await eventually(async () => (await claim()).lease?.jobId === '1-0');
  });

  it('gives a job back to the head of its queue', async () => {
    const lease = await leased('1-0');
    await add('2-0');
    await run((steps) => bull.giveBack(steps, lease));
    expect((await claim()).lease?.jobId).toBe('1-0');
  });

  it('takes a job back from a worker whose lock expired, however often that happens', async () => {
    await leased('1-0');
    for (let death = 0; death < 3; death++) {
      await eventually(async () => (await bull.recoverStalled(queue)) === 1);
      expect((await claim()).lease?.jobId).toBe('1-0');
    }
  });

  it('leaves a job alone whose lock is extended', async () => {
    const lease = await leased('1-0');
    const until = Date.now() + 2_500;
    await eventually(async () => {
      await bull.extendLocks(queue, [lease]);
      expect(await bull.recoverStalled(queue)).toBe(0);
      return Date.now() > until;
    });
    expect(await view.getJobCounts('active')).toEqual({ active: 1 });
  });

  it('hands out nothing while a rate limit runs, then one job until it is lifted', async () => {
    await add('1-0');
    await add('2-0');
    await redis.hset(`${prefix}:${queue}:meta`, { max: 1, duration: 60_000 });
    await redis.set(`${prefix}:${queue}:limiter`, 1, 'PX', 1_000);
    expect((await claim()).waitMs).toBeGreaterThan(0);
    await eventually(async () => (await claim()).lease?.jobId === '1-0');
    expect((await claim()).waitMs).toBeGreaterThan(40);
    await redis.hdel(`${prefix}:${queue}:meta`, 'max', 'duration');
    await redis.del(`${prefix}:${queue}:limiter`);
    expect((await claim()).lease?.jobId).toBe('2-0');
  });

  it('hands out nothing while the queue is paused by BullMQ', async () => {
    await add('1-0');
    await view.pause();
    expect((await claim()).lease).toBeUndefined();
    await view.resume();
    expect((await claim()).lease?.jobId).toBe('1-0');
  });

  it('removes a waiting job, but not one that is being worked on', async () => {
    await add('1-0');
    expect(await bull.remove(queue, '1-0')).toBe(true);
    await leased('2-0');
    expect(await bull.remove(queue, '2-0')).toBe(false);
  });
});
