import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { exampleItem } from '../../spec-support/example-item.js';
import type { Lease } from '../bull/lease.js';
import { QueueDatabase } from '../queue-database.js';
import { queueRedis } from '../connection/queue-redis.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
let server: TestRedis;
let database: QueueDatabase;

beforeAll(async () => {
  server = await startRedis();
  database = await QueueDatabase.open({
    redis: queueRedis(server.url),
    server: 'MBX01',
    onFault: () => undefined,
  });
});
afterAll(async () => {
  database.close();
  await server.stop();
});
beforeEach(async () => {
  await server.client().flushall();
  await eventually(() => database.ready);
});

/** A message in the queue, held by a lane. */
async function held(id: string): Promise<Lease> {
  const copy = { number: '0', queue, recipients: [], attempts: 0 };
  const item = exampleItem(id, { receivedAt: Number(id) });
  const transaction = database.transaction().accept({ item, copies: [copy] });
  transaction.enqueue({ id, copy, receivedAt: Number(id) });
  await transaction.commit();
  const { lease } = await database.claim(queue);
  if (lease === undefined) throw new Error('nothing was claimed');
  return lease;
}

const copyOf = ({ jobId, data }: Lease) => ({ id: jobId.replace('-0', ''), number: '0', stored: data });

describe('several messages in one transaction', () => {
  it('are settled each for itself, whatever became of the others before', async () => {
    const [first, second] = [await held('1'), await held('2')];
    const byOthers = database.transaction();
    byOthers.settle({ settled: copyOf(first), replacedBy: [] });
    await byOthers.commit();

    const transaction = database.transaction();
    const settlements = [first, second].map((lease) => ({
      settlement: transaction.settle({ settled: copyOf(lease), lease, replacedBy: [] }),
      end: transaction.finish(lease, { claimNext: false }),
    }));
    const committed = await transaction.commit();
    expect(settlements.map(({ settlement }) => committed.resultOf(settlement))).toEqual([
      { settled: false, held: false, itemGone: false },
      { settled: true, held: false, itemGone: true },
    ]);
    expect(await database.messages.exists(['1', '2'])).toEqual([false, false]);
    expect(await server.client().keys(`*${queue}:[12]-0`)).toEqual([]);
  });

  it('that others have changed keep their jobs, and the rest is carried out', async () => {
    const [first, second] = [await held('1'), await held('2')];
    const byOthers = database.transaction();
    const left = { number: '0', queue, recipients: [], attempts: 1 };
    byOthers.settle({ settled: copyOf(first), replacedBy: [left] });
    await byOthers.commit();

    const transaction = database.transaction();
    for (const lease of [first, second]) {
      transaction.settle({ settled: copyOf(lease), lease, replacedBy: [] });
      transaction.finish(lease, { claimNext: false });
    }
    await transaction.commit();
    expect(await database.messages.exists(['1', '2'])).toEqual([true, false]);
    expect(await server.client().keys(`*${queue}:[12]-0`)).toEqual([database.keys.ofQueue(queue, '1-0')]);
  });

  it('bring a next job each, or a claim of its own', async () => {
    const leases = [await held('1'), await held('2')];
    for (const id of ['3', '4', '5']) {
      const copy = { number: '0', queue, recipients: [], attempts: 0 };
      await database
        .transaction()
        .enqueue({ id, copy, receivedAt: Number(id) })
        .commit();
    }
    const transaction = database.transaction();
    const next = leases.map((lease) => transaction.finish(lease, { claimNext: true }));
    const claims = ['a', 'b'].map((token) => transaction.claim({ queue, token }));
    const committed = await transaction.commit();
    const jobs = next.map((step) => committed.resultOf(step).lease);
    expect(jobs.map((job) => job?.jobId)).toEqual(['3-0', '4-0']);
    expect(jobs.map((job) => job?.token)).toEqual(leases.map(({ token }) => token));
    const claimed = claims.map((step) => committed.resultOf(step));
    expect(claimed).toMatchObject([
      { lease: { jobId: '5-0', token: 'a' }, retryCount: 0 },
      { retryCount: 0 },
    ]);
    expect(claimed[1]?.lease).toBeUndefined();
  });
});

it('has the results of its own steps only', async () => {
  const other = database.transaction().claim({ queue, token: 'a' });
  const committed = await database.transaction().commit();
  expect(() => committed.resultOf(other)).toThrow('another transaction');
});
