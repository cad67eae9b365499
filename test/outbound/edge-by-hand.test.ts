import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DnsZone, eventually, freePort } from '@mailyard/testing';
import { stringify } from 'yaml';

import { message } from '../mail/message.js';
import { greeted, submit, transact } from '../mail/send.js';
import { printed } from '../management/printed-commands.js';
import { importCertificate, startEdge } from '../stack/edge.js';
import { Launched } from '../stack/launched.js';
import { shellCommand, ShellTerminal } from '../stack/management-shell.js';
import { organizationText } from '../stack/organization.js';
import { printedPowerShell } from '../stack/printed-powershell.js';
import { ReceivingHost, type ReceivedMessage } from '../stack/receiving-host.js';
import { demoPassword } from '../stack/site.js';

const page = 'docs/edge.md';
const stranger = 'someone@example.com';
const relay = [String.raw`EDGE01\relay`, 'account-at-the-edge'] as const;
const account = ['edge01@contoso.com', 'account-inside'] as const;
/** In place of 10.1.1.1, 10.1.1.2 and 192.168.5.10. */
const [outer, inner, mailboxServer] = ['127.0.0.1', '127.0.0.2', '127.0.0.1'];
const shortRetries = {
  QueueGlitchRetryInterval: 300,
  TransientFailureRetryInterval: 300,
  OutboundConnectionFailureRetryInterval: 300,
};

// docs/edge.md, line by line, at two systems that know nothing of each other before; only addresses and ports are the test's.
describe('an Edge by hand, as docs/edge.md has it', () => {
  let dns: DnsZone;
  let outside: ReceivingHost;
  let edge: Launched;
  let inside: Launched;

  beforeAll(async () => {
    dns = await DnsZone.start({
      'edge01.contoso.com': { A: [inner] },
      'mbx01.contoso.com': { A: ['127.0.0.1'] },
      'example.com': { MX: [[10, 'mx.example.com']] },
      'mx.example.com': { A: ['127.0.1.1'] },
    });
    outside = await ReceivingHost.start({ address: '127.0.1.1', port: await freePort() });
    const InternalDNSServers = `${dns.server.address}:${dns.server.port}`;
    const Servers = [{ Name: 'EDGE01', Fqdn: 'edge01.contoso.com', InternalDNSServers }];
    edge = await startEdge({ organization: stringify({ Servers, TransportSettings: shortRetries }) });
    inside = await Launched.start({
      organization: organizationText({ serverSettings: { InternalDNSServers } }),
    });
  }, 120_000);
  afterAll(async () => {
    await inside.stop();
    await edge.stop();
    await outside[Symbol.asyncDispose]();
    await dns[Symbol.asyncDispose]();
  }, 120_000);

  /** Types each line; a login that is asked for is that of the connector, or of the account. */
  async function type(
    stack: Launched,
    lines: readonly string[],
    login: readonly [string, string],
  ): Promise<string> {
    const terminal = await ShellTerminal.open(stack.site);
    let shown = '';
    for (const line of lines) {
      const asks = line.includes('Get-Credential');
      shown += await terminal.type(`${line}\r`, asks ? /User: $/ : /PS> $/);
      if (!asks) continue;
      const [name, password] = line.startsWith('New-SmtpCredential') ? [login[0], login[1]] : others(login);
      await terminal.type(`${name}\r`, /Password for user .*: $/);
      shown += await terminal.type(`${password}\r`, /PS> $/);
    }
    await terminal.close();
    return shown;
  }

  const others = (login: readonly [string, string]) => (login === relay ? account : relay);

  async function run(stack: Launched, command: string): Promise<string> {
    const { code, output, errors } = await shellCommand(stack.site, ['-NonInteractive', '-Command', command]);
    expect([code, errors.replaceAll(/^WARNING.*$/gm, '').trim()]).toEqual([0, '']);
    return output;
  }

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

  const outsideGets = (isMeant: (message: ReceivedMessage) => boolean): Promise<ReceivedMessage> =>
    eventually(
      () => {
        const found = outside.messages.find(isMeant);
        if (found === undefined) throw new Error(`there are ${outside.messages.length} others`);
        return found;
      },
      { deadlineMs: 40_000, what: 'a message outside' },
    );

  const compared = async () => {
    await run(inside, `${(await printedPowerShell(page, 'Is anything missing\\?'))[0]}`);
    await copyFile(join(inside.site.scratchDir, 'mbx01.json'), join(edge.site.scratchDir, 'mbx01.json'));
    return await run(edge, `${(await printedPowerShell(page, 'Is anything missing\\?'))[1]}`);
  };

  it('H1: a fresh Edge has the one Receive connector of its setup, and no Send connector', async () => {
    const shown = await run(
      edge,
      'Get-ReceiveConnector | fl Name,Bindings,PermissionGroups,MessageRateLimit; Get-SendConnector',
    );
    expect(shown.trim()).toMatch(
      /^Name +: Default internal receive connector EDGE01\s+Bindings +: \{0\.0\.0\.0:25\}\s+PermissionGroups +: AnonymousUsers, ExchangeServers, Partners\s+MessageRateLimit +: 600$/,
    );
  });

  it('the lines for the Edge, and those for the organization', async () => {
    const atEdge = await type(edge, await printedPowerShell(page, 'At the Edge'), relay);
    expect(atEdge).toMatch(
      /To Internet +\{SMTP:\*;1\}[^]*To Internal Org +\{SMTP:--;1\}[^]*From Internal Org \{10\.1\.1\.2:25\}/,
    );
    const atHome = await type(inside, await printedPowerShell(page, 'In the organization'), account);
    expect(atHome).toMatch(/\{Exchange Servers\}[^]*To Edge +\{SMTP:\*;1\}/);
    expect(atEdge + atHome).not.toMatch(/account-at-the-edge|account-inside|Error|not recognized/);
  }, 60_000);

  it('H2: C30 and C32 print what the document says', async () => {
    expect(await run(edge, printed.C30)).toMatch(
      /Name +: To Internal Org\s+Usage +: Internal\s+AddressSpaces +: \{SMTP:--;1\}\s+SourceTransportServers +: \{EDGE01\}\s+DSNRoutingEnabled +:\s+SmartHosts +: \{mbx01\.contoso\.com\}\s+SmartHostAuthMechanism +: BasicAuthRequireTLS\s+Name +: To Internet\s+Usage +: Internet\s+AddressSpaces +: \{SMTP:\*;1\}[^]*SmartHosts +: \{\}\s+SmartHostAuthMechanism +: None\s+Name +: From Internal Org\s+Usage +: Internal\s+AuthMechanism +: Tls, BasicAuth, BasicAuthRequireTLS, ExchangeServer\s+Bindings +: \{10\.1\.1\.2:25\}\s+RemoteIPRanges +: \{192\.168\.5\.10\}\s+Name +: From Internet\s+Usage +:\s+AuthMechanism +: Tls, ExchangeServer\s+Bindings +: \{10\.1\.1\.1:25\}/,
    );
    expect(await run(inside, printed.C32)).toMatch(
      /Usage +: Internal\s+AddressSpaces +: \{SMTP:\*;1\}\s+DSNRoutingEnabled +:\s+SmartHosts +: \{edge01\.contoso\.com\}\s+SourceTransportServers +: \{MBX01\}\s+SmartHostAuthMechanism +: BasicAuthRequireTLS/,
    );
  });

  it('Test-EdgeMailFlow misses the certificates, and nothing more once they are there', async () => {
    const before = await compared();
    expect(before.match(/Check +: .*\s+Result +: Failure/g)).toHaveLength(2);
    expect(before).toMatch(/Finding +: "To Edge" does not trust the certificate of EDGE01/);
    await importCertificate(edge, inside);
    await importCertificate(inside, edge);
    expect(await compared()).not.toMatch(/Failure|Warning/);
  }, 30_000);

  it('H3, H4, H13: mail flows in both directions, and strangers stay strangers whatever they say', async () => {
    await run(
      edge,
      `Set-ReceiveConnector "From Internet" -Bindings ${outer}:25 -TarpitInterval 0 -Force; Set-ReceiveConnector "From Internal Org" -Bindings ${inner}:25 -RemoteIPRanges ${mailboxServer} -TarpitInterval 0 -Force; Set-SendConnector "To Internal Org" -Port ${inside.site.port(25)}; Set-SendConnector "To Internet" -Port ${outside.port}`,
    );
    await run(inside, `Set-SendConnector "To Edge" -Port ${edge.site.port(25)}`);
    const forged = ['X-MS-Exchange-Organization-AuthAs: Internal', 'X-MS-Exchange-Organization-SCL: -1'];
    const sent = message({ from: stranger, fields: forged });
    await submit(edge.site.port(25), sent, { from: stranger });
    const stored = await inside.site.mailbox('alice').message(sent.id, 40_000);
    expect(stored.fields('X-MS-Exchange-Organization-AuthAs')).toEqual(['Anonymous']);
    expect(stored.fields('X-MS-Exchange-Organization-SCL')).toEqual([]);
    const id = await aliceSends();
    const { content } = await outsideGets((each) => each.content.includes(id));
    expect(content).not.toMatch(/^X-MS-Exchange-Organization-/im);
  }, 90_000);

  it('F3, F4: an address that nobody has is refused inside, and the Edge tells the sender', async () => {
    const sent = message({ from: stranger, to: 'ghost@contoso.com' });
    await submit(edge.site.port(25), sent, { from: stranger, to: ['ghost@contoso.com'] });
    const { content } = await outsideGets(({ sender }) => sender === '');
    expect(content).toMatch(/Final-Recipient: rfc822; ?ghost@contoso\.com[^]*Status: 5\.1\.10/);
  }, 60_000);

  it('H5, H10, H11: who may not come is told at once', async () => {
    const fromOutside = await greeted(edge.site.port(25), { host: outer });
    await fromOutside.command(`MAIL FROM:<${stranger}>`, /^250 /);
    await fromOutside.command('RCPT TO:<someone@example.net>', /^550 5\.7\.54 /);
    const unsigned = await greeted(edge.site.port(25), { host: inner });
    await unsigned.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await expect(greeted(edge.site.port(25), { host: inner, localAddress: '127.0.0.30' })).rejects.toThrow(
      /421 4\.3\.2/,
    );
  });

  it('H6: a wrong password makes mail wait, and the right one lets it go', async () => {
    await run(edge, 'Get-ReceiveConnector | Set-ReceiveConnector -AuthTarpitInterval 0');
    const change = async (password: string) => {
      const terminal = await ShellTerminal.open(inside.site);
      await terminal.type(
        'Set-SendConnector "To Edge" -AuthenticationCredential (Get-Credential)\r',
        /User: $/,
      );
      await terminal.type(`${relay[0]}\r`, /Password/);
      await terminal.type(`${password}\r`, /PS> $/);
      await terminal.close();
    };
    await change('not this one');
    const id = await aliceSends();
    await eventually(
      async () =>
        expect(await run(inside, 'Get-Queue | fl NextHopDomain,Status,LastError')).toMatch(
          /edge01\.contoso\.com\s+Status +: Retry\s+LastError +: [^]*535/,
        ),
      { deadlineMs: 30_000, what: 'the queue to wait' },
    );
    expect(outside.messages.some(({ content }) => content.includes(id))).toBe(false);
    await change(relay[1]);
    await run(inside, "Get-Queue -Filter {Status -eq 'Retry'} | Retry-Queue");
    await outsideGets(({ content }) => content.includes(id));
  }, 120_000);

  it('F6: one Receive connector does for both, whoever signs in is the organization', async () => {
    const mechanisms = 'Tls,BasicAuth,BasicAuthRequireTLS,ExchangeServer';
    await run(
      edge,
      `Remove-ReceiveConnector "From Internal Org" -Confirm:$false -Force; Set-ReceiveConnector "From Internet" -Bindings 0.0.0.0:25 -AuthMechanism ${mechanisms} -Force`,
    );
    const id = await aliceSends();
    await outsideGets(({ content }) => content.includes(id));
    const unsigned = await greeted(edge.site.port(25), { host: inner });
    await unsigned.command(`MAIL FROM:<${stranger}>`, /^250 /);
    await unsigned.command('RCPT TO:<someone@example.net>', /^550 5\.7\.54 /);
  }, 60_000);
});
