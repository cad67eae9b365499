import { cpuMs } from '@mailyard/testing';

import { TestQueues } from '../../spec-support/test-queues.js';
import { FilterError } from '../filter/predicate.js';
import type { QueueFilter } from './queue-properties.js';
import type { QueueSummary } from './queue-summary.js';
import { QueueCatalog, type QueueQuery } from './redis-queue-catalog.js';

let queues: TestQueues;
let catalog: QueueCatalog;

beforeAll(async () => {
  queues = await TestQueues.open();
  catalog = new QueueCatalog({ redis: queues.redis, server: 'MBX01' });
  for (let number = 0; number < 30; number += 1) {
    const domain = `DB${String(number).padStart(2, '0')}`;
    for (let id = 0; id <= number % 3; id += 1) {
      await queues.queued(domain, { id: `${1000 + number}${id}`, receivedAt: 1_000 + number });
    }
  }
  for (const queue of ['SmtpDeliveryToMailbox.DB05', 'SmtpDeliveryToMailbox.DB06']) {
    const failure = { retryCount: 0, waitMs: 60_000, lastError: '451 4.4.0 connection refused' };
    await queues.database.schedule.enterRetry(queue, failure);
  }
});
afterAll(async () => {
  await catalog.close();
  await queues.close();
});

async function all(query: QueueQuery): Promise<readonly string[]> {
  const domains: string[] = [];
  for (let cursor: string | undefined, page = 0; page === 0 || cursor !== undefined; page += 1) {
    const found = await catalog.page({ ...query, ...(cursor && { cursor }) });
    domains.push(...found.rows.map(({ nextHopDomain }) => nextHopDomain));
    cursor = found.cursor;
  }
  return domains;
}

it('pages begin with the queues that always are, the others follow by name', async () => {
  const domains = await all({ limit: 7 });
  expect(domains.slice(0, 4)).toEqual(['Submission', 'Unreachable Domain', 'DB00', 'DB01']);
  expect(domains).toHaveLength(32);
  expect(await all({})).toEqual(domains);
});

it('the next attempt is the same one at each look, so that nothing has changed where nothing has happened', async () => {
  const looks: (number | undefined)[] = [];
  for (let look = 0; look < 12; look += 1) {
    const rows = await catalog.list();
    looks.push(rows.find(({ nextHopDomain }) => nextHopDomain === 'DB05')?.nextRetryTime);
  }
  const [first = 0] = looks;
  expect(first).toBeGreaterThan(Date.now() + 20_000);
  // Twelve looks are milliseconds apart; a tenth of a second may be on either side of one.
  expect(new Set(looks).size).toBeLessThanOrEqual(2);
});

it('sorted pages hold every queue once', async () => {
  const domains = await all({ limit: 7, sort: { by: 'MessageCount', descending: true } });
  expect(new Set(domains).size).toBe(32);
  expect(domains.slice(0, 2)).toEqual(['DB02', 'DB05']);
  expect(domains.slice(-2)).toEqual(['Submission', 'Unreachable Domain']);
});

it.each<[QueueFilter, readonly string[]]>([
  [[{ property: 'Status', operator: 'eq', values: ['Retry'] }], ['DB05', 'DB06']],
  [[{ property: 'LastError', operator: 'like', values: ['*refused'] }], ['DB05', 'DB06']],
  [
    [
      { property: 'LastError', operator: 'present' },
      { property: 'MessageCount', operator: 'gt', values: [1] },
    ],
    ['DB05'],
  ],
  [
    [
      { property: 'NextHopDomain', operator: 'like', values: ['db1*'] },
      { property: 'MessageCount', operator: 'eq', values: [3] },
    ],
    ['DB11', 'DB14', 'DB17'],
  ],
  [[{ property: 'OldestMessageTime', operator: 'lt', values: [1_002] }], ['DB00', 'DB01']],
  [[{ property: 'DeliveryType', operator: 'eq', values: ['Unreachable'] }], ['Unreachable Domain']],
])('a filter finds by what a queue is and how it is: %j', async (filter, domains) => {
  expect(await all({ filter, limit: 2 })).toEqual(domains);
});

it('a filter that makes no sense finds nothing', async () => {
  const filter: QueueFilter = [{ property: 'MessageCount', operator: 'gt', values: [NaN] }];
  await expect(catalog.page({ filter })).rejects.toThrow(FilterError);
});

describe('ten thousand queues', () => {
  const count = 10_000;
  beforeAll(async () => {
    const { redis, database } = queues;
    await redis.flushall();
    for (let from = 0; from < count; from += 500) {
      const transaction = database.transaction();
      for (let number = from; number < from + 500; number += 1) {
        const queue = `SmtpDeliveryToMailbox.DB${number}`;
        transaction.enqueue({
          id: String(number),
          copy: { number: '0', queue, recipients: 1, attempts: 0 },
          receivedAt: number + 1,
        });
      }
      await transaction.commit();
    }
  }, 60_000);

  it('are listed within moments, in two hundred runs of a script at most', async () => {
    expect((await catalog.list()).length).toBe(count + 2);
    await queues.redis.config('RESETSTAT');
    let listed: readonly QueueSummary[] = [];
    const used = await cpuMs(async () => (listed = await catalog.list()));
    expect(listed.filter(({ messageCount }) => messageCount === 1)).toHaveLength(count);
    const stats = await queues.redis.info('commandstats');
    const calls = Number(/cmdstat_eval:calls=(\d+)/.exec(stats)?.[1]);
    expect(calls).toBeLessThanOrEqual(200);
    // 200 ms on the wall where nothing else runs.
    expect(used).toBeLessThan(300);
  });

  it('are paged without all of them being read', async () => {
    await catalog.page({ limit: 50 });
    await queues.redis.config('RESETSTAT');
    const page = await catalog.page({ limit: 50 });
    expect(page.rows).toHaveLength(50);
    expect(page.cursor).toBeDefined();
    const stats = await queues.redis.info('commandstats');
    expect(Number(/cmdstat_hmget:calls=(\d+)/.exec(stats)?.[1])).toBeLessThanOrEqual(500);
  });
});
