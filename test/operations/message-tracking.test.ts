import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';
import { readTrackingFile, type TrackingField, type TrackingRow } from '@mailyard/tracking';
import { stringify } from 'yaml';

import { message } from '../mail/message.js';
import { greeted, submit, transact } from '../mail/send.js';
import { certificateIn } from '../stack/certificate.js';
import { organizationCommand } from '../stack/organization-command.js';
import { organizationText } from '../stack/organization.js';
import { ReceivingHost } from '../stack/receiving-host.js';
import { printers, sendConnector } from '../stack/relay.js';
import { Services } from '../stack/services.js';

const gone = 'gone@smart.example';
const busy = 'busy@smart.example';
const noSuchUser = '550 5.1.1 No such user in this house';
const busyReply = '450 4.2.1 The mailbox is busy';

let host: ReceivingHost;
let stack: Services;
/** How often the busy recipient was asked for. */
let asked = 0;

beforeAll(async () => {
  host = await ReceivingHost.start({
    says: (line) => {
      if (line.startsWith(`RCPT TO:<${gone}>`)) return `${noSuchUser}\r\n`;
      if (!line.startsWith(`RCPT TO:<${busy}>`)) return undefined;
      asked += 1;
      return asked === 1 ? `${busyReply}\r\n` : undefined;
    },
  });
  const organization = organizationText({
    connectors: [printers],
    mailboxes: [
      { Name: 'robert', PrimarySmtpAddress: 'robert@contoso.com', EmailAddresses: ['bobby@contoso.com'] },
    ],
    transportSettings: { MessageRetryInterval: '00:00:01' },
    more: { SendConnectors: [sendConnector('smart', host.port), sendConnector('dead', 1)] },
  });
  stack = await Services.start({ organization });
}, 60_000);
afterAll(async () => {
  await stack.stop();
  await host[Symbol.asyncDispose]();
}, 60_000);

async function send(from: string, ...to: readonly string[]): Promise<string> {
  const sent = message({ from });
  await submit(stack.site.port(25), sent, { from, to });
  return sent.id;
}

/** As another server of the organization, which Front End's look-up of recipients does not stop. */
async function sendAsServer(from: string, ...to: readonly string[]): Promise<string> {
  const client = await greeted(stack.site.port(2525));
  await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await certificateIn(stack.site.pkiDir)) });
  await client.ehlo('mbx02.contoso.com');
  const sent = message({ from });
  await transact(client, sent, { from, to });
  await client.quit();
  return sent.id;
}

/** Every row of every service, in the order of time. */
async function allRows(folder: string): Promise<readonly TrackingRow[]> {
  const rows: TrackingRow[] = [];
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.LOG'))) {
    for await (const { row } of readTrackingFile(join(folder, name))) rows.push(row);
  }
  return rows.sort((a, b) => a['date-time'].localeCompare(b['date-time']));
}

/** The way of a message: of all its copies, and of the DSNs about it. */
async function wayOf(
  id: string,
  folder = join(stack.site.dataDir, 'logs/MessageTracking'),
): Promise<readonly TrackingRow[]> {
  const rows = await allRows(folder);
  const own = rows.filter((row) => row['message-id'].includes(id));
  const dsns = new Set(own.filter((row) => row['event-id'] === 'DSN').map(({ reference }) => reference));
  return rows.filter((row) => own.includes(row) || dsns.has(row['message-id']));
}

/** Once these have happened, in whatever order; then in the order of time. */
async function way(id: string, events: readonly string[]): Promise<readonly TrackingRow[]> {
  let rows: readonly TrackingRow[] = [];
  const complete = async (): Promise<void> => {
    rows = await wayOf(id);
    expect(rows.map((row) => row['event-id']).sort()).toEqual([...events].sort());
  };
  await eventually(complete, { deadlineMs: 20_000, what: `the way of ${id}` });
  return rows;
}

async function wayWith(id: string, event: string, folder?: string): Promise<readonly TrackingRow[]> {
  const found = async () => ofEvent(await wayOf(id, folder), event).length > 0;
  await eventually(found, { deadlineMs: 20_000, what: `${event} of ${id}` });
  return wayOf(id, folder);
}

async function setServer(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const file = join(stack.site.scratchDir, 'server.yaml');
  await writeFile(file, stringify({ Servers: [{ Name: 'MBX01', ...settings }] }));
  const { code, output } = await organizationCommand(stack, 'apply', file);
  if (code !== 0) throw new Error(output);
}

function chain(rows: readonly TrackingRow[]): readonly string[] {
  return rows.map((row) => `${row['event-id']}(${row.source}) ${row['recipient-address']}`);
}

function ofEvent(rows: readonly TrackingRow[], event: string): readonly TrackingRow[] {
  return rows.filter((row) => row['event-id'] === event);
}

function column(rows: readonly TrackingRow[], field: TrackingField): readonly string[] {
  return rows.map((row) => row[field]);
}

it('Internet to mailbox: one network message id over hub and Mailbox Delivery, and who the client was', async () => {
  const id = await send('sales@fabrikam.com', 'bob@contoso.com');
  const rows = await way(id, ['RECEIVE', 'SEND', 'DELIVER']);
  const [received, sent, delivered] = ['RECEIVE', 'SEND', 'DELIVER'].map((event) => ofEvent(rows, event)[0]);
  expect([...chain(rows)].sort()).toEqual([
    'DELIVER(STOREDRIVER) bob@contoso.com',
    'RECEIVE(SMTP) bob@contoso.com',
    'SEND(SMTP) bob@contoso.com',
  ]);
  expect(new Set(column(rows, 'network-message-id')).size).toBe(1);
  expect(received).toMatchObject({
    'connector-id': String.raw`MBX01\Default MBX01`,
    'original-client-ip': '127.0.0.1',
    'recipient-status': '250 2.1.5 Recipient OK',
    'return-path': 'sales@fabrikam.com',
    directionality: 'Incoming',
    'custom-data': expect.stringMatching(/^S:DeliveryPriority=Normal;S:ProxyHop1=[\w.-]+\(127\.0\.0\.1\)$/),
    'source-context': expect.stringMatching(/^[0-9A-F]{16};\d{4}-\d\d-\d\dT[\d:.]+Z;\d+$/),
  });
  expect(sent).toMatchObject({
    'connector-id': 'Intra-Organization SMTP Send Connector',
    'internal-message-id': received?.['internal-message-id'],
    'source-context': expect.stringMatching(/^250 2\.0\.0 OK </),
  });
  expect(delivered?.['message-info']).toBe(sent?.['message-info']);
});

it('a proxy address is resolved, and a group expanded', async () => {
  const id = await send('sales@fabrikam.com', 'team@contoso.com', 'bobby@contoso.com');
  // Members have a copy of their own, which asks for no out-of-office replies (SendOofMessageToOriginatorEnabled).
  const copies = ['SEND', 'DELIVER', 'SEND', 'DELIVER'];
  const rows = await way(id, ['RECEIVE', 'RESOLVE', 'EXPAND', ...copies]);
  expect(ofEvent(rows, 'RESOLVE')).toMatchObject([
    {
      source: 'ROUTING',
      'recipient-address': 'robert@contoso.com',
      'related-recipient-address': 'bobby@contoso.com',
    },
  ]);
  expect(ofEvent(rows, 'EXPAND')).toMatchObject([
    {
      source: 'ROUTING',
      'recipient-address': 'alice@contoso.com;bob@contoso.com',
      'related-recipient-address': 'team@contoso.com',
    },
  ]);
});

it('unknown recipient: RECEIVE, FAIL, DSN, and the way of the DSN, each naming the other', async () => {
  const id = await sendAsServer('alice@contoso.com', 'nobody@contoso.com', 'bob@contoso.com');
  const rows = await way(id, ['RECEIVE', 'FAIL', 'DSN', 'SEND', 'DELIVER', 'RECEIVE', 'SEND', 'DELIVER']);
  const [, failed] = rows;
  expect(chain(rows).slice(0, 4)).toEqual([
    'RECEIVE(SMTP) nobody@contoso.com;bob@contoso.com',
    'FAIL(ROUTING) nobody@contoso.com',
    'DSN(DSN) nobody@contoso.com',
    'RECEIVE(DSN) alice@contoso.com',
  ]);
  expect(failed?.['recipient-status']).toMatch(/^550 5\.1\.10 RESOLVER\.ADR\.RecipientNotFound/);
  const dsn = rows.filter((row) => row['message-id'] === rows[2]?.reference);
  expect(dsn.map((row) => row['event-id']).sort()).toEqual(['DELIVER', 'RECEIVE', 'SEND']);
  expect(dsn.find((row) => row['event-id'] === 'RECEIVE')?.reference).toContain(id);
  expect(failed?.reference).toBe(dsn.find((row) => row['event-id'] === 'RECEIVE')?.['internal-message-id']);
});

it('a smart host that refuses one, and puts another off at first: FAIL and DEFER in its words, then SEND', async () => {
  const id = await send('alice@contoso.com', gone, busy, 'one@smart.example');
  const ofDsn = ['RECEIVE', 'SEND', 'DELIVER'];
  const rows = await way(id, ['RECEIVE', 'SEND', 'DEFER', 'FAIL', 'DSN', 'SEND', ...ofDsn]);
  const own = rows.filter((row) => row['message-id'].includes(id));
  expect(ofEvent(own, 'DEFER')).toMatchObject([
    { source: 'SMTP', 'recipient-address': busy, 'recipient-status': busyReply, 'connector-id': 'To smart' },
  ]);
  expect(ofEvent(own, 'FAIL')).toMatchObject([
    { source: 'SMTP', 'recipient-address': gone, 'recipient-status': noSuchUser },
  ]);
  expect(ofEvent(own, 'SEND')).toMatchObject([
    { 'recipient-address': 'one@smart.example', 'connector-id': 'To smart', 'server-ip': '127.0.0.1' },
    { 'recipient-address': busy, 'source-context': expect.stringMatching(/^250 /) },
  ]);
});

it('a message that an administrator removes: DEFER while it waits, FAIL (ADMIN), DSN', async () => {
  const id = await send('alice@contoso.com', 'x@dead.example');
  const [deferred] = ofEvent(await wayWith(id, 'DEFER'), 'DEFER');
  expect(deferred).toMatchObject({ source: 'SMTP', 'connector-id': 'To dead' });
  expect(deferred?.['recipient-status']).toContain('ECONNREFUSED');
  const internalId = deferred?.['internal-message-id'] ?? '';
  const { code, output } = await organizationCommand(stack, 'message', 'remove', internalId);
  expect([code, output]).toEqual([0, expect.anything()]);
  const rows = await wayWith(id, 'DSN');
  expect(ofEvent(rows, 'FAIL')).toMatchObject([
    {
      source: 'ADMIN',
      'recipient-address': 'x@dead.example',
      'network-message-id': deferred?.['network-message-id'],
    },
  ]);
});

it('the parameters of the server act live: another folder, no subjects, nothing at all', async () => {
  const folder = join(stack.site.scratchDir, 'tracking');
  await setServer({ MessageTrackingLogPath: folder, MessageTrackingLogSubjectLoggingEnabled: false });
  const moved = await send('sales@fabrikam.com', 'bob@contoso.com');
  const [received] = ofEvent(await wayWith(moved, 'DELIVER', folder), 'RECEIVE');
  expect(received?.['message-subject']).toBe('');
  await setServer({ MessageTrackingLogEnabled: false });
  const untold = await send('sales@fabrikam.com', 'bob@contoso.com');
  await setServer({ MessageTrackingLogEnabled: true });
  const told = await send('sales@fabrikam.com', 'bob@contoso.com');
  await wayWith(told, 'DELIVER', folder);
  expect(await wayOf(untold, folder)).toEqual([]);
});

it('Front End writes none', async () => {
  const all = await readdir(join(stack.site.dataDir, 'logs/MessageTracking'));
  const names = all.filter((name) => name.endsWith('.LOG'));
  expect(new Set(names.map((name) => name.replace(/\d.*/, '')))).toEqual(new Set(['MSGTRK', 'MSGTRKMD']));
});
