import { tempDir, type TempDir } from '@mailyard/testing';

import { openTrackingStore } from '../open-tracking-store.js';
import { valueOf } from '../search/event-values.js';
import type { TrackingStore } from '../tracking-store.js';
import { appendLines } from './append-lines.js';

let dir: TempDir;
let store: TrackingStore;

beforeEach(async () => {
  dir = await tempDir();
  store = await openTrackingStore({ dir: dir.path });
});
afterEach(async () => {
  await store.close();
  await dir.remove();
});

/** As Exchange 2010 wrote it: neither network message id nor log-id, and fewer columns behind. */
const exchange2010 = [
  '\uFEFF#Software: Microsoft Exchange Server',
  '#Version: 14.0.0.0',
  '#Log-type: Message Tracking Log',
  '#Date: 2013-03-04T10:00:00.000Z',
  '#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info',
  '2013-03-04T10:00:01.123Z,10.1.1.1,fe,10.1.1.2,EX01,08CFE;2013-03-04T10:00:01.000Z;0,EX01\\Default EX01,SMTP,RECEIVE,17,<old@contoso.com>,alice@contoso.com;bob@contoso.com,,2345,2,,,"Report, ""final""",carol@fabrikam.com,carol@fabrikam.com,00A:',
  'this is no row',
  '2013-03-04T10:00:02.456Z,,EX01,,EX01,,,STOREDRIVER,DELIVER,17,<old@contoso.com>,alice@contoso.com,,2345,1,,,"Report, ""final""",carol@fabrikam.com,carol@fabrikam.com,2013-03-04T10:00:01.123Z',
  '',
].join('\r\n');

it('a log of Exchange is read by its header line, what is no row is named, and a second import adds nothing', async () => {
  const log = { texts: [exchange2010], server: 'EX01' };
  const damaged = [{ line: 7, reason: 'it has no time, no event, or an open quote' }];
  expect(await appendLines(store, log)).toEqual({ added: 2, known: 0, damaged, damagedCount: 1 });
  expect(await appendLines(store, log)).toEqual({ added: 0, known: 2, damaged, damagedCount: 1 });
  const query = { offset: 0, limit: 10, order: 'oldest first' as const };
  const found = await store.events({
    ...query,
    criteria: { recipients: ['bob@contoso.com'], messageSubject: 'final' },
  });
  expect(found.rows.map(({ values }) => valueOf(values, 'message-subject'))).toEqual(['Report, "final"']);
  // Without a network message id the Message-ID holds a message together.
  const { rows } = await store.messages({ ...query, criteria: { server: ['ex01'] } });
  expect(rows.map(({ key }) => key)).toEqual(['<old@contoso.com>']);
});

it('lines without a line of fields are no rows', async () => {
  const text = '2013-03-04T10:00:01Z,RECEIVE\r\n'.repeat(30);
  const result = await appendLines(store, { texts: [text], server: 'EX01' });
  expect(result).toMatchObject({ added: 0, damagedCount: 30 });
  expect(result.damaged).toHaveLength(20);
  expect(result.damaged[0]).toEqual({ line: 1, reason: 'no #Fields line stands before it' });
});

it.each(['1601-01-01T00:00:00Z', '+020260-01-01T00:00:00Z', 'yesterday'])(
  'a row of %s belongs nowhere',
  async (time) => {
    const text = `#Fields: date-time,event-id\r\n${time},RECEIVE\r\n`;
    expect(await appendLines(store, { texts: [text], server: 'EX01' })).toMatchObject({
      added: 0,
      damagedCount: 1,
    });
  },
);
