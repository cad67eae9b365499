import { postgresPrograms } from '@mailyard/testing';

import type { TrackingCriteria, TrackingQuery } from './search/tracking-query.js';
import { messageSummaries } from './search/message-summary.js';
import { messageTrace } from './search/message-trace.js';
import { valueOf } from './search/event-values.js';
import { postgres, sqlite, type Database } from './spec-support/databases.js';
import { stored } from './spec-support/log-rows.js';
import { begin, day, invoice, reply, report, rows, time } from './spec-support/two-days.js';
import type { TrackingStore } from './tracking-store.js';

const hasPostgres = postgresPrograms() !== undefined;

describe.each([
  ['SQLite', sqlite, describe],
  ['PostgreSQL (needs postgresql)', postgres, hasPostgres ? describe : describe.skip],
] as const)('tracking events in %s', (_, make, describeHere) => {
  describeHere('the store', () => {
    let database: Database;
    let store: TrackingStore;

    beforeAll(async () => {
      database = await make();
      store = await database.open();
      await store.append(rows);
    }, 60_000);
    afterAll(async () => {
      await store.close();
      await database.remove();
    });

    const asked = (criteria: TrackingCriteria, more: Partial<TrackingQuery> = {}): TrackingQuery => ({
      criteria,
      offset: 0,
      limit: 100,
      order: 'oldest first',
      ...more,
    });
    const events = async (criteria: TrackingCriteria, more: Partial<TrackingQuery> = {}) => {
      const found = await store.events(asked(criteria, more));
      return found.rows.map(
        ({ values }) => `${valueOf(values, 'event-id')} ${valueOf(values, 'message-id')}`,
      );
    };
    const first = ['RECEIVE <1@fabrikam.com>', 'DEFER <1@fabrikam.com>', 'DELIVER <1@fabrikam.com>'];
    const second = ['RECEIVE <2@contoso.com>', 'FAIL <2@contoso.com>', 'DSN <2@contoso.com>'];

    it.each<[string, TrackingCriteria, readonly string[]]>([
      ['everything', {}, [...first, ...second, 'RECEIVE <dsn1@contoso.com>']],
      ['a sender, whatever its case', { sender: 'ERIKA@fabrikam.com' }, first],
      ['all senders of a domain', { sender: '*@fabrikam.com' }, first],
      ['one recipient of a list', { recipients: ['bob@contoso.com'] }, [first[0] ?? '', first[2] ?? '']],
      [
        'any of two recipients',
        { recipients: ['bob@contoso.com', 'nobody@fabrikam.com'] },
        [first[0] ?? '', first[2] ?? '', ...second],
      ],
      ['all recipients of a domain', { recipients: ['*@fabrikam.com'] }, second],
      ['no part of a domain', { recipients: ['*@rikam.com'] }, []],
      ['a Message-ID', { messageId: '<2@contoso.com>' }, second],
      [
        'a network message id, whatever its case',
        { networkMessageId: invoice['network-message-id'].toLowerCase() },
        first,
      ],
      ['an internal message id', { internalMessageId: '4712' }, second],
      ['a word of the subject without its accents', { messageSubject: 'uberweisung' }, first],
      ['words of the subject in any order', { messageSubject: 'fällig rechnung' }, first],
      ['no part of a word', { messageSubject: 'invoice' }, []],
      ['a beginning of a word', { messageSubject: 'invoice* re' }, [...second, 'RECEIVE <dsn1@contoso.com>']],
      ['what is no word but looks like an operator', { messageSubject: `"NEAR OR` }, []],
      ['a connector', { connectorId: ['to internet'] }, ['FAIL <2@contoso.com>']],
      ['a client', { client: '10.0.0.5' }, [first[0] ?? '']],
      ['the network of the first host', { client: '198.51.100.0/24' }, [first[0] ?? '']],
      ['a network of IPv6', { client: '2001:db8::/32' }, ['RECEIVE <2@contoso.com>']],
      ['a server', { server: ['mbx02'] }, [...second, 'RECEIVE <dsn1@contoso.com>']],
      ['events', { eventId: ['fail', 'DEFER'] }, ['DEFER <1@fabrikam.com>', 'FAIL <2@contoso.com>']],
      ['a source', { source: ['STOREDRIVER'] }, ['DELIVER <1@fabrikam.com>']],
      ['a reference', { reference: '<dsn1@contoso.com>' }, ['DSN <2@contoso.com>']],
      ['a time', { start: begin + 400, end: begin + 500 }, first.slice(1)],
      ['a time over midnight', { start: begin + 500, end: begin + day }, [first[2] ?? '', second[0] ?? '']],
      [
        'two things at once',
        { recipients: ['alice@contoso.com'], eventId: ['DEFER'] },
        ['DEFER <1@fabrikam.com>'],
      ],
      ['what no message has both of', { sender: '*@fabrikam.com', server: ['MBX02'] }, []],
      ['what no log has', { eventId: ['THROTTLE'] }, []],
    ])('finds %s', async (_name, criteria, expected) => {
      expect(await events(criteria)).toEqual(expected);
      expect(await events(criteria, { order: 'newest first' })).toEqual(expected.toReversed());
      expect(await store.events(asked(criteria, { limit: 1 }))).toMatchObject({
        total: expected.length,
        totalIsExact: true,
      });
    });

    it('a row that comes again is kept once', async () => {
      expect(await store.append(rows.slice(0, 2))).toBe(0);
      expect(await events({})).toHaveLength(rows.length);
    });

    it('a row keeps every field as it was', async () => {
      const [found] = (await store.events(asked({ eventId: ['FAIL'] }))).rows;
      expect(found).toEqual({ server: 'MBX02', values: rows[4]?.values });
    });

    it.each([
      ['a subject without words', { messageSubject: '!!' }],
      ['what is no network', { client: '10.0.0.0/99' }],
    ])('says why %s cannot be looked for', async (_name, criteria) => {
      await expect(store.events(asked(criteria))).rejects.toThrow(/there are none|no address/);
      await expect(store.events(asked({}, { resultSet: 'x' }))).rejects.toThrow('not one of this store');
    });

    it('a message is found once, with the last state of each recipient', async () => {
      const { rows: found, total } = await messageSummaries(store, asked({ sender: 'erika@fabrikam.com' }));
      expect(total).toBe(1);
      expect(found).toMatchObject([
        {
          messageId: '<1@fabrikam.com>',
          events: 3,
          firstAt: begin,
          lastAt: begin + 500,
          recipients: [
            { address: 'alice@contoso.com', state: 'Deferred', status: '451 4.3.2 later' },
            { address: 'bob@contoso.com', state: 'Delivered', status: '250 2.1.5 OK' },
          ],
        },
      ]);
    });

    it('a message and the DSN about it are linked both ways', async () => {
      const original = await messageTrace(store, reply['network-message-id']);
      expect(original?.events).toHaveLength(3);
      expect(original?.related).toMatchObject([
        { relation: 'notification', message: { messageId: '<dsn1@contoso.com>' } },
      ]);
      const notification = await messageTrace(store, report['network-message-id']);
      expect(notification?.related).toMatchObject([
        { relation: 'original', message: { messageId: '<2@contoso.com>' } },
      ]);
      expect(await messageTrace(store, 'unknown')).toBeUndefined();
    });

    it('pages do not move when more comes in', async () => {
      const sought = { sender: 'pages@contoso.com' };
      const of = (number: number) =>
        stored({
          'sender-address': 'pages@contoso.com',
          'message-id': `<${number}>`,
          'date-time': time(number),
        });
      await store.append([1, 2, 3].map(of));
      const page = await store.events(asked(sought, { limit: 2, order: 'newest first' }));
      expect(page).toMatchObject({ total: 3 });
      await store.append([4, 5].map(of));
      const next = asked(sought, { limit: 2, offset: 2, order: 'newest first', resultSet: page.resultSet });
      const rest = await store.events(next);
      expect(rest.total).toBe(3);
      expect([...page.rows, ...rest.rows].map(({ values }) => valueOf(values, 'message-id'))).toEqual([
        '<3>',
        '<2>',
        '<1>',
      ]);
    });

    it('rows that are lost are told in their time', async () => {
      const gap = {
        server: 'MBX01',
        file: 'MSGTRK2026100108-1.LOG',
        bytes: 512,
        from: begin,
        until: begin + 1000,
      };
      await store.appendGap(gap);
      await store.appendGap(gap);
      expect(await store.gaps({ start: begin + 500, end: begin + 600 })).toEqual([gap]);
      expect(await store.gaps({ start: begin + 1001, end: begin + 2000 })).toEqual([]);
    });

    it('a row whose fields are absurdly long, or have NUL in them, keeps nobody else out', async () => {
      const long = 'ä'.repeat(100_000);
      const odd = stored({
        'message-id': `<${long}>`,
        'message-subject': `${long} \0 end`,
        'sender-address': `${long}@x`,
        'recipient-address': Array.from({ length: 500 }, (_, at) => `r${at}@contoso.com`).join(';'),
        reference: long,
        'date-time': time(7),
      });
      expect(await store.append([odd])).toBe(1);
      const found = await store.events(asked({ messageId: `<${long}>`, recipients: ['r499@contoso.com'] }));
      expect(found.rows.map(({ values }) => valueOf(values, 'sender-address'))).toEqual([`${long}@x`]);
    });

    it('two that write at once lose nothing and keep each row once', async () => {
      const other = await database.open();
      try {
        expect(other.id).toBe(store.id);
        const many = Array.from({ length: 400 }, (_, at) =>
          stored({ 'sender-address': 'two@contoso.com', 'date-time': time(at) }),
        );
        const counts = await Promise.all([
          store.append(many.slice(0, 300)),
          other.append(many.slice(100)),
          store.append(many.slice(200, 250)),
        ]);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(400);
        expect((await other.events(asked({ sender: 'two@contoso.com' }))).total).toBe(400);
      } finally {
        await other.close();
      }
    });

    it('deletes whole days by age, then by size, and never the newest', async () => {
      const old = stored({ 'date-time': time(-40 * day), 'sender-address': 'old@contoso.com' });
      await store.append([old]);
      expect((await store.events(asked({ sender: 'old@contoso.com' }))).total).toBe(1);
      const now = begin + 2 * day;
      const unbounded = { maxAgeMs: 30 * day, maxBytes: Number.MAX_SAFE_INTEGER };
      expect(await store.deleteOld(unbounded, now)).toEqual(['2026-08-22']);
      expect((await store.events(asked({ sender: 'old@contoso.com' }))).total).toBe(0);
      expect(await store.deleteOld({ ...unbounded, maxBytes: 1 }, now)).toEqual(['2026-10-01']);
      expect(await events({})).toEqual([...second, 'RECEIVE <dsn1@contoso.com>']);
      expect(await store.append([old])).toBe(1);
    });
  });
});
