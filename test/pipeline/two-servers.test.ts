import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';
import { readTrackingFile, type TrackingRow } from '@mailyard/tracking';

import { Maildir } from '../mail/maildir.js';
import { message, type Message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { certificateIn } from '../stack/certificate.js';
import { organizationCommand } from '../stack/organization-command.js';
import { organizationText } from '../stack/organization.js';
import { ReceivingHost } from '../stack/receiving-host.js';
import { printers, sendConnector } from '../stack/relay.js';
import { Services } from '../stack/services.js';

/** dora is on MBX02, which expands `everybody`; carol keeps the journal, and every subject gets a mark. */
function organization(port: number): string {
  return organizationText({
    // What is being delivered is not redirected.
    transportSettings: { MessageRetryInterval: '00:00:05' },
    connectors: [printers],
    servers: [{ Name: 'MBX02', Fqdn: 'mbx02.contoso.com' }],
    mailboxes: [{ Name: 'dora', PrimarySmtpAddress: 'dora@contoso.com', Database: 'DB02' }],
    more: {
      MailboxDatabases: [
        { Name: 'DB01', Server: 'MBX01' },
        { Name: 'DB02', Server: 'MBX02' },
      ],
      DistributionGroups: [
        {
          Name: 'everybody',
          PrimarySmtpAddress: 'everybody@contoso.com',
          Members: ['alice', 'dora'],
          RequireSenderAuthenticationEnabled: false,
          ExpansionServer: 'MBX02',
        },
      ],
      JournalRules: [{ Name: 'all', JournalEmailAddress: 'carol@contoso.com' }],
      TransportRules: [{ Name: 'mark', PrependSubject: '[X] ' }],
      SendConnectors: [{ ...sendConnector('smart', port), SourceTransportServers: ['MBX01', 'MBX02'] }],
    },
  });
}

let refuses = true;
let host: ReceivingHost;
let stack: Services;
let dora: Maildir;

beforeAll(async () => {
  host = await ReceivingHost.start({
    says: (line) => (refuses && line.startsWith('MAIL') ? '451 4.3.0 Later\r\n' : undefined),
  });
  stack = await Services.start({ organization: organization(host.port) });
  await stack.startService('MBX02 mailbox-delivery');
  await stack.startService('MBX02 hub-transport');
  dora = new Maildir(join(stack.site.dataDir, 'mailboxes/DB02/dora'));
}, 90_000);
afterAll(async () => {
  await stack.stop();
  await host[Symbol.asyncDispose]();
}, 60_000);

/** To a hub of MBX01, as a server that has it from a stranger; Front End would take any server. */
async function send(...to: readonly string[]): Promise<Message> {
  const sent = message({
    fields: [
      'X-MS-Exchange-Organization-AuthAs: Anonymous',
      'X-MS-Exchange-Organization-OriginalClientIPAddress: 203.0.113.9',
      'X-MS-Exchange-Organization-OriginalServerIPAddress: 192.0.2.3',
    ],
  });
  const client = await greeted(stack.site.port(2525));
  await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await certificateIn(stack.site.pkiDir)) });
  await client.ehlo('mbx03.contoso.com');
  await transact(client, sent, { to });
  await client.quit();
  return sent;
}

/** The texts of the reports about a message. */
async function reportsOf(id: string): Promise<readonly string[]> {
  const kept = await stack.site.mailbox('carol').messages();
  const about = kept.map(({ octets }) => octets.toString()).filter((text) => text.includes(id));
  return about.map((text) => text.slice(text.indexOf('\r\n\r\n')));
}

const namedIn = (report: string) => report.match(/(?<=^Recipient: )\S+(?=\r|,)/gm)?.toSorted();

describe('a message that passes two servers', () => {
  it('is journaled once and ruled once, and is who it was at the first', async () => {
    const sent = await send('dora@contoso.com');
    const stored = await dora.message(sent.id);
    expect(stored.fields('Subject')).toEqual(['[X] test']);
    expect(stored.fields('X-MS-Exchange-Organization-AuthAs')).toEqual(['Anonymous']);
    expect(stored.fields('X-MS-Exchange-Organization-Processed-By-Journaling')).toEqual([]);
    const received = await rowsOf(sent.id, 'RECEIVE', 2);
    expect(received.map((row) => row.directionality)).toEqual(['Incoming', 'Incoming']);
    const original = received.map((row) => [row['original-client-ip'], row['original-server-ip']]);
    expect(original).toEqual(Array(2).fill(['203.0.113.9', '192.0.2.3']));
    // What comes after it has come: the other server would have reported it by now.
    const next = await send('dora@contoso.com');
    await dora.message(next.id);
    await eventually(async () => expect(await reportsOf(next.id)).toHaveLength(1));
    expect((await reportsOf(sent.id)).map(namedIn)).toEqual([['dora@contoso.com']]);
  }, 60_000);

  it('no stranger can say that it was', async () => {
    const fields = [
      'X-MS-Exchange-Organization-Processed-By-Journaling: Journal Agent',
      'X-MS-Exchange-Forest-RulesExecuted: mbx02.contoso.com',
      'X-MS-Exchange-Organization-OriginalClientIPAddress: 203.0.113.9',
    ];
    const forged = message({ fields });
    const client = await greeted(stack.site.port(25), { localAddress: '127.0.0.5' });
    await transact(client, forged, { to: ['dora@contoso.com'] });
    await client.quit();
    expect((await dora.message(forged.id)).fields('Subject')).toEqual(['[X] test']);
    await eventually(async () => expect(await reportsOf(forged.id)).toHaveLength(1));
    // One of each server that it passes: Front End takes any.
    const received = await rowsOf(forged.id, 'RECEIVE');
    expect(new Set(received.map((row) => row['original-client-ip']))).toEqual(new Set(['127.0.0.5']));
  }, 60_000);

  it('to a group that one of them expands: each member is reported once, and has one mark', async () => {
    const sent = await send('everybody@contoso.com', 'bob@contoso.com');
    for (const box of [dora, stack.site.mailbox('alice'), stack.site.mailbox('bob')]) {
      expect((await box.message(sent.id)).fields('Subject')).toEqual(['[X] test']);
    }
    await eventually(async () => {
      const named = (await reportsOf(sent.id)).map((report) => namedIn(report)?.join(' ') ?? '');
      expect(named.toSorted()).toEqual(['alice@contoso.com dora@contoso.com', 'bob@contoso.com']);
    });
  }, 60_000);

  it('since an administrator redirects it leaves from the other one, and one answer tells its whole way', async () => {
    const sent = await send('x@smart.example');
    const [waiting] = await rowsOf(sent.id, 'DEFER');
    const id = waiting?.['internal-message-id'] ?? '';
    const { code, output: ordered } = await organizationCommand(
      stack,
      'message',
      'redirect',
      id,
      '--to',
      'MBX02',
    );
    expect([code, ordered]).toEqual([0, expect.stringContaining('redirects 1 messages')]);
    expect(await rowsOf(sent.id, 'REDIRECT')).toMatchObject([
      { source: 'ADMIN', 'server-hostname': 'mbx02.contoso.com' },
    ]);
    refuses = false;
    const sentRows = await rowsOf(sent.id, 'SEND', 2);
    expect(sentRows.map((row) => `${row['connector-id']} of ${row['client-hostname']}`)).toEqual([
      'Intra-Organization SMTP Send Connector of mbx01.contoso.com',
      'To smart of mbx02.contoso.com',
    ]);
    // As the admin centre has it from the services.
    const imported = await organizationCommand(
      stack,
      'tracking',
      'import',
      '--server',
      'MBX01',
      ...(await logFiles()),
    );
    expect(imported).toMatchObject({ code: 0 });
    const networkId = sentRows[0]?.['network-message-id'] ?? '';
    const { output } = await organizationCommand(stack, 'tracking', 'message', networkId);
    const events = output.match(/\b(?:RECEIVE|REDIRECT|SEND)\b/g);
    expect(events?.toSorted()).toEqual(['RECEIVE', 'RECEIVE', 'REDIRECT', 'SEND', 'SEND']);
  }, 90_000);
});

/** The rows of an event about a message, once there are so many. */
async function rowsOf(id: string, event: string, times = 1): Promise<readonly TrackingRow[]> {
  let found: readonly TrackingRow[] = [];
  const enough = async (): Promise<void> => {
    found = (await trackedRows()).filter(
      (row) => row['message-id'].includes(id) && row['event-id'] === event,
    );
    expect(found.length).toBeGreaterThanOrEqual(times);
  };
  await eventually(enough, { deadlineMs: 20_000, what: `${event} of ${id}` });
  return found;
}

async function trackedRows(): Promise<readonly TrackingRow[]> {
  const rows: TrackingRow[] = [];
  for (const file of await logFiles()) {
    for await (const { row } of readTrackingFile(file)) rows.push(row);
  }
  return rows.toSorted((one, other) => one['date-time'].localeCompare(other['date-time']));
}

async function logFiles(): Promise<readonly string[]> {
  const folder = join(stack.site.dataDir, 'logs/MessageTracking');
  const names = (await readdir(folder)).filter((each) => each.endsWith('.LOG'));
  return names.map((name) => join(folder, name));
}
