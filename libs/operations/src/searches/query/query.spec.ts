import { getQueues } from '../../queues/get-queues.js';
import { TestServer } from '../../spec-support/test-server.js';
import { getSearchRows } from '../get-search-rows.js';
import { searchMessages } from '../search-messages.js';
import { explainQuery } from './explain-query.js';
import { localTime } from './local-time.js';
import { completionsAt } from './query-completions.js';
import { messageFields } from './query-fields.js';
import { queryTerms } from './query-terms.js';
import { understoodQuery, type QueryList } from './understood-query.js';

const now = Date.parse('2026-11-30T12:00:00Z');
const moment = { zone: 'Europe/Berlin', now, heldByMe: ['812'] };
const understood = (text: string, list: QueryList = 'messages') => understoodQuery(text, list, moment);
const time = (text: string) => Date.parse(text);

describe('a query', () => {
  it.each([
    ['from:erp', "FromAddress -like '*erp*'"],
    ['from:erp@* -subject:"a b"', "FromAddress -like 'erp@*' -and -not (Subject -like '*a b*')"],
    ['status:retry|Suspended', "(Status -eq 'Retry' -or Status -eq 'Suspended')"],
    ['size>5MB', 'Size -gt 5242880'],
    ['size:1KB..2KB', 'Size -ge 1024 -and Size -le 2048'],
    ['-size:1KB..2KB', '-not (Size -ge 1024 -and Size -le 2048)'],
    ['age>4h', "DateReceived -lt '2026-11-30T08:00:00.000Z'"],
    ['expires<1h', "ExpirationTime -lt '2026-11-30T13:00:00.000Z'"],
    [
      'received:10:00..11:30',
      "DateReceived -ge '2026-11-30T09:00:00.000Z' -and DateReceived -le '2026-11-30T10:30:59.999Z'",
    ],
    ['retries>3 id:5111', "RetryCount -gt 3 -and InternalMessageId -eq '5111'"],
    ['msgid:<a@b> held:me', "InternetMessageId -eq '<a@b>' -and HeldBy -eq '812'"],
    ["o'neill", "Anything -like '*o''neill*'"],
    ['ip:192.0.2.1', "SourceIP -eq '192.0.2.1'"],
    ['ip:192.0.2.0/24', undefined],
    ['', ''],
  ])('%s is %s', (text, opath) => {
    const found = understood(text);
    expect([found.opath, found.ask === undefined]).toEqual([opath, false]);
  });

  it('of queues looks for a word in several properties', () => {
    expect(understood('fabrikam', 'queues')).toMatchObject({
      ask: { filter: [], where: expect.stringContaining("NextHopDomain -like '*fabrikam*' -or") as string },
    });
  });

  it.each([
    ['colour:red', 0, 10, 'there is no field colour'],
    ['from:a status:gone', 7, 18, 'gone is none of'],
    ['size>much', 0, 9, 'much is no size'],
    ['subject:"open', 0, 13, 'quotation mark'],
    ['from:', 0, 5, 'compared with nothing'],
    ['size>1MB|2MB', 0, 12, 'one value'],
    ['from>a', 0, 6, 'by : only'],
    ['age:4h', 0, 6, 'say < or >'],
    ['ip:nonsense', 0, 11, 'SourceIP'],
    ['received:25:99..', 0, 16, 'is no time'],
    ['__proto__:x constructor:y', 12, 25, 'there is no field constructor'],
  ])('%s finds nothing (acceptance 20)', (text, from, to, problem) => {
    const found = understood(text);
    expect(found.ask).toBeUndefined();
    expect(found.terms).toContainEqual(
      expect.objectContaining({ from, to, problem: expect.stringContaining(problem) as string }),
    );
  });

  it('loses no character of what was typed', () => {
    for (const text of ['a"b', '-', '|', 'a|', '"', ':x', '-:', 'from:a||b', 'ä ö"ü', '<a@b>']) {
      const seen = queryTerms(text)
        .map((term) => text.slice(term.from, term.to))
        .join('');
      expect(seen).toBe(text.replaceAll(' ', ''));
    }
  });
});

describe('a time is local', () => {
  const at = (text: string, zone: string) => {
    const range = localTime(text, { zone, now });
    return range && [new Date(range.from).toISOString(), (range.to - range.from) / 60_000];
  };
  it.each([
    ['10:00', 'Europe/Berlin', ['2026-11-30T09:00:00.000Z', 1]],
    ['today', 'Asia/Kolkata', ['2026-11-29T18:30:00.000Z', 1440]],
    ['yesterday', 'UTC', ['2026-11-29T00:00:00.000Z', 1440]],
    ['2026-07-01T10:00', 'Europe/Berlin', ['2026-07-01T08:00:00.000Z', 1]],
    // The day on which clocks are put back.
    ['2026-10-25', 'Europe/Berlin', ['2026-10-24T22:00:00.000Z', 1500]],
    ['soon', 'UTC', undefined],
    ['', 'UTC', undefined],
  ])('%s in %s', (text, zone, expected) => expect(at(text, zone)).toEqual(expected));
  it('unless it has a zone of its own', () =>
    expect(localTime('2026-11-30T10:00:00Z', moment)?.from).toBe(time('2026-11-30T10:00:00Z')));
});

describe('what may be written at the caret', () => {
  const known = { fields: messageFields, values: { queue: [String.raw`MBX01\a b`] } };
  it.each([
    ['re', 2, ['received:', 'retries:']],
    ['from:a st', 9, ['status:']],
    ['status:retry|su', 15, ['Suspended', 'PendingSuspend']],
    ['queue:mb', 8, [String.raw`"MBX01\a b"`]],
    ['size>5', 6, []],
  ])('%s', (text, caret, expected) => {
    expect(completionsAt(text, caret, known).items.map((item) => item.text)).toEqual(expected);
  });
});

describe('a query over what waits', () => {
  let server: TestServer;
  beforeAll(async () => (server = await TestServer.start()), 30_000);
  afterAll(() => server.stop());

  it('finds what it says', async () => {
    for (const from of ['erp', 'bob']) await server.queued({ from, subject: `of ${from}` });
    const explain = (list: QueryList, text: string) => server.order(explainQuery, { list, text, caret: 0 });
    const found = async (text: string) => {
      const { ask } = await explain('messages', text);
      const { search } = await server.order(searchMessages, { ...ask });
      return (await server.order(getSearchRows, { search })).rows.map(({ subject }) => subject);
    };
    expect(await found('from:erp queue:DB01')).toEqual(['of erp']);
    expect(await found('-from:erp ip:192.0.2.0/24 domain:contoso.com')).toEqual(['of bob']);
    expect(await found('"of b"')).toEqual(['of bob']);
    expect(await found('held:me')).toEqual([]);
    expect(await found('-size:1MB..2MB age<1h')).toEqual(['of erp', 'of bob']);
    const queues = async (text: string) => {
      const { ask } = await explain('queues', text);
      return (await server.order(getQueues, { ...ask })).rows.map(({ identity }) => identity);
    };
    expect(await queues('db01 count>1')).toEqual([String.raw`MBX01\DB01`]);
    expect(await queues('-db01 type:SmtpDeliveryToMailbox')).toEqual([]);
  });
});
