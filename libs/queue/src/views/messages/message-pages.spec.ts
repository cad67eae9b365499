import type { MailItem } from '../../item/mail-item.js';
import { mailbox, TestQueues } from '../../spec-support/test-queues.js';
import { CursorError, type Page } from '../filter/page.js';
import { FilterError } from '../filter/predicate.js';
import type { ListedMessage } from './listed-message.js';
import type { MessageFilter } from './message-properties.js';
import { MessageCatalog, type MessageQuery } from './redis-message-catalog.js';

const hour = 3_600_000;
let queues: TestQueues;
let catalog: MessageCatalog;

beforeEach(async () => {
  queues = await TestQueues.open();
  const { redis } = queues;
  catalog = new MessageCatalog({
    redis,
    server: 'MBX01',
    expirationMs: (priority) => (priority === 'High' ? 8 : 48) * hour,
  });
});
afterEach(() => queues.close());

const idsOf = ({ rows }: Page<ListedMessage>): readonly string[] => rows.map(({ internalId }) => internalId);
const find = async (...filter: MessageFilter) => idsOf(await catalog.page({ filter }));

async function all(query: MessageQuery, between = (): Promise<unknown> => Promise.resolve()) {
  const ids: string[] = [];
  for (let cursor: string | undefined, page = 0; page === 0 || cursor !== undefined; page += 1) {
    const found = await catalog.page({ ...query, ...(cursor && { cursor }) });
    ids.push(...idsOf(found));
    cursor = found.cursor;
    await between();
  }
  return ids;
}

describe('pages of messages', () => {
  it('hold every message once, in either order, also of one millisecond', async () => {
    const ids = Array.from({ length: 450 }, (_, index) => String(1000 + index));
    for (const id of ids) await queues.queued('DB01', { id, receivedAt: 7 });
    expect(await all({ limit: 70 })).toEqual(ids);
    expect(await all({ limit: 70, order: 'newest first' })).toEqual(ids.toReversed());
  });

  it('go on where they ended while mail comes and goes', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => String(1000 + index));
    for (const [index, id] of ids.entries()) await queues.queued('DB01', { id, receivedAt: index });
    const gone = new Set<string>();
    let next = 39;
    const seen = await all({ limit: 7 }, async () => {
      // One that was listed and one that was not are delivered; an earlier and a later one come.
      for (const id of [ids[0] ?? '', ids[next--] ?? '']) {
        gone.add(id);
        await queues.redis.del(queues.database.keys.item(id));
        await queues.redis.zrem(queues.database.keys.items, id);
      }
      await queues.queued('DB01', { id: String(500 + next), receivedAt: -1 });
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(ids.filter((id) => !gone.has(id))));
  });

  it('of one queue are read from that queue', async () => {
    for (let id = 1000; id < 1100; id += 1) await queues.queued(id % 2 ? 'DB01' : 'DB02', { id: String(id) });
    const queue = await queues.queued('DB03', { id: '2000' });
    expect(await find({ property: 'Queue', operator: 'eq', values: [queue] })).toEqual(['2000']);
    expect(await find({ property: 'Queue', operator: 'like', values: ['*.db02'] })).toHaveLength(50);
  });

  it('are refused to a cursor that no list has given', async () => {
    await expect(catalog.page({ cursor: 'x' })).rejects.toThrow(CursorError);
  });
});

describe('a filter of messages', () => {
  beforeEach(async () => {
    const reversePath = { localPart: 'erp', domain: 'contoso.com' };
    await queues.queued('DB01', {
      id: '1001',
      subject: 'Rechnung für März',
      receivedAt: 1 * hour,
      envelope: { reversePath, recipients: [], body: '7BIT', smtpUtf8: false },
      scl: 5,
    });
    await queues.queued('DB02', { id: '1002', receivedAt: 2 * hour }, [mailbox('kate'), mailbox('bob')]);
  });

  it.each<[string, MessageFilter, readonly string[]]>([
    ['nothing', [], ['1001', '1002']],
    ['a subject', [{ property: 'Subject', operator: 'like', values: ['rechnung*März'] }], ['1001']],
    ['not a subject', [{ property: 'Subject', operator: 'like', values: ['rech*'], not: true }], ['1002']],
    ['a sender', [{ property: 'FromAddress', operator: 'eq', values: ['ERP@contoso.com'] }], ['1001']],
    ['a recipient', [{ property: 'Recipients', operator: 'like', values: ['bob@*'] }], ['1002']],
    ['a size', [{ property: 'Size', operator: 'gt', values: [10_000] }], []],
    ['an SCL', [{ property: 'SCL', operator: 'ge', values: [5] }], ['1001']],
    ['no SCL', [{ property: 'SCL', operator: 'absent' }], ['1002']],
    [
      'a source',
      [{ property: 'MessageSourceName', operator: 'eq', values: ['SMTP:Default MBX01'] }],
      ['1001', '1002'],
    ],
    ['an address', [{ property: 'SourceIP', operator: 'in', values: ['192.0.2.0/24'] }], ['1001', '1002']],
    ['another address', [{ property: 'SourceIP', operator: 'in', values: ['10.0.0.0/8', '::/0'] }], []],
    ['a time', [{ property: 'DateReceived', operator: 'gt', values: [hour] }], ['1002']],
    ['an expiry', [{ property: 'ExpirationTime', operator: 'le', values: [49 * hour] }], ['1001']],
    ['an id', [{ property: 'InternalMessageId', operator: 'eq', values: ['1002'] }], ['1002']],
    ['one of two', [{ property: 'Status', operator: 'eq', values: ['Retry', 'ready'] }], ['1001', '1002']],
    ['none of two', [{ property: 'Status', operator: 'ne', values: ['Retry', 'Ready'] }], []],
    ['a word', [{ property: 'Anything', operator: 'like', values: ['*kate*'] }], ['1002']],
    [
      'two conditions',
      [
        { property: 'Recipients', operator: 'like', values: ['*'] },
        { property: 'RetryCount', operator: 'eq', values: [0] },
        { property: 'Subject', operator: 'eq', values: ['TO DB02'] },
      ],
      ['1002'],
    ],
  ])('finds by %s', async (_, filter, found) => {
    expect(await find(...filter)).toEqual(found);
  });

  it.each([
    { property: 'Colour', operator: 'eq', values: ['red'] },
    { property: 'toString', operator: 'present' },
    { property: 'Size', operator: 'like', values: ['1*'] },
    { property: 'Size', operator: 'gt', values: ['x'] },
    { property: 'SourceIP', operator: 'in', values: ['300.1.1.1'] },
    { property: 'Subject', operator: 'eq', values: [] },
  ])('that makes no sense finds nothing, not everything: %j', async (predicate) => {
    const filter = [predicate] as unknown[] as MessageFilter;
    await expect(catalog.page({ filter })).rejects.toThrow(FilterError);
  });
});

describe('a message', () => {
  it('expires after the time of its priority', async () => {
    const receivedAt = Date.now();
    await queues.queued('DB01', { id: '17', receivedAt, priority: 'High' });
    await queues.queued('DB01', { id: '18', receivedAt });
    const { rows } = await catalog.page();
    expect(rows.map(({ priority, expirationTime }) => [priority, expirationTime])).toEqual([
      ['High', receivedAt + 8 * hour],
      ['Normal', receivedAt + 48 * hour],
    ]);
    const within = (hours: number): Promise<readonly string[]> =>
      find({ property: 'ExpirationTime', operator: 'lt', values: [receivedAt + hours * hour] });
    expect([await within(9), await within(49)]).toEqual([['17'], ['17', '18']]);
    expect(await find({ property: 'Priority', operator: 'eq', values: ['High'] })).toEqual(['17']);
  });

  it('is from whoever hears of it, copy by copy', async () => {
    await queues.queued('DB01', { id: '17', envelope: envelopeFrom('ann') });
    const { keys } = queues.database;
    const stored = (await queues.database.messages.storedCopy('17', '0')) ?? '';
    const owner = {
      ...(JSON.parse(stored) as object),
      reversePath: { localPart: 'owner', domain: 'contoso.com' },
    };
    await queues.redis.hset(keys.item('17'), 'copy:0', JSON.stringify(owner));
    const { rows } = await catalog.page();
    expect(rows).toMatchObject([{ from: 'owner@contoso.com', originalFrom: 'ann@fabrikam.com' }]);
    expect(await find({ property: 'OriginalFromAddress', operator: 'like', values: ['ann@*'] })).toEqual([
      '17',
    ]);
  });

  it('is listed without its header being read', async () => {
    await queues.queued('DB01', { id: '1001', subject: 'Grüße' });
    await queues.redis.config('RESETSTAT');
    expect((await catalog.page()).rows).toMatchObject([
      { subject: 'Grüße', recipients: ['alice@contoso.com'] },
    ]);
    expect(await queues.redis.info('commandstats')).not.toMatch(
      /cmdstat_hgetall|cmdstat_keys|cmdstat_smembers/,
    );
  });

  it('to very many is listed with the first of them, and shown with all', async () => {
    const many = Array.from({ length: 1_100 }, (_, index) => mailbox(`user${index}`));
    await queues.queued('DB01', { id: '1001' }, many);
    const [listed] = (await catalog.page()).rows;
    expect(listed?.recipientCount).toBe(1_100);
    expect(listed?.recipients).toHaveLength(250);
    const [shown] = await catalog.copies('1001');
    expect(shown?.recipients.at(-1)).toBe('user1099@contoso.com');
    expect(shown?.recipients).toHaveLength(1_100);
  });

  it('of an earlier version is listed by its header and the recipients in its copy', async () => {
    const queue = await queues.queued('DB01', { id: '1001' });
    const item = queues.database.keys.item('1001');
    const { subject: _, ...old } = JSON.parse((await queues.redis.hget(item, 'message')) ?? '') as {
      subject: string;
    };
    const copy = {
      number: '0',
      queue,
      recipients: [mailbox('carol')],
      attempts: 2,
      lastError: '451 4.3.0 x',
    };
    await queues.redis.hset(item, 'message', JSON.stringify(old), 'copy:0', JSON.stringify(copy));
    await queues.redis.hdel(item, 'recipients:0:0');
    expect((await catalog.page()).rows).toMatchObject([
      {
        subject: 'x',
        recipients: ['carol@contoso.com'],
        recipientCount: 1,
        attempts: 2,
        lastError: '451 4.3.0 x',
      },
    ]);
  });
});

function envelopeFrom(localPart: string): MailItem['envelope'] {
  const reversePath = { localPart, domain: 'fabrikam.com' };
  return { reversePath, recipients: [], body: '7BIT', smtpUtf8: false };
}
