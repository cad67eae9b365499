import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually, type TestClient } from '@mailyard/testing';

import { message } from '../mail/message.js';
import { greeted, submit } from '../mail/send.js';
import { printed } from '../management/printed-commands.js';
import { importCertificate } from '../stack/edge.js';
import { account, EdgePair, inner, mailboxServer, outer, relay, stranger } from '../stack/edge-pair.js';
import { organizationCommand } from '../stack/organization-command.js';
import { printedFragment } from '../stack/printed-fragment.js';
import { printedPowerShell } from '../stack/printed-powershell.js';

const page = 'docs/edge.md';
const textPage = 'docs/sending.md';

let pair: EdgePair;
beforeAll(async () => (pair = await EdgePair.start()), 120_000);
afterAll(() => pair.stop(), 120_000);

const lines = (heading: string) => printedPowerShell(page, heading);
const edgePort = () => pair.edge.site.port(25);

// docs/edge.md, line by line, at two systems that know nothing of each other before; only addresses and ports are the test's.
describe('the steps, as docs/edge.md has them', () => {
  it('H1: a fresh Edge has the one Receive connector of its setup, and no Send connector', async () => {
    const shown = await pair.run(
      pair.edge,
      'Get-ReceiveConnector | fl Name,Bindings,PermissionGroups,MessageRateLimit; Get-SendConnector',
    );
    expect(shown.trim()).toMatch(
      /^Name +: Default internal receive connector EDGE01\s+Bindings +: \{0\.0\.0\.0:25\}\s+PermissionGroups +: AnonymousUsers, ExchangeServers, Partners\s+MessageRateLimit +: 600$/,
    );
  });

  it('the lines for the Edge, and those for the organization', async () => {
    const atEdge = await pair.type(pair.edge, await lines('At the Edge'), [relay, account]);
    expect(atEdge).toMatch(
      /To Internet +\{SMTP:\*;1\}[^]*To Internal Org +\{SMTP:--;1\}[^]*From Internal Org \{10\.1\.1\.2:25\}/,
    );
    const atHome = await pair.type(pair.inside, await lines('In the organization'), [account, relay]);
    expect(atHome).toMatch(/\{Exchange Servers\}[^]*To Edge +\{SMTP:\*;1\}/);
    expect(atEdge + atHome).not.toMatch(/account-at-the-edge|account-inside|Error|not recognized/);
  }, 60_000);

  it.each([
    ['To Internal Org', () => pair.edge, ['Default internal receive connector EDGE01', 'From Internet']],
    ['To Edge', () => pair.inside, ['', '']],
  ] as const)('the text of docs/sending.md with %s says the same', async (name, stack, [setup, renamed]) => {
    const file = join(stack().site.scratchDir, 'printed.yaml');
    await writeFile(file, (await printedFragment(textPage, name)).replace(setup, renamed));
    const { code, output } = await organizationCommand(stack(), 'plan', file);
    expect([code, output]).toEqual([0, expect.stringMatching(/^nothing differs/)]);
  });

  it('neither a password nor what it is sealed in is shown', async () => {
    const { code, output } = await organizationCommand(pair.inside, 'export');
    expect([code, output]).toEqual([0, expect.stringContaining(relay[0])]);
    expect(output).not.toMatch(/account-at-the-edge|v1\./);
    const stored = JSON.stringify(await pair.inside.redis.hvals('{mailyard}:directory:objects'));
    expect(stored).toMatch(/SealedPassword.{5}v1\./);
    expect(stored).not.toContain(relay[1]);
  });

  it('H2: C30 and C32 print what the document says', async () => {
    expect(await pair.run(pair.edge, printed.C30)).toMatch(
      /Name +: To Internal Org\s+Usage +: Internal\s+AddressSpaces +: \{SMTP:--;1\}\s+SourceTransportServers +: \{EDGE01\}\s+DSNRoutingEnabled +:\s+SmartHosts +: \{mbx01\.contoso\.com\}\s+SmartHostAuthMechanism +: BasicAuthRequireTLS\s+Name +: To Internet\s+Usage +: Internet\s+AddressSpaces +: \{SMTP:\*;1\}[^]*SmartHosts +: \{\}\s+SmartHostAuthMechanism +: None\s+Name +: From Internal Org\s+Usage +: Internal\s+AuthMechanism +: Tls, BasicAuth, BasicAuthRequireTLS, ExchangeServer\s+Bindings +: \{10\.1\.1\.2:25\}\s+RemoteIPRanges +: \{192\.168\.5\.10\}\s+Name +: From Internet\s+Usage +:\s+AuthMechanism +: Tls, ExchangeServer\s+Bindings +: \{10\.1\.1\.1:25\}/,
    );
    expect(await pair.run(pair.inside, printed.C32)).toMatch(
      /Usage +: Internal\s+AddressSpaces +: \{SMTP:\*;1\}\s+DSNRoutingEnabled +:\s+SmartHosts +: \{edge01\.contoso\.com\}\s+SourceTransportServers +: \{MBX01\}\s+SmartHostAuthMechanism +: BasicAuthRequireTLS/,
    );
  });

  it('H7: Test-EdgeMailFlow misses the certificates; until they are there mail waits, and no login is said', async () => {
    const compared = async () => {
      const [exporting = '', testing = ''] = await lines('Is anything missing\\?');
      await pair.run(pair.inside, exporting);
      const file = (of: EdgePair['edge']) => join(of.site.scratchDir, 'mbx01.json');
      await copyFile(file(pair.inside), file(pair.edge));
      return await pair.run(pair.edge, testing);
    };
    await pair.run(
      pair.edge,
      `Set-ReceiveConnector "From Internet" -Bindings ${outer}:25 -TarpitInterval 0 -Force; Set-ReceiveConnector "From Internal Org" -Bindings ${inner}:25 -RemoteIPRanges ${mailboxServer} -TarpitInterval 0 -AuthTarpitInterval 0 -ProtocolLoggingLevel Verbose -Force; Set-SendConnector "To Internal Org" -Port ${pair.inside.site.port(25)}; Set-SendConnector "To Internet" -Port ${pair.outside.port}`,
    );
    await pair.run(pair.inside, `Set-SendConnector "To Edge" -Port ${edgePort()}`);
    const before = await compared();
    expect(before.match(/Check +: .*\s+Result +: Failure/g)).toHaveLength(2);
    expect(before).toMatch(/Finding +: "To Edge" does not trust the certificate of EDGE01/);
    const id = await pair.aliceSends();
    await pair.waits(id, /certificate of edge01\.contoso\.com is not accepted: it is self-signed/);
    await eventually(async () => expect(await pair.heard()).toMatch(/,<,STARTTLS/), { what: 'the log' });
    expect(await pair.heard()).not.toMatch(/,<,AUTH/);
    await importCertificate(pair.edge, pair.inside);
    await importCertificate(pair.inside, pair.edge);
    expect(await compared()).not.toMatch(/Failure|Warning/);
    await pair.outsideGets(({ content }) => content.includes(id));
  }, 120_000);
});

describe('mail', () => {
  it('H3, H13: comes in once, and strangers stay strangers whatever they say', async () => {
    const forged = ['X-MS-Exchange-Organization-AuthAs: Internal', 'X-MS-Exchange-Organization-SCL: -1'];
    const sent = message({ from: stranger, fields: forged });
    await submit(edgePort(), sent, { from: stranger });
    const stored = await pair.inside.site.mailbox('alice').message(sent.id, 40_000);
    expect(stored.fields('Return-Path')).toEqual([`<${stranger}>`]);
    const received = stored.fields('Received').map((field) => field.replaceAll(/\s+/g, ' '));
    expect(received.join('\n')).toMatch(
      /from edge01\.contoso\.com \(127\.0\.0\.1\) by mbx01\.contoso\.com \(127\.0\.0\.1\) .*\(version=TLS1_3, /,
    );
    // The client came over loopback, and so did the Edge answer.
    expect(received.at(-1)).toMatch(/^from \S+ \(127\.0\.0\.1\) by edge01\.contoso\.com \(127\.0\.0\.1\) /);
    // The Edge has seen a stranger and says so; its account, a member of Exchange Servers, would be Internal.
    expect(stored.fields('X-MS-Exchange-Organization-AuthAs')).toEqual(['Anonymous']);
    expect(stored.fields('X-MS-Exchange-Organization-AuthSource')).toEqual(['edge01.contoso.com']);
    expect(stored.fields('X-MS-Exchange-Organization-SCL')).toEqual([]);
  }, 60_000);

  it('H4: leaves by the Edge, without what is internal', async () => {
    const id = await pair.aliceSends();
    const sent = await pair.outsideGets(({ content }) => content.includes(id));
    expect(sent).toMatchObject({ sender: 'alice@contoso.com', recipients: [stranger] });
    expect(sent.content).not.toMatch(/^X-MS-Exchange-Organization-/im);
    expect(sent.content.replaceAll(/\r\n\s+/g, ' ')).toMatch(
      /^Received: from mbx01\.contoso\.com \(127\.0\.0\.1\) by edge01\.contoso\.com .*\(version=TLS1_3, /m,
    );
  }, 60_000);

  it('F3, F4: for an address that nobody has is refused inside, and the Edge tells the sender by its own name', async () => {
    const sent = message({ from: stranger, to: 'ghost@contoso.com' });
    await submit(edgePort(), sent, { from: stranger, to: ['ghost@contoso.com'] });
    const { content } = await pair.outsideGets(({ sender }) => sender === '');
    expect(content).toMatch(/Final-Recipient: rfc822; ?ghost@contoso\.com[^]*Status: 5\.1\.10/);
    expect(content).toMatch(/^From: .*postmaster@edge01\.contoso\.com/m);
    expect(content).not.toMatch(/^X-MS-Exchange-Organization-/im);
  }, 60_000);
});

/** RFC 2920: so many transactions that end before they have a recipient. */
async function begun(client: TestClient, count: number): Promise<void> {
  await client.sendRaw(`MAIL FROM:<${stranger}>\r\nRSET\r\n`.repeat(count));
  for (let reply = 0; reply < 2 * count; reply += 1) await client.expect(/^250 /);
  await client.quit();
}

describe('who may not', () => {
  it('H5, H10, H11: come is told at once, and signs in within TLS alone', async () => {
    const fromOutside = await greeted(edgePort(), { host: outer });
    await fromOutside.command(`MAIL FROM:<${stranger}>`, /^250 /);
    await fromOutside.command('RCPT TO:<alice@contoso.com>', /^250 /);
    await fromOutside.command('RCPT TO:<someone@example.net>', /^550 5\.7\.54 /);
    const unsigned = await greeted(edgePort(), { host: inner });
    expect((await unsigned.ehlo()).has('AUTH')).toBe(false);
    await unsigned.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await unsigned.upgradeTls({ command: 'STARTTLS' });
    expect((await unsigned.ehlo()).has('AUTH')).toBe(true);
    await unsigned.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await expect(greeted(edgePort(), { host: inner, localAddress: '127.0.0.30' })).rejects.toThrow(
      /421 4\.3\.2/,
    );
  });

  it('H15: send more: the 601st message of a minute is refused, of this address alone', async () => {
    const source = { host: outer, localAddress: '127.0.0.31' };
    // Messages that do not come count, too; of those a session takes no more (MaxCommandsWithoutMail).
    for (let session = 0; session < 15; session += 1) await begun(await greeted(edgePort(), source), 40);
    const client = await greeted(edgePort(), source);
    await client.command(`MAIL FROM:<${stranger}>`, /^421 4\.4\.2 Message submission rate /);
    const another = await greeted(edgePort(), { host: outer });
    await another.command(`MAIL FROM:<${stranger}>`, /^250 /);
  }, 30_000);
});

describe('what changes later', () => {
  it('H6: by a wrong password mail waits, and by the right one it goes', async () => {
    const change = (password: string) =>
      pair.type(
        pair.inside,
        ['Set-SendConnector "To Edge" -AuthenticationCredential (Get-Credential)'],
        [[relay[0], password]],
      );
    await change('not this one');
    const id = await pair.aliceSends();
    await pair.waits(id, /535/);
    await change(relay[1]);
    await pair.run(pair.inside, "Get-Queue -Filter {Status -eq 'Retry'} | Retry-Queue");
    expect((await pair.outsideGets(({ content }) => content.includes(id))).recipients).toEqual([stranger]);
  }, 120_000);

  it('H9: an Edge that offers no STARTTLS hears no login, and mail waits', async () => {
    const set = (mechanisms: string) =>
      pair.run(pair.edge, `Set-ReceiveConnector "From Internal Org" -AuthMechanism ${mechanisms} -Force`);
    const logins = async () => (await pair.heard()).match(/,<,AUTH/g)?.length;
    await set('BasicAuth,ExchangeServer');
    // A pooled connection is older than that.
    await pair.run(pair.inside, 'Set-SendConnector "To Edge" -Comment "another connection"');
    const before = await logins();
    const id = await pair.aliceSends();
    await pair.waits(id, /STARTTLS/);
    expect(await logins()).toBe(before);
    await set('Tls,BasicAuth,BasicAuthRequireTLS,ExchangeServer');
    await pair.outsideGets(({ content }) => content.includes(id));
  }, 120_000);

  it('F6, and a clone: one Receive connector does for both, and the file of Export-EdgeConfig brings back two', async () => {
    const [key = '', exporting = '', again = '', ...importing] = await lines('Another Edge like this one');
    const secret = ['key', 'of more than twelve characters'] as const;
    await pair.type(pair.edge, [key, exporting], [secret]);
    const mechanisms = 'Tls,BasicAuth,BasicAuthRequireTLS,ExchangeServer';
    await pair.run(
      pair.edge,
      `Remove-ReceiveConnector "From Internal Org" -Confirm:$false -Force; Set-ReceiveConnector "From Internet" -Bindings 0.0.0.0:25 -AuthMechanism ${mechanisms} -Force`,
    );
    const id = await pair.aliceSends();
    await pair.outsideGets(({ content }) => content.includes(id));
    const unsigned = await greeted(edgePort(), { host: inner });
    await unsigned.command(`MAIL FROM:<${stranger}>`, /^250 /);
    await unsigned.command('RCPT TO:<someone@example.net>', /^550 5\.7\.54 /);
    const [asking = '', ...rest] = importing;
    await pair.type(pair.edge, [again, asking], [secret]);
    const answers = join(pair.edge.site.scratchDir, 'edge02.yaml');
    const asked = await readFile(answers, 'utf8');
    expect(asked).toContain(`Bindings: '?' # EDGE01: ["${inner}:25"]`);
    const filled = asked.replaceAll(/'\?' # EDGE01: \["?([^"\]]*)"?\]/g, '$1');
    await writeFile(answers, filled);
    await pair.type(pair.edge, [again, ...rest], [secret]);
    expect(await pair.run(pair.edge, 'Get-ReceiveConnector | % Name')).toBe(
      'From Internal Org\nFrom Internet\n',
    );
    const second = await pair.aliceSends();
    await pair.outsideGets(({ content }) => content.includes(second));
  }, 120_000);
});
