import { TestQueues } from '../../spec-support/test-queues.js';
import { QueueCatalog } from '../../views/queues/redis-queue-catalog.js';
import { QueueRates } from './queue-rates.js';

it('what passed a queue counts for a minute', () => {
  let now = 0;
  const rates = new QueueRates(() => now);
  for (let times = 0; times < 6; times += 1) rates.came('a');
  rates.left('a');
  expect([...rates.lastMinute()]).toEqual([['a', [6, 1]]]);
  now = 30_000;
  expect(rates.lastMinute().get('a')).toEqual([6, 1]);
  rates.left('a');
  now = 62_000;
  expect(rates.lastMinute().get('a')).toEqual([0, 1]);
  now = 600_000;
  expect(rates.lastMinute().size).toBe(0);
});

describe('IncomingRate, OutgoingRate and Velocity', () => {
  let queues: TestQueues;
  beforeAll(async () => (queues = await TestQueues.open()));
  afterAll(() => queues.close());

  it('are those of the last minute through all hubs of a server', async () => {
    const { database } = queues;
    let queue = '';
    for (let id = 17; id < 23; id += 1) queue = await queues.queued('DB01', { id: String(id) });
    const { lease } = await database.claim(queue);
    if (lease === undefined) throw new Error('nothing was claimed');
    const transaction = database.transaction();
    transaction.finish(lease, { claimNext: false });
    await transaction.commit();
    await database.tellRates();
    const other = JSON.stringify([[queue, [54, 59]]]);
    await queues.redis.set(database.keys.ratesOf('other'), other);
    await queues.redis.zadd(database.keys.rates, Date.now(), 'other');
    const catalog = new QueueCatalog({ redis: queues.redis, server: 'MBX01' });
    const found = (await catalog.list()).find(({ name }) => name === queue);
    expect(found).toMatchObject({ incomingRate: 1, outgoingRate: 1, velocity: 0, messageCount: 5 });
    const filter = [{ property: 'IncomingRate', operator: 'ge', values: [1] }] as const;
    expect((await catalog.page({ filter })).rows.map(({ name }) => name)).toEqual([queue]);
    await catalog.close();
  });
});
