import type { Caller } from '../caller.js';
import { OperationError, OperationInputError, OperationRightError } from '../operation.js';
import type { Right } from '../rights/right.js';
import { TestServer } from '../spec-support/test-server.js';
import { getMessageTrackingLog } from './get-message-tracking-log.js';
import { getMessageTrackingReport } from './get-message-tracking-report.js';
import { getTopTalker } from './get-top-talker.js';
import { importMessageTrackingLog } from './import-message-tracking-log.js';
import { searchMessageTrackingReport } from './search-message-tracking-report.js';

const fields =
  'date-time,client-ip,connector-id,source,event-id,message-id,network-message-id,recipient-address,recipient-status,recipient-count,message-subject,sender-address,log-id';
const original = '6ad0f5b6-7f0b-4a9e-8c53-1f0a2b9b7f11';
const text = [
  `#Fields: ${fields}`,
  `2026-10-01T08:00:00.000Z,192.0.2.1,MBX01\\Default MBX01,SMTP,RECEIVE,<1@x>,${original},a@contoso.com;b@contoso.com,,2,Invoice,erp@contoso.com,00000000-0000-4000-8000-000000000001`,
  `2026-10-01T08:00:01.000Z,,,ROUTING,FAIL,<1@x>,${original},b@contoso.com,550 5.1.10 unknown,1,Invoice,erp@contoso.com,00000000-0000-4000-8000-000000000002`,
  '',
].join('\r\n');

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.order(importMessageTrackingLog, { text, file: 'MSGTRK2026100108-1.LOG', server: 'MBX01' });
}, 60_000);
afterAll(() => server.stop());

it('Get-MessageTrackingLog answers with the names of Exchange', async () => {
  const found = await server.order(getMessageTrackingLog, {
    recipients: ['B@contoso.com'],
    eventId: ['FAIL'],
    start: '2026-10-01T10:00:00+02:00',
    messageId: '1@x',
  });
  expect(found).toMatchObject({ total: 1, totalIsExact: true });
  expect(found.rows).toMatchObject([
    {
      Timestamp: '2026-10-01T08:00:01.000Z',
      ServerLog: 'MBX01',
      EventId: 'FAIL',
      Recipients: ['b@contoso.com'],
      RecipientStatus: ['550 5.1.10 unknown'],
      Sender: 'erp@contoso.com',
      NetworkMessageId: original,
    },
  ]);
});

describe('a search in words', () => {
  const found = async (query: string, more: object = {}) =>
    (await server.order(searchMessageTrackingReport, { query, ...more })).rows.map(({ key }) => key);

  it.each([
    'from:erp@contoso.com',
    'to:b@contoso.com|z@contoso.com',
    'event:fail source:routing',
    'server:MBX01 connector:"MBX01\\Default MBX01" ip:192.0.2.0/24',
    `netid:${original}`,
    'msgid:1@x received:2026-10-01',
    'received:2026-10-01T10:00..2026-10-01T10:01',
    'a@contoso.com invoice',
  ])('%s', async (query) => {
    expect(await found(query, { zone: 'Europe/Berlin' })).toEqual([original]);
  });

  it.each(['event:DELIVER', 'server:MBX09', 'received:<2026-10-01', 'subject:invoice bill'])(
    '%s finds nothing',
    async (query) => expect(await found(query.replace(':<', '<'))).toEqual([]),
  );

  it.each([
    ['frm:x', 'frm:x: there is no field frm'],
    ['-from:a@b.c', '-from:a@b.c: tracking is not searched for what is not so'],
    ['from:a@b.c from:d@e.f', 'from:d@e.f: it is said twice'],
    ['from:a@b.c|d@e.f', 'it is compared with one value'],
    ['received:soon', 'soon is no time'],
    ['event>FAIL', 'it is compared by : only'],
    ['subject:"open', 'is not closed'],
    ['to:', 'to:: '],
  ])('%s is refused and finds nothing: %s (acceptance 20)', async (query, reason) => {
    const refused = found(query);
    await expect(refused).rejects.toBeInstanceOf(OperationInputError);
    await expect(refused).rejects.toThrow(reason);
  });

  it('what is said in words and beside them is refused, and of two times the nearer one holds', async () => {
    await expect(found('from:a@b.c', { sender: 'a@b.c' })).rejects.toThrow(
      'sender is said in the query, and beside it',
    );
    expect(await found('received:2026-10-01', { end: 0 })).toEqual([]);
  });
});

it('Search-MessageTrackingReport has a message once, with the state of each recipient', async () => {
  const { rows } = await server.order(searchMessageTrackingReport, { messageSubject: 'invoice' });
  expect(rows).toMatchObject([
    {
      key: original,
      recipients: [
        { address: 'a@contoso.com', state: 'Pending' },
        { address: 'b@contoso.com', state: 'Failed', status: '550 5.1.10 unknown' },
      ],
    },
  ]);
});

it('Get-MessageTrackingReport finds a message by either id, and says when there is none', async () => {
  for (const identity of [original.toUpperCase(), '<1@x>']) {
    const { events } = await server.order(getMessageTrackingReport, { identity });
    expect(events.map(({ EventId }) => EventId)).toEqual(['RECEIVE', 'FAIL']);
  }
  await expect(server.order(getMessageTrackingReport, { identity: '<2@x>' })).rejects.toThrow(
    new OperationError('no event of the message <2@x> is stored'),
  );
});

it.each([
  [{ clientAddress: 'somewhere' }, 'somewhere is no address, range or network'],
  [{ resultSet: 'x' }, 'the result set is not one of this store'],
  [{ resultSize: 10_001 }, 'resultSize'],
])('what cannot be looked for is refused with the reason: %j', async (input, reason) => {
  const asked = server.order(getMessageTrackingLog, input);
  await expect(asked).rejects.toThrow(OperationInputError);
  await expect(asked).rejects.toThrow(reason);
});

it('who writes to whom is not for everybody', async () => {
  const operator: Caller = {
    name: 'otto',
    client: '192.0.2.7',
    rights: new Set<Right>(['Transport Queues']),
  };
  const orders = [
    server.order(getMessageTrackingLog, {}, operator),
    server.order(searchMessageTrackingReport, {}, operator),
    server.order(importMessageTrackingLog, {}, operator),
  ];
  const outcomes = await Promise.allSettled(orders);
  expect(
    outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof OperationRightError),
  ).toEqual([true, true, true]);
});

it('what is still on its way is told, where it could be found', async () => {
  const since = Date.now() - 60_000;
  const before = new Date(since - 1).toISOString();
  expect(await server.order(getMessageTrackingLog, {})).not.toHaveProperty('waitingSince');
  await server.trackingWaits(since);
  expect(await server.order(getMessageTrackingLog, {})).toMatchObject({ waitingSince: since });
  expect(await server.order(getMessageTrackingLog, { end: before })).not.toHaveProperty('waitingSince');
  expect(await server.order(searchMessageTrackingReport, {})).toMatchObject({ waitingSince: since });
  expect(await server.order(getMessageTrackingReport, { identity: original })).toMatchObject({
    waitingSince: since,
  });
  await expect(server.order(getMessageTrackingReport, { identity: 'x' })).rejects.toThrow(
    `events since ${new Date(since).toISOString()} may be missing`,
  );
});

it('Get-TopTalker counts what was of the last minutes, errors without what is of one message', async () => {
  const at = new Date(Date.now() - 60_000).toISOString();
  const row = (event: string, recipient: string, { status = '', number = 0 } = {}) =>
    `${at},192.0.2.1,c,SMTP,${event},<9@x>,${original},${recipient},${status},1,s,erp@contoso.com,00000000-0000-4000-8000-00000000010${number}`;
  const lines = [
    `#Fields: ${fields}`,
    row('RECEIVE', 'a@contoso.com', { number: 1 }),
    row('SEND', 'a@Fabrikam.com', { number: 2 }),
    row('DEFER', 'a@fabrikam.com', {
      status: '451 4.7.1 <a@fabrikam.com> later 08D0000000000001',
      number: 3,
    }),
    row('DEFER', 'b@fabrikam.com', {
      status: '451 4.7.1 <b@fabrikam.com> later 08D0000000000002',
      number: 4,
    }),
    '',
  ];
  await server.order(importMessageTrackingLog, { text: lines.join('\r\n'), file: 'top', server: 'MBX01' });
  expect(await server.order(getTopTalker, { minutes: 10 })).toMatchObject({
    senders: [{ value: 'erp@contoso.com', events: 1 }],
    destinations: [{ value: 'fabrikam.com', events: 1 }],
    errors: [{ value: '451 4.7.1 … later …', events: 2 }],
    isComplete: true,
  });
});
