import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DnsZone, eventually, freePort } from '@mailyard/testing';
import { stringify } from 'yaml';

import { message } from '../mail/message.js';
import { greeted, submit, transact } from '../mail/send.js';
import { startEdge } from '../stack/edge.js';
import { Launched } from '../stack/launched.js';
import { shellCommand, shellLine, ShellTerminal, type ShellResult } from '../stack/management-shell.js';
import { hurried, organizationText } from '../stack/organization.js';
import { printedShellLines } from '../stack/printed-powershell.js';
import { ReceivingHost } from '../stack/receiving-host.js';
import { demoPassword } from '../stack/site.js';

const page = 'docs/edge-subscription.md';
const site = 'Default-First-Site-Name';
const stranger = 'someone@example.com';
const waitingForEdges =
  'Get-Queue | ? DeliveryType -eq SmtpRelayWithinAdSiteToEdge | % { "$($_.Status) $($_.MessageCount)" }';
const { TarpitInterval: _, ...unhurriedRefusals } = hurried.connectors;

// docs/edge-subscription.md at two systems that know nothing of each other before: no account, no certificate, no connector.
describe('an Edge that is subscribed', () => {
  let dns: DnsZone;
  let outside: ReceivingHost;
  let edge: Launched;
  let inside: Launched;
  let subscribed: readonly string[];
  let moved: readonly string[];

  beforeAll(async () => {
    dns = await DnsZone.start({
      'edge01.contoso.com': { A: ['127.0.0.1'] },
      'mbx01.contoso.com': { A: ['127.0.0.1'] },
      'example.com': { MX: [[10, 'mx.example.com']] },
      'mx.example.com': { A: ['127.0.1.1'] },
    });
    outside = await ReceivingHost.start({ address: '127.0.1.1', port: await freePort() });
    const InternalDNSServers = `${dns.server.address}:${dns.server.port}`;
    const ofEdge = {
      Servers: [{ Name: 'EDGE01', Fqdn: 'edge01.contoso.com', InternalDNSServers, ...hurried.server }],
      ReceiveConnectors: [{ Name: 'Default internal receive connector EDGE01', ...unhurriedRefusals }],
      TransportSettings: hurried.transport,
    };
    [edge, inside] = await Promise.all([
      startEdge({ organization: stringify(ofEdge) }),
      Launched.start({ organization: organizationText({ serverSettings: { InternalDNSServers } }) }),
    ]);
    subscribed = await printedShellLines(page, 'Subscribe');
    moved = await printedShellLines(page, 'Without a route to the Edge');
  }, 120_000);
  afterAll(async () => {
    await Promise.all([inside.stop(), edge.stop()]);
    await outside[Symbol.asyncDispose]();
    await dns[Symbol.asyncDispose]();
  }, 120_000);

  const told = ({ errors }: ShellResult) => errors.replaceAll(/^WARNING.*$/gm, '').trim();

  async function run(stack: Launched, command: string): Promise<string> {
    const result = await shellCommand(stack.site, ['-NonInteractive', '-Command', command]);
    expect([result.code, told(result)]).toEqual([0, '']);
    return result.output;
  }

  async function refused(stack: Launched, command: string): Promise<string> {
    const { code, errors } = await shellCommand(stack.site, ['-NonInteractive', '-Command', command]);
    expect(code).toBe(1);
    return errors;
  }

  async function typed(stack: Launched, line: string | undefined): Promise<string> {
    const result = await shellLine(stack.site, line ?? '');
    expect([result.code, told(result)]).toEqual([0, '']);
    return result.output;
  }

  async function notTaken(line: string | undefined): Promise<string> {
    const { code, errors } = await shellLine(edge.site, line ?? '');
    expect([code, errors]).toEqual([1, expect.stringContaining('and what was in force stays so')]);
    return errors;
  }

  const carried = (from: Launched, to: Launched, file: string) =>
    copyFile(join(from.site.scratchDir, file), join(to.site.scratchDir, file));

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

  const outsideHas = (id: string) => outside.messages.filter(({ content }) => content.includes(id));

  async function outsideGets(id: string): Promise<string> {
    await eventually(() => outsideHas(id).length > 0, { deadlineMs: 30_000, what: `${id} outside` });
    const [first, second] = outsideHas(id);
    expect(second).toBeUndefined();
    return first?.content ?? '';
  }

  it('is so by the lines of the page', async () => {
    const [atEdge, inOrganization, looked] = subscribed;
    const terminal = await ShellTerminal.asked(edge.site, atEdge ?? '', /are deleted[^]*Type yes[^]*: +$/);
    expect(await terminal.close('yes\r')).toBe(0);
    const file = join(edge.site.scratchDir, 'edge01.xml');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await carried(edge, inside, 'edge01.xml');
    await typed(inside, inOrganization);
    const shown = await typed(inside, looked);
    expect(shown).toMatch(/^Success +Configuration +EDGE01 +[1-9]\d*$/m);
    expect(shown).toMatch(/^Success +Recipients +EDGE01 +[1-9]\d*$/m);
    expect(await run(edge, 'Get-AcceptedDomain | % DomainName; Get-SendConnector | % Name')).toBe(
      `contoso.com\nEdgeSync - ${site} to Internet\nEdgeSync - Inbound to ${site}\n`,
    );
  }, 60_000);

  it('H40: knows whom mail can be for, and makes others wait for a refusal', async () => {
    const asked = ['alice@contoso.com', 'ghost@contoso.com'].map(
      (address) => `(Test-EdgeSynchronization -VerifyRecipient ${address}).RecipientFound`,
    );
    expect(await run(inside, asked.join('; '))).toBe('True\nFalse\n');
    const asks = performance.now();
    const refusals = [
      ['ghost@contoso.com', /^550 5\.1\.1 User unknown$/],
      ['someone@example.net', /^550 5\.7\.54 /],
    ] as const;
    const waited = refusals.map(async ([address, reply]) => {
      const client = await greeted(edge.site.port(25));
      await client.command(`MAIL FROM:<${stranger}>`, /^250 /);
      await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
      await client.command(`RCPT TO:<${address}>`, reply);
      await client.quit();
    });
    await Promise.all(waited);
    expect(performance.now() - asks).toBeGreaterThan(4900);
  }, 30_000);

  it('mail flows in both directions without a login, and strangers stay strangers', async () => {
    await run(
      inside,
      `Set-SendConnector "EdgeSync - ${site} to Internet" -Port ${outside.port}; Start-EdgeSynchronization`,
    );
    const fields = ['X-MS-Exchange-Organization-AuthAs: Internal', 'X-MS-Exchange-Organization-SCL: -1'];
    const sent = message({ from: stranger, fields });
    await submit(edge.site.port(25), sent, { from: stranger });
    const stored = await inside.site.mailbox('alice').message(sent.id, 30_000);
    expect(stored.fields('X-MS-Exchange-Organization-AuthAs')).toEqual(['Anonymous']);
    expect(stored.fields('X-MS-Exchange-Organization-SCL')).toEqual([]);
    const content = await outsideGets(await aliceSends());
    expect(content).toMatch(/^Received: from mbx01\.contoso\.com \S+ by edge01\.contoso\.com /m);
    expect(content).not.toMatch(/^X-MS-Exchange-Organization-/im);
  }, 60_000);

  it('H40: refuses a bundle that is older or not signed, and goes on with what it has', async () => {
    const [exported, imported] = moved;
    await typed(inside, exported);
    await carried(inside, edge, 'edge01.bundle');
    const file = join(edge.site.scratchDir, 'edge01.bundle');
    const bytes = await readFile(file, 'utf8');
    await writeFile(file, bytes.replace('"serial":', '"serial":9'));
    expect(await notTaken(imported)).toMatch(/signature/);
    await writeFile(file, bytes);
    await typed(edge, imported);
    await run(inside, 'Start-EdgeSynchronization');
    expect(await notTaken(imported)).toMatch(/its serial number \d+ is not above \d+/);
    expect(await run(inside, '(Test-EdgeSynchronization -FullCompareMode).SyncStatus')).toBe('Normal\n');
  }, 60_000);

  it('takes no change of what the organization tells it', async () => {
    expect(await refused(edge, 'New-AcceptedDomain Fabrikam -DomainName fabrikam.com')).toMatch(
      /Comes from the organization that this Edge server is subscribed to/,
    );
  }, 30_000);

  it('killed and started again: mail waits for it in both directions, and none is lost', async () => {
    const inward = Array.from({ length: 10 }, () => message({ from: stranger }));
    await Promise.all(inward.map((sent) => submit(edge.site.port(25), sent, { from: stranger })));
    await edge.kill();
    const outward = await Promise.all(Array.from({ length: 5 }, aliceSends));
    await eventually(async () => expect(await run(inside, waitingForEdges)).toBe('Retry 5\n'), {
      deadlineMs: 30_000,
      what: 'the queue to wait',
    });
    await edge.restart();
    for (const id of outward) await outsideGets(id);
    // What was under way at the kill may have come twice.
    await eventually(
      async () => {
        const stored = new Set((await inside.site.mailbox('alice').messages()).map(({ id }) => id));
        expect(inward.filter(({ id }) => !stored.has(id))).toEqual([]);
      },
      { deadlineMs: 30_000, what: 'what the Edge had taken over' },
    );
  }, 120_000);

  it('is removed on both sides', async () => {
    await run(inside, 'Remove-EdgeSubscription EDGE01 -Confirm:$false');
    expect(await run(inside, 'Get-EdgeSubscription; Get-SendConnector')).toBe('');
    await run(edge, 'Remove-EdgeSubscription EDGE01 -Confirm:$false');
    expect(await run(edge, 'Get-EdgeSubscription; Get-SendConnector; Get-AcceptedDomain')).toBe('');
    await run(edge, 'New-AcceptedDomain Fabrikam -DomainName fabrikam.com');
  }, 60_000);
});
