import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DnsZone, eventually, freePort } from '@mailyard/testing';
import { stringify } from 'yaml';

import { message } from '../mail/message.js';
import { greeted, submit, transact } from '../mail/send.js';
import { importCertificate, startEdge } from '../stack/edge.js';
import { Launched } from '../stack/launched.js';
import { organizationText } from '../stack/organization.js';
import { organizationCommand } from '../stack/organization-command.js';
import { printedFragment } from '../stack/printed-fragment.js';
import { ReceivingHost, type ReceivedMessage } from '../stack/receiving-host.js';
import { demoPassword } from '../stack/site.js';

const env = {
  MAILYARD_SMARTHOST_PASSWORD: 'account-at-the-edge',
  MAILYARD_INSIDE_PASSWORD: 'account-inside',
};
const page = 'docs/sending.md';
/** Instead of the network adapters of the Edge server, and of the Mailbox server. */
const [outer, inner, mailboxServer] = ['127.0.0.1', '127.0.0.2', '127.0.0.1'];
const stranger = 'someone@example.com';

interface Ports {
  readonly dns: string;
  readonly internet: number;
}

/** Steps 1 to 4, and the account for the organization, as they are printed, with addresses and times of the test. */
async function edgeText({ dns, internet }: Ports): Promise<string> {
  const printed = (await printedFragment(page, 'To Internal Org'))
    .replace('10.1.1.1:25', `${outer}:25\n    TarpitInterval: 0`)
    .replace('10.1.1.2:25', `${inner}:25\n    TarpitInterval: 0`)
    .replace('192.168.5.10', mailboxServer)
    .replace('Name: To Internet\n', `Name: To Internet\n    Port: ${internet}\n`);
  const Servers = [{ Name: 'EDGE01', Fqdn: 'edge01.contoso.com', InternalDNSServers: dns }];
  const TransportSettings = {
    QueueGlitchRetryInterval: 300,
    TransientFailureRetryInterval: 300,
    OutboundConnectionFailureRetryInterval: 300,
  };
  return printed + stringify({ Servers, TransportSettings });
}

// The organization, and an Edge in its perimeter network; they share nothing. No subscription has made them known to each other:
// each signs in at the other with an account of its own, over TLS whose certificate somebody has imported.
describe('an Edge server without subscription', () => {
  let dns: DnsZone;
  let outside: ReceivingHost;
  let edge: Launched;
  let inside: Launched;

  beforeAll(async () => {
    const port = await freePort();
    dns = await DnsZone.start({
      'edge01.contoso.com': { A: [inner] },
      'mbx01.contoso.com': { A: ['127.0.0.1'] },
      'example.com': { MX: [[10, 'mx.example.com']] },
      'mx.example.com': { A: ['127.0.1.1'] },
    });
    outside = await ReceivingHost.start({ address: '127.0.1.1', port });
    const dnsServer = `${dns.server.address}:${dns.server.port}`;
    edge = await startEdge({ organization: await edgeText({ dns: dnsServer, internet: port }), env });
    const account = { Login: 'edge01@contoso.com', PasswordVariable: 'MAILYARD_INSIDE_PASSWORD' };
    const organization = organizationText({
      serverSettings: { InternalDNSServers: dnsServer },
      credentials: [{ ...account, MemberOf: 'Exchange Servers' }],
    });
    inside = await Launched.start({ organization, env });
  }, 120_000);
  afterAll(async () => {
    await inside.stop();
    await edge.stop();
    await outside[Symbol.asyncDispose]();
    await dns[Symbol.asyncDispose]();
  }, 120_000);

  async function apply(stack: Launched, text: string): Promise<void> {
    const file = join(stack.site.scratchDir, 'step.yaml');
    await writeFile(file, text);
    const { code, output } = await organizationCommand(stack, 'apply', file);
    if (code !== 0) throw new Error(output);
  }

  /** From Alice, who signs in on 587. */
  async function aliceSends(): Promise<string> {
    const client = await greeted(inside.site.port(587));
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    const response = Buffer.from(`\0alice@contoso.com\0${demoPassword}`).toString('base64');
    await client.command(`AUTH PLAIN ${response}`, /^235 /);
    const sent = message({ from: 'alice@contoso.com', to: stranger });
    const { code } = await transact(client, sent, { from: 'alice@contoso.com', to: [stranger] });
    expect(code).toBe(250);
    await client.quit();
    return sent.id;
  }

  const arrived = (id: string): readonly ReceivedMessage[] =>
    outside.messages.filter(({ content }) => content.includes(id));

  async function expectWait(stack: Launched, lastError: RegExp): Promise<void> {
    await eventually(
      async () => {
        const { output } = await organizationCommand(stack, 'queue', 'list', '--json');
        expect(output).toMatch(lastError);
      },
      { deadlineMs: 20_000, what: `a queue to wait with ${lastError}` },
    );
  }

  it('step 3: who comes from the Internet reaches the organization and nobody else', async () => {
    const client = await greeted(edge.site.port(25), { host: outer });
    await client.command(`MAIL FROM:<${stranger}>`, /^250 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
    await client.command('RCPT TO:<someone@example.net>', /^550 5\.7\.54 /);
  });

  it('step 4: on the inner side somebody has to sign in, and can inside TLS only', async () => {
    const client = await greeted(edge.site.port(25), { host: inner });
    expect((await client.ehlo()).has('AUTH')).toBe(false);
    await client.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await client.upgradeTls({ command: 'STARTTLS' });
    expect((await client.ehlo()).has('AUTH')).toBe(true);
    await client.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
  });

  it('step 5: mail goes to the Edge server, and waits while its self-signed certificate is not known', async () => {
    const fragment = await printedFragment(page, 'To Edge');
    await apply(inside, `${fragment}    Port: ${edge.site.port(25)}\n`);
    const id = await aliceSends();
    await expectWait(inside, /certificate of edge01\.contoso\.com is not accepted: it is self-signed/);
    expect(arrived(id)).toEqual([]);
  });

  it('neither the password nor what it is sealed in is shown', async () => {
    const exported = await organizationCommand(inside, 'export');
    expect(exported).toMatchObject({
      code: 0,
      output: expect.stringContaining('EDGE01\\mailyard') as string,
    });
    expect(exported.output).not.toMatch(/account-at-the-edge|v1\./);
    const stored = JSON.stringify(await inside.redis.hvals('{mailyard}:directory:objects'));
    expect(stored).toMatch(/SealedPassword.{5}v1\./);
    expect(stored).not.toContain('account-at-the-edge');
  });

  it('once it is imported the mail leaves by the Edge server, without what is internal', async () => {
    await importCertificate(edge, inside);
    await importCertificate(inside, edge);
    const id = await aliceSends();
    await eventually(() => arrived(id).length > 0, { deadlineMs: 40_000, what: 'Alice’s mail outside' });
    expect(outside.messages).toHaveLength(2);
    for (const { sender, recipients, content } of outside.messages) {
      expect({ sender, recipients }).toEqual({ sender: 'alice@contoso.com', recipients: [stranger] });
      expect(content).not.toMatch(/^X-MS-Exchange-Organization-/im);
      expect(content.replaceAll(/\r\n\s+/g, ' ')).toMatch(
        /^Received: from mbx01\.contoso\.com \(127\.0\.0\.1\) by edge01\.contoso\.com .*\(version=TLS1_3, /m,
      );
    }
  }, 60_000);

  it('step 2: mail from the Internet comes in through the Edge server, once', async () => {
    const SendConnectors = [{ Name: 'To Internal Org', Port: inside.site.port(25) }];
    await apply(edge, stringify({ SendConnectors }));
    const sent = message({ from: stranger, fields: ['X-MS-Exchange-Organization-SCL: -1'] });
    await submit(edge.site.port(25), sent, { from: stranger });
    const stored = await inside.site.mailbox('alice').message(sent.id, 40_000);
    expect(stored.fields('Return-Path')).toEqual([`<${stranger}>`]);
    expect(stored.fields('Received').join('\n')).toMatch(
      /from edge01\.contoso\.com \(127\.0\.0\.1\) by mbx01\.contoso\.com \(127\.0\.0\.1\) .*\(version=TLS1_3, /,
    );
    // The Edge has seen a stranger and says so; its account, a member of Exchange Servers, would be Internal.
    expect(stored.fields('X-MS-Exchange-Organization-AuthAs')).toEqual(['Anonymous']);
    expect(stored.fields('X-MS-Exchange-Organization-AuthSource')).toEqual(['edge01.contoso.com']);
    expect(stored.fields('X-MS-Exchange-Organization-SCL')).toEqual([]);
  }, 60_000);

  it('whom the organization does not know hears nothing: the Edge tells the sender, by its own name', async () => {
    const before = outside.messages.length;
    const sent = message({ from: stranger });
    await submit(edge.site.port(25), sent, { from: stranger, to: ['nobody@contoso.com'] });
    await eventually(() => outside.messages.length > before, { deadlineMs: 20_000, what: 'an NDR outside' });
    const [report] = outside.messages.slice(before);
    expect(report).toMatchObject({ sender: '', recipients: [stranger] });
    expect(report?.content).toMatch(/^From: .*postmaster@edge01\.contoso\.com/m);
    expect(report?.content).toMatch(/^Status: 5\.1\.10\r?$/m);
    expect(report?.content).not.toMatch(/^X-MS-Exchange-Organization-/im);
  }, 60_000);
});
