import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually, TestClient } from '@mailyard/testing';

import { Launched } from '../stack/launched.js';
import { shellCommand, ShellTerminal } from '../stack/management-shell.js';
import { organizationCommand } from '../stack/organization-command.js';
import { organizationText } from '../stack/organization.js';
import { printed, printedMessage, type PrintedCommand } from './printed-commands.js';

/** Stands for the devices of the documents: a test can connect from all of 127.0.0.0/8. */
const device = '127.168.8.11';

const relay = (server: string, name: string) => ({
  Name: name,
  Server: server,
  TransportRole: 'FrontendTransport',
  Usage: 'Custom',
  Bindings: ['0.0.0.0:25'],
  RemoteIPRanges: ['127.168.8.10-127.168.8.12'],
  TarpitInterval: 0,
});
const others = ['EX01-2019', 'EX02-2019', 'Exchange16'];
const organization = organizationText({
  servers: others.map((Name) => ({ Name, Fqdn: `${Name.toLowerCase()}.contoso.com` })),
  connectors: [relay('EX01-2019', 'SMTP relay'), relay('Exchange16', 'Email Relay')],
});

let stack: Launched;
beforeAll(async () => (stack = await Launched.start({ organization })), 120_000);
afterAll(() => stack.stop(), 60_000);

/** What the terminal shows of each, in the order in which they can be told apart from what was there before. */
const answers: readonly (readonly [PrintedCommand, RegExp])[] = [
  ['C01', /Write a value in place of <UniqueName>/],
  [
    'C03',
    /MBX01\\Default Frontend MBX01 already takes port 25 on 0\.0\.0\.0 from 0\.0\.0\.0-255\.255\.255\.255\. Use another local address here, or a narrower remote range\. \(RemoteIPRanges, C1\)/,
  ],
  ['C02', /MBX01\\Internet Receive Connector \{10\.10\.1\.1:25\}\s+True/],
  [
    'C04',
    /Identity +: MBX01\\Default Frontend MBX01[^]*Identity +: MBX01\\Internet Receive Connector\s+Bindings +: \{10\.10\.1\.1:25\}\s+RemoteIPRanges +: \{0\.0\.0\.0-255\.255\.255\.255\}\s+PermissionGroups +: AnonymousUsers/,
  ],
  ['C05', /Write a value in place of </],
  ['C06', /MBX01\\Fabrikam\.com TLS \{0\.0\.0\.0:25\}\s+True/],
  [
    'C07',
    /Identity +: MBX01\\Fabrikam\.com TLS\s+Bindings +: \{0\.0\.0\.0:25\}\s+RemoteIPRanges +: \{17\.17\.17\.1\/24\}\s+PermissionGroups +: Partners/,
  ],
  ['C08', /Write a value in place of </],
  ['C09', /MBX01\\Inbound From Service \{0\.0\.0\.0:25\}\s+True/],
  [
    'C10',
    /Identity +: MBX01\\Inbound From Service\s+RemoteIPRanges +: \{192\.168\.10\.5\}\s+PermissionGroups +: AnonymousUsers\s+AuthMechanism +: BasicAuth\s/,
  ],
  ['C11', /Write a value in place of <UniqueName>/],
  // Written for an Edge server; at a Mailbox server the Hub Transport service cannot have port 25.
  ['C12', /Port 25 on \S+ belongs to MBX01\\Default Frontend MBX01 in the Front End Transport service\./],
  ['C13', /Identity +: MBX01\\Inbound From Service\s/],
  ['C14', /did you mean Exchange16\\Email Relay\?/i],
  ['C15', /did you mean Exchange16\\Email Relay\?/i],
  ['C16', /<Exchange server name>|"<IP address range>" is no address, range or network/],
  ['C17', /<serverreceive connector>/],
  ['C18', /<Name of the receive connector>/],
  ['C19', /Missing an argument for parameter 'Bindings'/],
  ['C21', /The term 'pkgmgr' is not recognized/],
  ['C26', /To Internet\s+\{SMTP:\*;1\}\s+True/],
  ['C28', /Default internal Receive connector ServerName>/],
  ['C29', /Port 25 on 10\.1\.1\.2 belongs to MBX01\\Default Frontend MBX01/],
  ['C30', /Name +: To Internet\s+Usage +: Internet[^]*Name +: Inbound From Service\s+Usage +: Custom/],
];

const runnable: readonly PrintedCommand[] = ['C02', 'C04', 'C06', 'C07', 'C09', 'C10', 'C13', 'C26', 'C30'];
const made = ['Internet Receive Connector', 'Fabrikam.com TLS', 'Inbound From Service'];

/** As it was before, by the shell itself. */
async function cleared(): Promise<void> {
  const names = made.map((name) => `'${name}'`).join();
  const script = `${names} | foreach { Remove-ReceiveConnector $_ -Confirm:$false }; Remove-SendConnector 'To Internet' -Confirm:$false`;
  const { code, errors } = await shellCommand(stack.site, ['-NonInteractive', '-Command', script]);
  expect([code, errors]).toEqual([0, '']);
}

async function relayed(recipient: string): Promise<string> {
  const client = await TestClient.connect(stack.site.port(25), { localAddress: device });
  await client.expect(/^220 /);
  await client.ehlo();
  await client.command('MAIL FROM:<printer@contoso.com>', /^250 /);
  const { text } = await client.command(recipient, /^\d/);
  client.close();
  return text;
}

describe('commands as documents print them, pasted into a terminal', () => {
  let terminal: ShellTerminal;
  beforeAll(async () => (terminal = await ShellTerminal.open(stack.site)), 30_000);
  afterAll(() => terminal.close());

  it.each(answers)('%s', async (id, shown) => {
    expect(
      await terminal.type(`${printed[id]}\r`, new RegExp(`${shown.source}[^]*PS> $`, shown.flags)),
    ).not.toBe('');
  });

  it('C27: a login is asked for, and at a Mailbox server all accepted domains are refused', async () => {
    await terminal.type(`${printed.C27}\r`, /User: /);
    await terminal.type('contoso\\edge\r', /Password for user contoso\\edge: /);
    const shown = await terminal.type(
      'hidden word\r',
      /"--" \(all accepted domains\) is for Edge servers\.[^]*PS> $/,
    );
    expect(shown).not.toContain('hidden word');
  });

  it('C31, C32: refused while its source servers are not there, and made as printed when they are', async () => {
    await terminal.type(`${printed.C31}\r`, /User: /);
    await terminal.type('edge01\\relay\r', /Password for user/);
    await terminal.type('hidden word\r', /no server mbxserver01\.contoso\.com[^]*PS> $/);
    const Servers = ['mbxserver01', 'mbxserver02'].map((Name) => ({ Name, Fqdn: `${Name}.contoso.com` }));
    await writeFile(join(stack.site.scratchDir, 'servers.yaml'), JSON.stringify({ Servers }));
    expect(await organizationCommand(stack, 'apply', 'servers.yaml')).toMatchObject({ code: 0 });
    await terminal.type(`${printed.C31}\r`, /User: /);
    await terminal.type('edge01\\relay\r', /Password for user/);
    await terminal.type('hidden word\r', /To Edge\s+\{SMTP:\*;1\}\s+True[^]*PS> $/);
    await terminal.type(
      `${printed.C32}\r`,
      /Usage +: Internal\s+AddressSpaces +: \{SMTP:\*;1\}\s+DSNRoutingEnabled +:\s+SmartHosts +: \{edge01\.contoso\.com\}\s+SourceTransportServers +: \{mbxserver01, mbxserver02\}\s+SmartHostAuthMechanism +: BasicAuthRequireTLS/,
    );
    await terminal.type('Remove-SendConnector "To Edge" -Confirm:$false\r', /PS> $/);
  });

  it('C19, C20: with its Bindings the connector is made here, serves a telnet session, and relays after the right', async () => {
    const here = printed.C19.replace('“EX02-2019”', '“MBX01”').replace('-Bindings ', '-Bindings 0.0.0.0:25 ');
    await terminal.type(`${here}\r`, /MBX01\\SMTP relay[^]*PS> $/);
    await eventually(async () =>
      expect(await relayed('RCPT TO:<username@domaincom>')).toMatch(/^550 5\.7\.54 /),
    );
    expect(await dialogue()).toEqual(
      [
        /^220 mbx01\.contoso\.com Microsoft ESMTP MAIL Service ready at /,
        /^250-mbx01\.contoso\.com Hello \[127\.168\.8\.11\]/,
        /^250 2\.1\.0 Sender OK$/,
        /^250 2\.1\.5 Recipient OK$/,
        /^354 Start mail input; end with <CRLF>\.<CRLF>$/,
        /^250 2\.6\.0 <.*> \[InternalId=\d+, Hostname=mbx01\.contoso\.com\] Queued mail for delivery$/,
        /^221 2\.0\.0 Service closing transmission channel$/,
      ].map((reply) => expect.stringMatching(reply) as string),
    );
    const stored = await stack.site.mailbox('alice').only(() => true);
    expect(stored.octets.toString()).toContain('Subject: Test from anything');

    await terminal.type(`${printed.C20}\r`, /MBX01\\SMTP relay\s+NT AUTHORITY\\ANONYMOUS LOGON[^]*PS> $/);
    await eventually(async () =>
      expect(await relayed('RCPT TO:<username@domaincom>')).toMatch(/^250 2\.1\.5 /),
    );
    await terminal.type('Remove-ReceiveConnector "MBX01\\SMTP relay" -Confirm:$false\r', /PS> $/);
  });

  it('several at once, as a page is pasted', async () => {
    const lines = ['C04', 'C07', 'C13'].map((id) => printed[id as PrintedCommand]);
    const shown = await terminal.type(`${lines.join('\r')}\r"all of " + "it"\r`, /\nall of it[^]*PS> $/);
    expect(shown).toMatch(/PermissionGroups +: Partners[^]*AuthMechanism +: BasicAuth\s/);
  });
});

/** C24 and C25, line by line from a device; the answers to each. */
async function dialogue(): Promise<readonly string[]> {
  const client = await TestClient.connect(stack.site.port(25), { localAddress: device });
  const answers = [(await client.reply()).text];
  const lines = [
    'EHLO device.contoso.com',
    'MAIL FROM:<printer@contoso.com>',
    'RCPT TO:<alice@contoso.com>',
    'DATA',
  ];
  for (const line of [...lines, printedMessage.join('\r\n'), 'QUIT']) {
    answers.push((await client.command(line, /^\d/)).text);
  }
  client.close();
  return answers;
}

describe('the same without a terminal', () => {
  afterEach(cleared);
  beforeAll(cleared, 30_000);

  const expected = answers.filter(([id]) => runnable.includes(id));
  const script = expected.map(([id]) => printed[id]).join('\n');

  it('as a script file', async () => {
    await writeFile(join(stack.site.scratchDir, 'printed.ps1'), `${script}\n`);
    const { output, code } = await shellCommand(stack.site, ['-File', 'printed.ps1']);
    for (const [, shown] of expected) expect(output).toMatch(shown);
    expect(code).toBe(0);
  });

  it('by -Command', async () => {
    const { output, code } = await shellCommand(stack.site, ['-Command', script]);
    for (const [, shown] of expected) expect(output).toMatch(shown);
    expect(code).toBe(0);
  });
});

it.each(['C08', 'C14', 'C19', 'C27'] as const)('%s by -Command fails, and says why', async (id) => {
  const { code, errors, output } = await shellCommand(stack.site, [
    '-NonInteractive',
    '-Command',
    printed[id],
  ]);
  expect([code, output]).toEqual([1, '']);
  expect(errors).not.toBe('');
});

it('C03 is made once nothing listens on port 25 of all addresses any more', async () => {
  const script = `Set-ReceiveConnector "Default Frontend MBX01" -Bindings 10.1.1.1:25; ${printed.C03}; ${printed.C04}`;
  const { output, errors } = await shellCommand(stack.site, ['-NonInteractive', '-Command', script]);
  // B5: nothing has it here, and whoever meant another one hears so.
  expect(errors.trim()).toMatch(
    /^WARNING: Default Frontend MBX01: No service of MBX01 [^\n]* 10\.1\.1\.1\. [^\n]*$/,
  );
  expect(output).toMatch(/Bindings +: \{0\.0\.0\.0:25, \[::\]:25\}/);
  const client = await TestClient.connect(stack.site.port(25));
  await client.expect(/^220 /);
  client.close();
});
