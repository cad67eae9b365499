import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Launched } from '../stack/launched.js';
import { shellCommand, ShellTerminal } from '../stack/management-shell.js';

let stack: Launched;
beforeAll(async () => (stack = await Launched.start()), 90_000);
afterAll(() => stack.stop(), 60_000);

const run = (command: string) => shellCommand(stack.site, ['-NonInteractive', '-Command', command]);

describe('commands as documents print them', () => {
  it.each<[string, number, RegExp]>([
    [
      'New-ReceiveConnector -Name "Internet Receive Connector" -TransportRole Frontend -Internet -Bindings 10.10.1.1:25',
      0,
      /MBX01\\Internet Receive Connector \{10\.10\.1\.1:25\}\s+True/,
    ],
    [
      'New-ReceiveConnector -Name "Another" -TransportRole Frontend -Internet -Bindings "0.0.0.0","[::]:"',
      1,
      /already takes port 25 on 0\.0\.0\.0/,
    ],
    [
      "Get-ReceiveConnector | where {$_.Bindings -like '*25' -AND $_.PermissionGroups -like '*AnonymousUsers*'} | Format-List Identity,Bindings",
      0,
      /Identity : MBX01\\Default Frontend MBX01\nBindings : \{\[::\]:25, 0\.0\.0\.0:25\}/,
    ],
    [
      'New-ReceiveConnector -Name “Curly” -RemoteIPRange (“192.168.7.1”) -TransportRole “FrontendTransport” -Bindings (“0.0.0.0:25”) -usage “Custom”',
      0,
      /MBX01\\Curly/,
    ],
    ['Set-ReceiveConnector –Identity ” Curly ” –PermissionGroups AnonymousUsers', 0, /^$/],
    [
      'New-ReceiveConnector -Name “r” -Usage Custom -Bindings -RemoteIPRanges (Get-ReceiveConnector “Curly”).RemoteIPRanges',
      1,
      /Missing an argument for parameter 'Bindings'/,
    ],
    [
      'New-ReceiveConnector -Name "Copy" -Custom -TransportRole Frontend -Bindings 127.0.0.9:25 -RemoteIPRanges (Get-ReceiveConnector "Curly").RemoteIPRanges; (Get-ReceiveConnector Copy).RemoteIPRanges',
      0,
      /192\.168\.7\.1/,
    ],
    ['New-ReceiveConnector -Name <UniqueName> -Internet', 1, /Write a value in place of <UniqueName>/],
    ['Get-ReceiveConnector "Nobody\'s"', 1, /Nobody's/],
    ['pkgmgr /iu:”TelnetClient”', 1, /The term 'pkgmgr' is not recognized/],
    [
      'New-SendConnector -Name "To Internet" -AddressSpaces * -Usage Internet -DNSRoutingEnabled $true',
      0,
      /To Internet/,
    ],
    [
      'Get-SendConnector | Format-List Name,Nope; Get-ReceiveConnector | Format-List Name',
      0,
      /Nope :\n[^]*Name : Curly/,
    ],
    [
      'Get-Mailbox | foreach { Write-Host "> $($_.Name)"; $_ }',
      0,
      /^> alice\n\nName .*\n---- .*\nalice .*\n> bob\nbob .*\n> carol\ncarol .*\n\n$/,
    ],
    [
      'New-MailboxDatabase DB01 -Server MBX01 | Out-Null; Get-MailboxDatabase | Get-Mailbox | foreach Name',
      0,
      /^alice\nbob\ncarol\n$/,
    ],
    ['Remove-ReceiveConnector Copy', 1, /add -Confirm:\$false/],
    ['Remove-ReceiveConnector Copy -WhatIf', 0, /What if: /],
    ['Remove-ReceiveConnector Copy -Confirm:$false; Get-ReceiveConnector Copy', 1, /Copy/],
  ])('%s', async (command, code, shown) => {
    const result = await run(command);
    expect(`${result.output}${result.errors}`).toMatch(shown);
    expect(result.code).toBe(code);
  });
});

describe('in scripts', () => {
  it('reads the standard input and tells JSON', async () => {
    const { code, output } = await shellCommand(
      stack.site,
      ['-OutputFormat', 'json'],
      'Get-ReceiveConnector "Default*" | select Name,Enabled\n',
    );
    expect(code).toBe(0);
    expect(JSON.parse(output)).toContainEqual({ Name: 'Default Frontend MBX01', Enabled: true });
  });

  it('runs a file and ends with its exit code', async () => {
    await writeFile(
      join(stack.site.scratchDir, 'script.ps1'),
      '$n = (Get-ReceiveConnector).Count\nif ($n -gt 3) { exit 7 }\n',
    );
    expect((await shellCommand(stack.site, ['-File', 'script.ps1'])).code).toBe(7);
  });

  it('what was exported is read again', async () => {
    const { output, code } = await run(
      'Get-ReceiveConnector | Export-Clixml c.xml; (Import-Clixml c.xml).Identity',
    );
    expect([code, output.includes('MBX01\\Default Frontend MBX01')]).toEqual([0, true]);
    expect(await readFile(join(stack.site.scratchDir, 'c.xml'), 'utf8')).toContain(
      '<T>Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector</T>',
    );
  });

  it('does not understand some words', async () => {
    expect((await shellCommand(stack.site, ['-OutputFormat', 'xml'])).code).toBe(2);
  });
});

it('a session in a terminal: completion, continuation, a question, a password, Ctrl-C', async () => {
  const terminal = await ShellTerminal.open(stack.site);
  expect(await terminal.type('Get-Rece\t', /Get-ReceiveConnector/)).not.toBe('');
  expect(await terminal.type(' -Id\t', /-Identity/)).not.toBe('');
  await terminal.type(' ', / /);
  expect(await terminal.type('"Default F\t', /Default Frontend MBX01"/)).not.toBe('');
  expect(await terminal.type(' |\r', />> /)).not.toBe('');
  expect(await terminal.type('Format-List Name\r', /Name : Default Frontend MBX01[^]*PS> /)).not.toBe('');
  await terminal.type('Remove-ReceiveConnector Curly\r', /\[Y\] Yes/);
  await terminal.type('n\r', /PS> /);
  expect(await terminal.type('(Get-ReceiveConnector Curly).Name\r', /Curly[^]*Curly[^]*PS> /)).not.toBe('');
  await terminal.type('$c = Get-Credential\r', /User: /);
  await terminal.type('app\r', /Password for user app: /);
  expect(await terminal.type('secret word\r', /PS> /)).not.toContain('secret word');
  // C31 of the documents, with a source server that there is; the credential is asked for in the middle of the line.
  await terminal.type(
    'New-SendConnector -Name "To Edge" -Usage Internal -AddressSpaces * -DNSRoutingEnabled $false -SmartHosts edge01.contoso.com -SourceTransportServers MBX01 -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential (Get-Credential)\r',
    /User: /,
  );
  await terminal.type('contoso\\relay\r', /Password for user contoso\\relay: /);
  const made = await terminal.type('another secret\r', /PS> /);
  expect(made).toMatch(/To Edge\s+\{SMTP:\*;1\}\s+True/);
  expect(made).not.toContain('another secret');
  await terminal.type('foreach ($c in Get-SendConnector "To Edge") {\r', />> /);
  expect(await terminal.type('try { "is $($c.Name)" } catch { $_ } }\r', /\nis To Edge[^]*PS> /)).not.toBe(
    '',
  );
  await terminal.type('while ($true) { }\r', /\{ \}/);
  await terminal.type('\x03', /PS> /);
  await terminal.type('1..1000000 | foreach { $_ } | Out-Null\r', /Out-Null/);
  await terminal.type('\x03', /PS> /);
  expect(await terminal.type('"still here"\r', /\nstill here[^]*PS> /)).not.toBe('');
  expect(await terminal.close()).toBe(0);
}, 60_000);
