import { Queue } from 'bullmq';

import { jobIdOf, parseJobId } from '../../../item/mail-item.js';
import { TestQueues } from '../../../spec-support/test-queues.js';
import { QueueCatalog } from '../../../views/queues/redis-queue-catalog.js';
import type { Lease } from '../lease.js';

/** As many as wait in the order of arrival before senders take turns. */
const inOrder = 64;

let queues: TestQueues;
let queue: string;
let serial: number;

beforeAll(async () => (queues = await TestQueues.open()));
afterAll(() => queues.close());
beforeEach(async () => {
  await queues.redis.flushall();
  serial = 1_000_000;
});

/** So many messages of a sender; their ids. */
async function sent(
  localPart: string,
  count = 1,
  priority: { readonly priority?: 'High' | 'Low' } = {},
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let sentSoFar = 0; sentSoFar < count; sentSoFar += 1) {
    const id = String((serial += 1));
    ids.push(id);
    const reversePath = { localPart, domain: 'example.com' };
    const envelope = { reversePath, recipients: [], body: '7BIT', smtpUtf8: false } as const;
    queue = await queues.queued('DB01', { id, envelope, ...priority });
  }
  return ids;
}

async function claimed(): Promise<Lease> {
  const { lease } = await queues.database.claim(queue);
  if (lease === undefined) throw new Error('nothing waits');
  return lease;
}

/** Ids, as the next ones are handed out. */
async function next(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let had = 0; had < count; had += 1) ids.push(parseJobId((await claimed()).jobId).id);
  return ids;
}

const keyOf = (type: string): string => queues.database.keys.ofQueue(queue, type);

it('few messages go in the order in which they came', async () => {
  const ids = [...(await sent('a', 20)), ...(await sent('b')), ...(await sent('a', 2))];
  expect(await next(23)).toEqual(ids);
  expect(await queues.redis.exists(keyOf('prioritized'), keyOf('flows'))).toBe(0);
});

it('one message goes before all but the first of a sender who has very many', async () => {
  const many = await sent('a', 200);
  const [one = ''] = await sent('b');
  const order = await next(201);
  expect(order.indexOf(one)).toBeLessThanOrEqual(inOrder + 1);
  expect(order.filter((id) => id !== one)).toEqual(many);
});

it('senders take turns, and the order of each one stays', async () => {
  await sent('a', inOrder);
  const byA = await sent('a', 30);
  const byB = await sent('b', 10);
  const byC = await sent('c', 5);
  await next(inOrder);
  const order = await next(45);
  for (const ids of [byA, byB, byC]) expect(order.filter((id) => ids.includes(id))).toEqual(ids);
  expect(order.findIndex((id) => id === byC.at(-1))).toBeLessThan(15);
  expect(order.findIndex((id) => id === byB.at(-1))).toBeLessThan(25);
});

it('who sends one after the other gets no more turns than others', async () => {
  const byA = await sent('a', inOrder + 50);
  await next(inOrder);
  const order: string[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    await sent('b');
    order.push(...(await next(2)));
  }
  expect(order.filter((id) => byA.includes(id)).length).toBeGreaterThanOrEqual(19);
});

it('nobody is behind for what has left the queue', async () => {
  await sent('a', inOrder);
  const byA = await sent('a', 50);
  await sent('b', 20);
  for (const id of byA) await queues.database.removeJob(queue, jobIdOf(id, { number: '0' }));
  const [late = ''] = await sent('a');
  await next(inOrder);
  expect((await next(21)).includes(late)).toBe(true);
});

it('messages whose next attempt is due take their turns, too', async () => {
  const many = await sent('a', 200);
  for (let each = 0; each < 200; each += 1) {
    const transaction = queues.database.transaction();
    transaction.delay(await claimed(), { delayMs: 0, claimNext: false });
    await transaction.commit();
    if (each === 150) break;
  }
  const [one = ''] = await sent('b');
  const order = await next(201);
  expect(order.indexOf(one)).toBeLessThanOrEqual(2 * inOrder + 2);
  expect(new Set(order)).toEqual(new Set([...many, one]));
});

it('what somebody promotes with BullMQ holds up nobody', async () => {
  await sent('a', 150);
  const bull = new Queue(queue, { connection: queues.server.client(), prefix: queues.database.keys.prefix });
  // As a version before this one, or a dashboard, would have left them.
  const moved = await queues.redis.zrange(keyOf('prioritized'), '0', '99');
  await queues.redis.zrem(keyOf('prioritized'), ...moved);
  await queues.redis.lpush(keyOf('wait'), ...moved);
  const [one = ''] = await sent('b');
  const order = await next(151);
  expect(order.indexOf(one)).toBeLessThan(60);
  await bull.close();
});

it('a job that is given back, or whose hub died, goes first', async () => {
  await sent('a', 100);
  await next(inOrder);
  const lease = await claimed();
  await queues.database.transaction().giveBack(lease).commit();
  expect((await claimed()).jobId).toBe(lease.jobId);
});

it('a queue whose messages all have left has nothing left', async () => {
  await sent('a', inOrder);
  await sent('b', 50);
  for (let left = inOrder + 50; left > 0; left -= 1) {
    const transaction = queues.database.transaction();
    transaction.finish(await claimed(), { claimNext: false });
    await transaction.commit();
  }
  expect(await queues.redis.zcard(keyOf('flows'))).toBeLessThanOrEqual(2);
  await queues.database.schedule.lookAt([{ name: queue, worked: true, served: true }], {
    idleMs: 1,
    longestDelayMs: 1,
  });
  await queues.redis.hset(queues.database.keys.nextHop(queue), 'idleSince', 1);
  await queues.database.schedule.lookAt([{ name: queue, worked: false, served: true }], {
    idleMs: 1,
    longestDelayMs: 1,
  });
  expect(await queues.redis.keys(`${queues.database.keys.prefix}:${queue}:*`)).toEqual(
    expect.not.arrayContaining([keyOf('flows'), keyOf('prioritized'), keyOf('meta')]),
  );
});

it('dashboards see those that take turns, and can remove one', async () => {
  await sent('a', inOrder + 18);
  const bull = new Queue(queue, { connection: queues.server.client(), prefix: queues.database.keys.prefix });
  expect(await bull.getJobCounts('wait', 'prioritized')).toEqual({
    wait: inOrder,
    prioritized: 18,
  });
  const [job] = await bull.getJobs(['prioritized'], 0, 0, true);
  expect(await job?.getState()).toBe('prioritized');
  await job?.remove();
  expect(await queues.database.waiting(queue)).toBe(inOrder + 17);
  expect(await next(inOrder + 17)).not.toContain(parseJobId(job?.id ?? '').id);
  await bull.close();
});

describe('priorities', () => {
  const [high, low] = [{ priority: 'High' }, { priority: 'Low' }] as const;

  it('High goes before Normal, also before those that wait in the order of arrival, and Normal before Low', async () => {
    const [normal, lows, highs] = [await sent('a', 2), await sent('a', 1, low), await sent('b', 1, high)];
    expect(await next(4)).toEqual([...highs, ...normal, ...lows]);
  });

  it('of four messages one is of a lower priority, and of sixteen one is Low', async () => {
    const highs = await sent('a', 64, high);
    const normals = await sent('b', 64);
    // Beyond those in the order of arrival.
    const lows = await sent('c', 8, low);
    const order = await next(48);
    const of = (ids: readonly string[]): number => order.filter((id) => ids.includes(id)).length;
    expect([of(highs), of(normals), of(lows)]).toEqual([36, 9, 3]);
    await next(64 + 64 + 8 - 48);
    expect((await queues.database.claim(queue)).lease).toBeUndefined();
  });

  it('a new sender of a priority is not behind those who had many turns of it', async () => {
    await sent('a', 10, high);
    await next(10);
    await sent('x', 1, low);
    const [late] = [await sent('a', 1, high), await sent('b', 1, high)];
    const order = await next(2);
    expect(order).toEqual(expect.arrayContaining([...late]));
  });

  it('are counted, those under way, too', async () => {
    const catalog = new QueueCatalog({ redis: queues.redis, server: 'MBX01' });
    const found = async () => (await catalog.list()).find(({ name }) => name === queue);
    const counts = async () => (await found())?.messageCountsPerPriority;
    const normals = inOrder + 8;
    await sent('a', normals);
    expect(await counts()).toEqual({ High: 0, Normal: normals, Low: 0 });
    await sent('a', 3, high);
    await sent('a', 2, low);
    const job = await claimed();
    expect(await counts()).toEqual({ High: 3, Normal: normals, Low: 2 });
    const delaying = queues.database.transaction();
    delaying.delay(job, { delayMs: 60_000, claimNext: false });
    await delaying.commit();
    expect(await counts()).toEqual({ High: 3, Normal: normals, Low: 2 });
    expect((await found())?.delayedCountsPerPriority).toEqual({ High: 1, Normal: 0, Low: 0 });
    await catalog.close();
  });
});
