import { eventually, startRedis, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { ContentStoreMissing } from '../content/content-store.js';
import { QueueCatalog } from '../views/queues/redis-queue-catalog.js';
import type { Lease } from '../redis/bull/lease.js';
import { DatabaseError } from '../redis/connection/database-error.js';
import { poisonQueue, ServerKeys } from '../redis/keys.js';
import { QueueDatabase } from '../redis/queue-database.js';
import { queueRedis } from '../redis/connection/queue-redis.js';
import { QueueScheduler } from '../schedule/queue-scheduler.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
const keys = new ServerKeys('MBX01');
type Process = (job: Lease) => Promise<void>;

class Hub {
  readonly faults: string[] = [];
  readonly begun: string[] = [];
  readonly #scheduler: QueueScheduler;

  private constructor(
    readonly database: QueueDatabase,
    process: Process,
  ) {
    const lane = {
      process: async (job: Lease): Promise<undefined> => {
        this.begun.push(job.jobId);
        await process(job);
        const transaction = database.transaction();
        transaction.finish(job, { claimNext: false });
        await transaction.commit();
      },
      close: () => undefined,
    };
    this.#scheduler = new QueueScheduler({
      database,
      lanesFor: (name) => (name === queue ? { maxJobs: 10, open: () => lane } : undefined),
      settings: () => ({ idleMs: 60_000, messageRetryMs: 60_000, poisonThreshold: 2 }),
      scanIntervalMs: 20,
      onFault: (error) => this.faults.push(String(error)),
    });
    this.#scheduler.start();
  }

  static async start(process: Process): Promise<Hub> {
    const redis = queueRedis(server.url);
    const database = await QueueDatabase.open({
      redis,
      server: 'MBX01',
      lockMs: 300,
      stalledIntervalMs: 50,
      onFault: () => undefined,
    });
    const hub = new Hub(database, process);
    hubs.push(hub);
    return hub;
  }

  async stop(): Promise<void> {
    await this.#scheduler.stop(0);
    this.database.close();
  }
}

let server: TestRedis;
let redis: Redis;
const hubs: Hub[] = [];

beforeEach(async () => {
  server = await startRedis();
  redis = server.client();
});
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
  await server.stop();
});

async function queued(...ids: readonly string[]): Promise<void> {
  const writer = await Hub.start(() => Promise.resolve());
  await writer.stop();
  const database = await QueueDatabase.open({
    redis: queueRedis(server.url),
    server: 'MBX01',
    onFault: () => undefined,
  });
  for (const id of ids) {
    const copy = { number: '0', queue, recipients: [], attempts: 0 };
    await redis.hset(keys.item(id), { 'copy:0': JSON.stringify(copy), copies: '1' });
    await database.transaction().enqueue({ id, copy, receivedAt: Date.now() }).commit();
  }
  database.close();
}

async function poison(): Promise<readonly string[]> {
  return redis.lrange(keys.ofQueue(poisonQueue, 'wait'), 0, -1);
}

async function faultsOf(jobId: string): Promise<string | null> {
  return redis.hget(keys.ofQueue(queue, jobId), 'faults');
}

function retryNow(): Promise<boolean> {
  return new QueueCatalog({ redis, server: 'MBX01' }).retryNow(queue);
}

it('PoisonThreshold: the second fault sets a message aside, whichever hub had the first', async () => {
  await queued('1', '2');
  const process: Process = (job) =>
    job.jobId === '1-0' ? Promise.reject(new TypeError('x of undefined')) : Promise.resolve();
  const first = await Hub.start(process);
  await eventually(async () => expect(await faultsOf('1-0')).toBe('1'));
  await eventually(() => first.begun.includes('2-0'));
  await first.stop();
  expect(await poison()).toEqual([]);
  const second = await Hub.start(process);
  await retryNow();
  await eventually(async () => expect(await poison()).toEqual(['1-0']));
  expect(JSON.parse(String(await redis.hget(keys.item('1'), 'copy:0')))).toMatchObject({
    queue: poisonQueue,
    lastError: 'x of undefined',
  });
  await eventually(() => expect(second.faults).toEqual([expect.stringContaining('set aside')]));
  expect(await redis.exists(keys.ofQueue(queue, '1-0'))).toBe(0);
});

const disk = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });

const away = new ContentStoreMissing('the volume of the contents is away');

it.each([
  ['a disk that fails', '0', disk],
  ['a disk that fails', '1', disk],
  ['a volume that is away', '0', away],
])('%s is no fault of a message that hubs lost %s times', async (_, stalls, error) => {
  await queued('1');
  await redis.hset(keys.ofQueue(queue, '1-0'), 'stc', stalls);
  const hub = await Hub.start(() => Promise.reject(error));
  for (const faults of ['1', '2', '3']) {
    await eventually(async () => expect(await faultsOf('1-0')).toBe(faults));
    await retryNow();
  }
  await eventually(() => hub.begun.length > 3);
  expect(await poison()).toEqual([]);
});

it('a message that takes hubs with it is set aside, its neighbours are not', async () => {
  await queued('1', '2', '3');
  const never = new Promise<void>(() => undefined);
  // All three are under way when the first hub ends; later only the message that ends hubs never comes to an end.
  const first = await Hub.start(() => never);
  await eventually(() => first.begun.length === 3);
  first.database.close();
  const fatal: Process = (job) => (job.jobId === '1-0' ? never : Promise.resolve());
  for (let hubsLost = 1; hubsLost <= 2; hubsLost += 1) {
    const hub = await Hub.start(fatal);
    await eventually(() => hub.begun.includes('1-0'));
    expect(await poison()).toEqual([]);
    hub.database.close();
  }
  await Hub.start(fatal);
  await eventually(async () => expect(await poison()).toEqual(['1-0']));
  const neighbours = [keys.ofQueue(queue, '2-0'), keys.ofQueue(queue, '3-0')];
  await eventually(async () => expect(await redis.exists(...neighbours)).toBe(0));
  expect(await poison()).toEqual(['1-0']);
});

it('a message that was under way when hubs ended, and then is delivered, is not set aside', async () => {
  await queued('1');
  const never = new Promise<void>(() => undefined);
  for (let hubsLost = 1; hubsLost <= 2; hubsLost += 1) {
    const hub = await Hub.start(() => never);
    await eventually(() => hub.begun.length === 1);
    hub.database.close();
  }
  await Hub.start(() => Promise.resolve());
  await eventually(async () => expect(await redis.exists(keys.ofQueue(queue, '1-0'))).toBe(0));
  expect(await poison()).toEqual([]);
});

it('an outage of Redis is no fault of a message that a hub lost', async () => {
  await queued('1');
  await redis.hset(keys.ofQueue(queue, '1-0'), 'stc', '1');
  const outage = new DatabaseError('none', { cause: new Error('Redis is away') });
  const hub = await Hub.start(() => Promise.reject(outage));
  await eventually(() => hub.begun.length > 5);
  expect(await poison()).toEqual([]);
});

it('an attempt that Redis counts without an answer is no attempt', async () => {
  await queued('1');
  await redis.hset(keys.ofQueue(queue, '1-0'), 'stc', '1');
  const hub = await Hub.start(() => Promise.resolve());
  const note = hub.database.noteAttempt.bind(hub.database);
  let unanswered = 0;
  hub.database.noteAttempt = async (lease) => {
    const counts = await note(lease);
    if ((unanswered += 1) > 5) return counts;
    throw new DatabaseError('unknown', { cause: new Error('the connection is lost') });
  };
  await eventually(async () => expect(await redis.exists(keys.ofQueue(queue, '1-0'))).toBe(0));
  expect([unanswered, hub.begun]).toEqual([6, ['1-0']]);
  expect(await poison()).toEqual([]);
});

it('a message whose next hop keeps hubs waiting is not set aside, however often they are killed', async () => {
  await queued('1');
  const never = new Promise<void>(() => undefined);
  const begun = (): Promise<string | null> => redis.hget(keys.ofQueue(queue, '1-0'), 'attemptsBegun');
  for (let hubsLost = 1; hubsLost <= 4; hubsLost += 1) {
    const hub = await Hub.start(() => never);
    await eventually(() => hub.begun.length === 1);
    await eventually(async () => expect(await begun()).toBeNull());
    hub.database.close();
  }
  const last = await Hub.start(() => Promise.resolve());
  await eventually(async () => expect(await redis.exists(keys.ofQueue(queue, '1-0'))).toBe(0));
  expect(last.begun).toEqual(['1-0']);
  expect(await poison()).toEqual([]);
});

it('messages that only waited for their turn when hubs ended are not set aside', async () => {
  await queued('1', '2');
  await redis.hset(keys.ofQueue(queue, '2-0'), 'stc', '30');
  await Hub.start(() => Promise.resolve());
  const jobs = [keys.ofQueue(queue, '1-0'), keys.ofQueue(queue, '2-0')];
  await eventually(async () => expect(await redis.exists(...jobs)).toBe(0));
  expect(await poison()).toEqual([]);
});

it('a job whose lock ran out before its turn came is left to whoever has it now', async () => {
  await queued('1', '2');
  for (const id of ['1-0', '2-0']) await redis.hset(keys.ofQueue(queue, id), 'stc', '1');
  const first = Promise.withResolvers<void>();
  const hub = await Hub.start(() => first.promise);
  await eventually(() => hub.database.leases.held.length === 2);
  await eventually(() => hub.begun.length === 1);
  const waiting = hub.database.leases.held.find(({ jobId }) => jobId !== hub.begun[0]);
  if (waiting === undefined) throw new Error('both have begun');
  await redis.set(keys.lock(waiting), 'of another hub');
  first.resolve();
  await eventually(() => hub.database.leases.held.length === 0);
  expect(hub.begun).toHaveLength(1);
  expect(await redis.get(keys.lock(waiting))).toBe('of another hub');
});

it('a job whose hash holds rubbish does not hold up its queue', async () => {
  await queued('1', '2');
  await redis.hset(keys.ofQueue(queue, '1-0'), 'opts', '{');
  const hub = await Hub.start(() => Promise.resolve());
  await eventually(() => expect(hub.begun).toEqual(['1-0', '2-0']));
});
