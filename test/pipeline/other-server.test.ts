import { join } from 'node:path';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { Maildir } from '../mail/maildir.js';
import { message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import { SmtpSink } from '../mail/smtp-sink.js';
import { organizationText } from '../stack/organization.js';
import { Services } from '../stack/services.js';

const relayEntry = {
  User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
  ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
};

/** MBX02 has DB02, and is the only source of the connector to everywhere. */
function twoServers(sinkPort: number): string {
  return organizationText({
    servers: [{ Name: 'MBX02', Fqdn: 'mbx02.contoso.com' }],
    mailboxes: [{ Name: 'dora', PrimarySmtpAddress: 'dora@contoso.com', Database: 'DB02' }],
    connectorSettings: { AccessControl: [relayEntry] },
    more: {
      MailboxDatabases: [
        { Name: 'DB01', Server: 'MBX01' },
        { Name: 'DB02', Server: 'MBX02' },
      ],
      SendConnectors: [
        {
          Name: 'From MBX02',
          AddressSpaces: ['*'],
          SourceTransportServers: ['MBX02'],
          DNSRoutingEnabled: false,
          SmartHosts: ['[127.0.0.1]'],
          Port: sinkPort,
        },
      ],
    },
  });
}

describe('two servers of one organization', () => {
  let sink: SmtpSink;
  let stack: Services;
  let dora: Maildir;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    stack = await Services.start({ organization: twoServers(sink.port) });
    dora = new Maildir(join(stack.site.dataDir, 'mailboxes/DB02/dora'));
  }, 60_000);
  afterAll(async () => {
    await stack.stop();
    await sink.stop();
  }, 60_000);

  const port = () => stack.site.port(25);

  it('what one accepts for a mailbox, or a connector, of the other waits for it, and gets there once it is up', async () => {
    const ledger = new Ledger();
    const [inside, outside] = [message(), message()];
    await submit(port(), inside, { to: ['dora@contoso.com', 'alice@contoso.com'] });
    await submit(port(), outside, { to: ['x@elsewhere.org', 'y@else.org'] });
    ledger.accept(inside.id, ['alice']);
    await stack.site.mailbox('alice').message(inside.id);
    expect(await dora.messages()).toEqual([]);

    await stack.startService('MBX02 mailbox-delivery');
    await stack.startService('MBX02 hub-transport');
    const stored = await dora.message(inside.id);
    expect(stored.fields('X-MS-Exchange-Organization-AuthAs')).toEqual(['Anonymous']);
    expect(stored.fields('Received')[1]).toMatch(/^from mbx01\.contoso\.com .*by mbx02\.contoso\.com/);
    await eventually(() => sink.taken.length === 1);
    expect(sink.taken[0]).toContain(outside.id);
    expect(sink.taken[0]).toMatch(
      /^MAIL FROM:<sender@example\.net>.*\r\nRCPT TO:<x@elsewhere\.org>.*\r\nRCPT TO:<y@else\.org>/,
    );
    expect(sink.taken[0]).not.toContain('X-MS-Exchange-Organization');
    await expectBalance(stack, ledger);
  }, 60_000);

  it('a hub of the other that is killed amid relayed mail loses none', async () => {
    const sent = Array.from({ length: 60 }, () => message());
    const before = (await dora.messages()).length;
    const submitted = sent.map((each) => submit(port(), each, { to: ['dora@contoso.com'] }));
    await eventually(async () => (await dora.messages()).length > before);
    await stack.kill('MBX02 hub-transport');
    // Front End gives mail to the hubs of either server, and says nothing about a message that a dead one may have.
    const outcomes = await Promise.allSettled(submitted);
    const accepted = sent.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    expect(accepted.length).toBeGreaterThan(0);
    await stack.startService('MBX02 hub-transport');
    await eventually(
      async () => {
        const found = new Set((await dora.messages()).map(({ id }) => id));
        expect(accepted.filter(({ id }) => !found.has(id)).map(({ id }) => id)).toEqual([]);
      },
      { deadlineMs: 30_000, what: 'all messages at the other server' },
    );
    await expectBalance(stack, new Ledger());
  }, 90_000);
});
