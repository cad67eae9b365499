import { eventually } from '@mailyard/testing';

import { formatCopy } from '../../item/fields/copy-fields.js';
import type { QueuedCopy } from '../../item/mail-item.js';
import { mailbox, TestQueues } from '../../spec-support/test-queues.js';
import type { SettlementResult } from '../transaction/settlement.js';
import type { Lease } from './lease.js';

const lockMs = 200;

let queues: TestQueues;
let queue: string;

beforeAll(async () => (queues = await TestQueues.open({ lockMs, stalledIntervalMs: 50 })));
afterAll(() => queues.close());
beforeEach(async () => {
  await queues.redis.flushall();
  queue = await queues.queued('DB01', { id: '17' });
});

async function claimed(): Promise<Lease> {
  return eventually(async () => (await queues.database.claim(queue)).lease ?? false);
}

/** Nobody has extended it. */
async function runOut(lease: Lease): Promise<void> {
  const lock = queues.database.keys.lock(lease);
  await eventually(async () => expect(await queues.redis.exists(lock)).toBe(0));
}

/** As another hub finds it. */
async function recovered(): Promise<void> {
  await eventually(async () => (await queues.database.recoverStalled(queue)) === 1);
}

async function settle(lease: Lease): Promise<SettlementResult> {
  const { database } = queues;
  const copy: QueuedCopy = { number: '0', queue, recipients: [mailbox('alice')], attempts: 0 };
  const transaction = database.transaction();
  const settled = { id: '17', number: '0', stored: formatCopy(copy) };
  const result = transaction.settle({ settled, lease, replacedBy: [] });
  transaction.finish(lease, { claimNext: true });
  return (await transaction.commit()).resultOf(result);
}

/** All that there is of the message and its queue, but for how long locks hold. */
async function everything(): Promise<readonly unknown[]> {
  const { redis, database } = queues;
  const of = (type: string) => database.keys.ofQueue(queue, type);
  return [
    await redis.hgetall(database.keys.item('17')),
    await redis.lrange(of('active'), '0', '-1'),
    await redis.lrange(of('wait'), '0', '-1'),
    await redis.hgetall(of('17-0')),
    await redis.get(of('17-0:lock')),
  ];
}

describe('a hub that was frozen for longer than its lock', () => {
  it('is not sure of its lease, and hears that others have had it', async () => {
    const lease = await claimed();
    const { leases } = queues.database;
    expect(leases.isSure(lease)).toBe(true);
    await runOut(lease);
    expect(leases.isSure(lease)).toBe(false);
    await recovered();
    expect(await leases.confirm(lease)).toBe(false);
    const other = await claimed();
    expect(await leases.confirm(lease)).toBe(false);
    expect([leases.isSure(lease), leases.isSure(other)]).toEqual([false, true]);
  });

  it('has it back when nobody has taken the job meanwhile', async () => {
    const lease = await claimed();
    await runOut(lease);
    const { leases } = queues.database;
    expect(await leases.confirm(lease)).toBe(true);
    expect(leases.isSure(lease)).toBe(true);
    expect(await queues.database.recoverStalled(queue)).toBe(0);
    expect(await settle(lease)).toEqual({ settled: true, held: false, itemGone: true });
  });

  it('changes nothing once another hub has the job, whatever it asks', async () => {
    const lease = await claimed();
    await runOut(lease);
    await recovered();
    const other = await claimed();
    const before = await everything();
    const { database } = queues;
    expect(await settle(lease)).toEqual({ settled: false, held: true, itemGone: false });
    await database.transaction().giveBack(lease).commit();
    const transaction = database.transaction();
    transaction.delay(lease, { delayMs: 1, claimNext: true });
    await transaction.commit();
    expect(await database.leases.confirm(lease)).toBe(false);
    expect(await everything()).toEqual(before);
    expect(await settle(other)).toEqual({ settled: true, held: false, itemGone: true });
  });

  it('settles what it knows when the job has come back and nobody has it', async () => {
    const lease = await claimed();
    await runOut(lease);
    await recovered();
    expect(await settle(lease)).toEqual({ settled: true, held: false, itemGone: true });
  });
});

it('a hub that cannot ask Redis is not sure, and none other either (the machine slept)', async () => {
  const lease = await claimed();
  const { leases } = queues.database;
  const { now } = Date;
  Date.now = () => now() + 3_600_000;
  try {
    expect(leases.isSure(lease)).toBe(false);
  } finally {
    Date.now = now;
  }
  expect(leases.isSure(lease)).toBe(true);
  await queues.redis.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  await eventually(() => !queues.database.ready);
  expect(await leases.confirm(lease)).toBe(false);
  await eventually(() => queues.database.ready);
});

it('behind many suspended jobs the next one is found by whoever asks', async () => {
  const { database } = queues;
  const ids = Array.from({ length: 1_200 }, (_, index) => String(1_000 + index));
  await database.claim(queue);
  for (const id of ids) await queues.queued('DB01', { id });
  await queues.queued('DB01', { id: '9000' });
  for (const id of ids) await queues.redis.hset(database.keys.ofQueue(queue, `${id}-0`), 'suspended', 'x');
  expect((await database.claim(queue)).lease?.jobId).toBe('9000-0');
  expect(await queues.redis.zcard(database.keys.ofQueue(queue, 'suspended'))).toBe(1_200);
});
