import { queueProperties, type QueueSummary } from '@mailyard/queue';
import { nextHopTo, queueNameOf } from '@mailyard/routing';
import { eventually } from '@mailyard/testing';

import { queuesTopic } from '../events/topics/state-topics.js';
import { mailboxQueue, TestServer } from '../spec-support/test-server.js';
import { getQueueRows } from './get-queue-rows.js';
import { ListedQueues } from './listed-queues.js';
import { searchQueues } from './search-queues.js';
import { suspendQueue } from './suspend-queue.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  const database = await server.database();
  const transaction = database.transaction();
  for (const [at, domain] of ['b10.example', 'b9.example', 'a.example', 'a.example'].entries()) {
    const nextHop = nextHopTo('DnsConnectorDelivery', domain);
    const copy = { number: '0', queue: queueNameOf(nextHop), recipients: [], attempts: 0 };
    transaction.enqueue({ id: `9${at}`, copy, receivedAt: 1, nextHop });
  }
  await transaction.commit();
  await server.queued();
}, 30_000);
afterAll(() => server.stop());

const found = (input: object) => server.order(searchQueues, input);

describe('Search-Queue', () => {
  it.each([
    ['NextHopDomain', false, ['a.example', 'b9.example', 'b10.example', 'DB01']],
    ['MessageCount', true, ['a.example', 'b10.example', 'b9.example', 'DB01']],
  ] as const)(
    'sorts by %s, Submission and Unreachable on top (acceptance 19)',
    async (by, descending, order) => {
      const { names, total } = await found({ sort: { by, descending } });
      const shown = names.map((name) => /\.(.*?)(?:\.[\da-f-]{36})?$/.exec(name)?.[1] ?? name);
      expect(shown).toEqual(['Submission', 'Unreachable', ...order]);
      expect(total).toBe(6);
    },
  );

  it('finds those with each word, whatever the case, and says how many there are', async () => {
    const { names, total } = await found({ words: ' EXAMPLE dns b1' });
    expect([names.length, total]).toEqual([1, 6]);
    expect(names[0]).toMatch(/^DnsConnectorDelivery.*b10\.example/);
    expect((await found({ words: 'nowhere' })).names).toEqual([]);
  });

  it('counts by each property, the largest group first', async () => {
    const { groups } = await found({ groupBy: 'DeliveryType', words: 'nowhere' });
    expect(groups?.[0]).toEqual({ value: 'DnsConnectorDelivery', queues: 3 });
    for (const groupBy of Object.keys(queueProperties)) {
      const counted = (await found({ groupBy })).groups ?? [];
      expect(counted.reduce((sum, { queues }) => sum + queues, 0)).toBe(6);
    }
  });
});

describe('Get-QueueRow', () => {
  it('tells of those that exist, as they are now', async () => {
    await server.order(suspendQueue, { queue: 'DB01' });
    const { rows } = await server.order(getQueueRows, { names: [mailboxQueue, 'Submission', 'gone'] });
    expect(rows.map(({ name, status }) => [name, status])).toEqual([
      [mailboxQueue, 'Suspended'],
      ['Submission', 'Ready'],
    ]);
  });
});

describe('thousands of queues', () => {
  const many = Array.from({ length: 3_000 }, (_, at) => ({ name: `q${at}`, messageCount: 0 }));
  const row = (queues: readonly QueueSummary[], name: string) => queues.find((each) => each.name === name);

  it('that somebody looks at are told a second old at most, while the others rest', async () => {
    let [lists, count] = [0, 0];
    const listed = new ListedQueues({
      list: () => Promise.resolve(many as unknown as QueueSummary[]).finally(() => (lists += 1)),
      some: (names) =>
        Promise.resolve(
          names
            .filter((name) => name !== 'q2')
            .map((name) => ({ name, messageCount: (count += 1) }) as unknown as QueueSummary),
        ),
    });
    const before = await listed.current();
    await listed.watch(['q1', 'q2']);
    const source = queuesTopic.open('', { listedQueues: listed } as never);
    const seen = new Set<number | undefined>();
    await eventually(async () => {
      const told = new Map(Array.from((await source.look()).rows));
      seen.add((told.get('q1') as QueueSummary | undefined)?.messageCount);
      expect(seen.size).toBeGreaterThanOrEqual(3);
      expect(told.has('q2')).toBe(false);
    });
    const after = await listed.current();
    expect(lists).toBe(1);
    expect(row(after, 'q7')).toBe(row(before, 'q7'));
    expect(after).toHaveLength(many.length - 1);
  });

  it('are told as they were seen last, while all are read again', async () => {
    const reads: PromiseWithResolvers<QueueSummary[]>[] = [];
    const listed = new ListedQueues({
      list: () => {
        const read = Promise.withResolvers<QueueSummary[]>();
        reads.push(read);
        return read.promise;
      },
      some: () => Promise.resolve([]),
    });
    const first = listed.current();
    reads[0]?.resolve(many.slice(0, 1_001) as unknown as QueueSummary[]);
    await first;
    await eventually(async () => {
      expect(await listed.current()).toHaveLength(1_001);
      expect(reads).toHaveLength(2);
    });
    reads[1]?.resolve([]);
    await eventually(async () => expect(await listed.current()).toHaveLength(0));
  });
});
