import { eventually, startRedis, type TestRedis } from '@mailyard/testing';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { bullJobs, readClaim } from './bull-jobs.js';
import { thisMoment } from './moment.js';
import { BullQueues } from './bull-queues.js';
import type { Claim, Lease } from './lease.js';
import { ScriptSteps, transactionScript } from '../transaction/transaction-script.js';

/** That our steps and BullMQ mean the same by its keys. Run it before the pinned version is changed. */
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

  /** The replies to the steps. */
  async function run(fill: (steps: ScriptSteps) => void, mark = ''): Promise<readonly unknown[]> {
    const steps = new ScriptSteps();
    fill(steps);
    const { words } = steps;
    const all = [Date.now(), 1_000, words.length, mark, Date.now() + 60_000, '', ...words];
    const [result] = (await redis.eval(transactionScript.lua, 1, prefix, ...all)) as unknown[];
    if (!Array.isArray(result)) throw new Error(String(result));
    return result;
  }

  function jobOf(jobId: string, token?: string): Parameters<typeof bullJobs.enqueue>[1] {
    return { queue, jobId, data: JSON.stringify({ jobId }), timestamp: 1_700_000_000_000, token };
  }

  async function add(jobId: string): Promise<void> {
    await run((steps) => bullJobs.enqueue(steps, jobOf(jobId)));
  }

  async function claim(token = 'token'): Promise<Claim> {
    const [reply] = await run((steps) => bullJobs.claim(steps, { queue, token }));
    return readClaim(reply, { queue, token }, thisMoment());
  }

  /** A job comes while a lane waits for one. */
  async function addAndClaim(jobId: string, token = 'token'): Promise<Claim> {
    const [, reply] = await run((steps) => {
      bullJobs.enqueue(steps, jobOf(jobId, token));
      bullJobs.claim(steps, { queue, token });
    });
    return readClaim(reply, { queue, token }, thisMoment());
  }

  async function leased(jobId: string, token = 'token'): Promise<Lease> {
    await add(jobId);
    const { lease } = await claim(token);
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

  it('hands a job that is added to the lane that waits for one', async () => {
    const { lease } = await addAndClaim('17-0');
    expect(lease).toMatchObject({ jobId: '17-0', data: '{"jobId":"17-0"}', timestamp: 1_700_000_000_000 });
    expect(await view.getJobCounts('wait', 'active')).toEqual({ wait: 0, active: 1 });
    expect(await (await view.getJob('17-0'))?.getState()).toBe('active');
    await run((steps) => lease && bullJobs.finish(steps, lease, { claimNext: true }));
    expect(await redis.keys(`${prefix}:${queue}:*`)).toEqual([]);
  });

  it('hands no lane a job before those that wait', async () => {
    await add('1-0');
    expect((await addAndClaim('2-0')).lease?.jobId).toBe('1-0');
    expect((await claim()).lease?.jobId).toBe('2-0');
  });

  it('hands out no job of a queue that is paused, in Retry, or has its share at work', async () => {
    await view.pause();
    expect((await addAndClaim('1-0')).lease).toBeUndefined();
    await view.resume();
    await view.setGlobalConcurrency(1);
    expect((await addAndClaim('2-0')).lease?.jobId).toBe('1-0');
    expect((await addAndClaim('3-0', 'other')).lease).toBeUndefined();
    await view.removeGlobalConcurrency();
    await redis.hset(`${prefix}:${queue}:meta`, { max: 1, duration: 60_000 });
    await redis.set(`${prefix}:${queue}:limiter`, 1, 'PX', 60_000);
    const { lease, waitMs } = await addAndClaim('4-0', 'other');
    expect([lease, waitMs > 0]).toEqual([undefined, true]);
    expect(await view.getJobCounts('wait', 'active')).toEqual({ wait: 3, active: 1 });
  });

  it('takes a job back that was handed to a lane which died', async () => {
    await addAndClaim('1-0');
    await eventually(async () => (await bull.recoverStalled(queue)) === 1);
    expect((await claim()).lease).toMatchObject({ jobId: '1-0', stalls: 1 });
  });

  it('shows its jobs to dashboards as BullMQ shows its own', async () => {
    await addAndClaim('1-0');
    await add('2-0');
    const delayed = await leased('3-0', 'other');
    expect(delayed.jobId).toBe('2-0');
    await run((steps) => bullJobs.delay(steps, delayed, { delayMs: 60_000, claimNext: false }));
    const of = async (state: 'wait' | 'active' | 'delayed') =>
      (await view.getJobs([state])).map(({ id, name, delay, attemptsMade }) => {
        return { id, name, delay, attemptsMade };
      });
    expect(await of('active')).toMatchObject([{ id: '1-0', name: 'message', delay: 0, attemptsMade: 0 }]);
    expect(await of('wait')).toMatchObject([{ id: '3-0', delay: 0 }]);
    expect(await of('delayed')).toMatchObject([{ id: '2-0', delay: 60_000, attemptsMade: 1 }]);
  });

  it('takes what a dashboard promotes, removes and cleans as done', async () => {
    const first = await leased('1-0');
    await run((steps) => bullJobs.delay(steps, first, { delayMs: 60_000, claimNext: false }));
    await (await view.getJob('1-0'))?.promote();
    expect((await claim()).lease?.jobId).toBe('1-0');
    await expect((await view.getJob('1-0'))?.remove()).rejects.toThrow('locked');
    await add('2-0');
    await add('3-0');
    await (await view.getJob('2-0'))?.remove();
    expect(await view.clean(0, 10, 'wait')).toEqual(['3-0']);
    expect((await claim()).lease).toBeUndefined();
  });

  it('adds nothing when there is no memory for all of it', async () => {
    await redis.config('SET', 'maxmemory', '1');
    const added = run((steps) => bullJobs.enqueue(steps, jobOf('17-0')), `${prefix}:accepted:17`);
    await expect(added).rejects.toThrow('OOM');
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
      confirmed: expect.anything() as unknown,
    });
    expect((await claim()).lease?.jobId).toBe('2-0');
    expect(await claim()).toEqual({ waitMs: 0 });
  });

  it('finishes a job, forgets it, and claims the next one in the same step', async () => {
    const lease = await leased('1-0');
    await add('2-0');
    const [reply] = await run((steps) => bullJobs.finish(steps, lease, { claimNext: true }));
    const { lease: next } = readClaim(reply, lease, thisMoment());
    expect(next?.jobId).toBe('2-0');
    expect(await view.getJob('1-0')).toBeUndefined();
    expect(await view.getJobCounts('completed', 'active')).toEqual({ completed: 0, active: 1 });
  });

  it('refuses to finish with a token that is not the lock’s', async () => {
    const lease = await leased('1-0');
    const [reply] = await run((steps) =>
      bullJobs.finish(steps, { ...lease, token: 'other' }, { claimNext: false }),
    );
    expect(Number(reply)).toBeLessThan(0);
    expect(await view.getJobCounts('active')).toEqual({ active: 1 });
  });

  it('delays a job and hands it out when it is due', async () => {
    const lease = await leased('1-0');
    await run((steps) => bullJobs.delay(steps, lease, { delayMs: 1_000, claimNext: false }));
    expect((await claim()).lease).toBeUndefined();
    expect(await view.getJobCounts('delayed')).toEqual({ delayed: 1 });
    await eventually(async () => (await claim()).lease?.jobId === '1-0');
  });

  it('gives a job back to the head of its queue', async () => {
    const lease = await leased('1-0');
    await add('2-0');
    await run((steps) => bullJobs.giveBack(steps, lease));
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
      await run((steps) => bullJobs.extend(steps, lease));
      expect(await bull.recoverStalled(queue)).toBe(0);
      return Date.now() > until;
    });
    expect(await view.getJobCounts('active')).toEqual({ active: 1 });
  });

  it('leaves a job alone whose lock is extended while memory is full', async () => {
    const lease = await leased('1-0');
    await redis.config('SET', 'maxmemory', '1');
    const until = Date.now() + 1_500;
    await eventually(async () => {
      await run((steps) => bullJobs.extend(steps, lease));
      return Date.now() > until;
    });
    await redis.config('SET', 'maxmemory', '0');
    expect(await redis.get(`${prefix}:${queue}:1-0:lock`)).toBe(lease.token);
    const [other] = await run((steps) => bullJobs.extend(steps, { ...lease, token: 'other' }));
    expect(other).toBe(0);
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
    const remove = (job: string) => run((steps) => steps.add('remove', queue, job, ''));
    expect(await remove('1-0')).toEqual([1]);
    expect(await view.getJob('1-0')).toBeUndefined();
    await leased('2-0');
    expect(await remove('2-0')).toEqual([-1]);
  });
});
