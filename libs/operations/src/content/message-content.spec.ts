import { rightsOf } from '../rights/rights-of.js';
import { getMessages } from '../messages/reading/get-messages.js';
import { operations } from '../index.js';
import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import { searchMessages } from '../searches/search-messages.js';
import { getSearchRows } from '../searches/get-search-rows.js';
import { getMessageTrackingLog } from '../tracking/get-message-tracking-log.js';
import { TestServer } from '../spec-support/test-server.js';
import { asksForContent, showsContent } from './message-content.js';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 30_000);
afterAll(() => server.stop());

const member = (group: string) => ({
  name: group,
  client: '192.0.2.7',
  rights: rightsOf([group], server.directory.organization),
});
const looks = async () =>
  (await server.order(searchAdminAuditLog, { operations: ['Get-Message'] })).filter(({ error }) => !error);

it('subjects are in the answers of these operations', () => {
  const names = operations.filter(({ output }) => showsContent(output)).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'Get-Message',
      'Get-MessageHeader',
      'Get-MessageOperation',
      'Get-MessageSearchRow',
      'Get-MessageTrackingLog',
      'Get-MessageTrackingReport',
      'New-MessageOperation',
      'Search-MessageTrackingReport',
      'Show-Message',
    ]),
  );
});

describe('the subject of a message', () => {
  it.each(['Organization Management', 'Server Management'])(
    'is shown to %s, and the look is on record',
    async (group) => {
      await server.queued({ subject: 'salaries' });
      const before = (await looks()).length;
      const caller = member(group);
      const read = () => server.order(getMessages, { limit: 1 }, caller);
      expect((await read()).rows[0]).toMatchObject({ subject: 'salaries', from: 'bob@contoso.com' });
      const [look] = await looks();
      expect(look).toMatchObject({ caller: group, client: '192.0.2.7', parameters: { limit: '1' } });
      expect(await looks()).toHaveLength(before + 1);
      expect(await server.order(searchAdminAuditLog, { types: ['Looks'], resultSize: 1 })).toEqual([look]);
      // They are not among the changes, which nobody asks to see apart from them.
      const changes = await server.order(searchAdminAuditLog, {});
      expect(changes.map(({ operation }) => operation)).not.toContain('Get-Message');
    },
  );

  it.each(['Hygiene Management', 'Records Management', 'View-Only Organization Management'])(
    'is not shown to %s, nor found by',
    async (group) => {
      await server.queued({ subject: 'salaries' });
      const before = (await looks()).length;
      const caller = member(group);
      const { rows } = await server.order(getMessages, {}, caller);
      expect(rows[0]).toMatchObject({ subject: '********', from: 'bob@contoso.com' });
      const { search } = await server.order(searchMessages, {}, caller);
      expect(JSON.stringify(await server.order(getSearchRows, { search }, caller))).not.toContain('salaries');
      expect(await looks()).toHaveLength(before);
      const filter = [{ property: 'Subject', operator: 'like', values: ['s*'] }];
      await expect(server.order(getMessages, { filter }, caller)).rejects.toThrow(
        'by subject needs the right',
      );
    },
  );

  it('is not found in tracking by the help desk', async () => {
    const order = server.order(
      getMessageTrackingLog,
      { messageSubject: 'salaries' },
      member('Recipient Management'),
    );
    await expect(order).rejects.toThrow('Get-MessageTrackingLog by subject needs the right Transport Queues');
  });

  it.each([
    [{ where: "subject -like '*x'" }, true],
    [{ sort: { by: 'Subject' } }, true],
    [{ by: 'Subject' }, true],
    [{ filter: [{ property: 'Subject', operator: 'present' }] }, true],
    [{ where: "FromAddress -eq 'a@b'", sort: { by: 'Size' } }, false],
    [{ query: 'from:a@b.c invoice' }, true],
    [{ query: 'Subject:x' }, true],
    [{ query: 'from:a@b.c event:FAIL kate@b.c' }, false],
    ['x', false],
    [null, false],
  ])('%j asks for it: %s', (input, asks) => {
    expect(asksForContent(input)).toBe(asks);
  });
});
