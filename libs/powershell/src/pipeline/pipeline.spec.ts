import { getConnector, getServer, produced, setConnector } from '../spec-support/connector-commands.js';
import { TestShell } from '../spec-support/test-shell.js';
import { gathered } from '../values/gathered.js';
import { textOf } from '../values/text.js';
import type { Value } from '../values/value.js';

async function run(script: string, prepare?: (shell: TestShell) => void) {
  const shell = new TestShell([getConnector, getServer, setConnector]);
  prepare?.(shell);
  produced.count = 0;
  const values = (await shell.values(script)).map(textOf);
  return { values, shell, text: [...values, ...shell.errors.map((error) => `error: ${error}`)].join(' | ') };
}

describe('order of binding: exact, alias, unique begin, position, pipeline, mandatory', () => {
  it.each([
    ['Set-ReceiveConnector A -cf:$false', 'Identity=A'],
    ['Set-ReceiveConnector -Identity A -Confirm:$false', 'Identity=A'],
    ['Set-ReceiveConnector -rn x A -Confirm:$false', 'RemoteName=x Identity=A'],
    [
      'Set-ReceiveConnector A -RemoteI 10.1.2.10,10.1.2.15 -Confirm:$false',
      'RemoteIPRanges=[10.1.2.10;10.1.2.15] Identity=A',
    ],
    [
      'Set-ReceiveConnector A -Remote x -Confirm:$false',
      "error: Set-ReceiveConnector: Parameter cannot be processed because the parameter name 'Remote' is ambiguous. Possible matches include: -RemoteIPRanges -RemoteName.",
    ],
    [
      'Set-ReceiveConnector A -Nope 1',
      "error: Set-ReceiveConnector: A parameter cannot be found that matches parameter name 'Nope'.",
    ],
    [
      'Set-ReceiveConnector A B',
      "error: Set-ReceiveConnector: A positional parameter cannot be found that accepts argument 'B'.",
    ],
    [
      'Set-ReceiveConnector A - Custom',
      "error: Set-ReceiveConnector: A positional parameter cannot be found that accepts argument '-'. A parameter name follows its dash without a space.",
    ],
    [
      'Set-ReceiveConnector -RemoteName -Custom',
      "error: Set-ReceiveConnector: Missing an argument for parameter 'RemoteName'. Specify a value and try again.",
    ],
    [
      'Set-ReceiveConnector',
      'error: Set-ReceiveConnector: Cannot process command because of one or more missing mandatory parameters: Identity.',
    ],
    [
      'Set-ReceiveConnector A -Identity B -Identity C',
      `error: Set-ReceiveConnector: Cannot bind parameter because parameter 'Identity' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".`,
    ],
    [
      'Set-ReceiveConnector A -Custom -Internet',
      'error: Set-ReceiveConnector: Parameter set cannot be resolved using the specified named parameters: -Custom, -Internet exclude each other.',
    ],
    [
      'Set-ReceiveConnector A -AuthMechanism tls,basicauth -Confirm:$false',
      'AuthMechanism=[Tls;BasicAuth] Identity=A',
    ],
    [
      'Set-ReceiveConnector A -TransportRole Frontend -Confirm:$false',
      'TransportRole=FrontendTransport Identity=A',
    ],
    [
      'Set-ReceiveConnector A -TransportRole Edge',
      `error: Set-ReceiveConnector: Cannot bind parameter 'TransportRole'. Cannot convert value "Edge" to the type of the parameter due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "FrontendTransport,HubTransport".`,
    ],
    [
      'Set-ReceiveConnector A -Enabled "yes"',
      `error: Set-ReceiveConnector: Cannot process argument transformation on parameter 'Enabled'. Cannot convert value "System.String" to type "System.Boolean". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0 instead.`,
    ],
    ['Set-ReceiveConnector A -MaxMessageSize 10MB -Confirm:$false', 'MaxMessageSize=10MB Identity=A'],
    [
      '$p = @{ Identity = "A"; Enabled = $false }; Set-ReceiveConnector @p -Confirm:$false',
      'Identity=A Enabled=False',
    ],
    ['Set-ReceiveConnector –Identity A –Confirm:$false', 'Identity=A'],
    ['Get-ReceiveConnector Relay | Set-ReceiveConnector -Confirm:$false', 'Identity=MBX01\\Relay'],
    [
      'Set-ReceiveConnector A -RemoteIPRanges (Get-ReceiveConnector Relay).Bindings -Confirm:$false',
      'RemoteIPRanges=[0.0.0.0:25;[::]:25] Identity=A',
    ],
    ['"x","y" | Set-ReceiveConnector -Confirm:$false', 'Identity=x | Identity=y'],
    ['Get-TransportService | Set-ReceiveConnector A -Confirm:$false', 'Identity=A Server=MBX02'],
    [
      'Get-TransportService | Set-ReceiveConnector -Confirm:$false',
      'error: Set-ReceiveConnector: Cannot process command because of one or more missing mandatory parameters: Identity.',
    ],
  ])('%s', async (script, expected) => {
    expect((await run(script)).text).toBe(expected);
  });
});

describe('filters of the documents', () => {
  it.each([
    [
      `Get-ReceiveConnector | where {$_.Bindings -like '*25' -AND $_.PermissionGroups -like '*AnonymousUsers*'}`,
      'MBX01\\Relay',
    ],
    [`Get-ReceiveConnector | where {$_.Bindings -like '*25'}`, 'MBX01\\Default | MBX01\\Relay'],
    ['Get-ReceiveConnector | where Name -like c*', 'MBX01\\Client'],
    ['Get-ReceiveConnector | ? Enabled', 'MBX01\\Default | MBX01\\Relay'],
    ['Get-ReceiveConnector | where Enabled -eq $false', 'MBX01\\Client'],
    ['Get-ReceiveConnector | where { $_.PermissionGroups -contains "AnonymousUsers" }', 'MBX01\\Relay'],
    ['Get-ReceiveConnector | % { $_.Name.ToUpper() }', 'DEFAULT | CLIENT | RELAY'],
    ['Get-ReceiveConnector | foreach Name', 'Default | Client | Relay'],
    ['(Get-ReceiveConnector).Name -join ","', 'Default,Client,Relay'],
    [
      'Get-ReceiveConnector | sort MaxMessageSize -Descending | select -First 1 -ExpandProperty Name',
      'Relay',
    ],
    ['(Get-ReceiveConnector | measure MaxMessageSize -Sum).Sum / 1MB', '6'],
    ['Get-ReceiveConnector | group Enabled | % { "$($_.Name) $($_.Count)" }', 'True 2 | False 1'],
    [
      'Get-ReceiveConnector | select Name,@{n="MB";e={$_.MaxMessageSize / 1MB}} | % { "$($_.Name)=$($_.MB)" }',
      'Default=1 | Client=2 | Relay=3',
    ],
  ])('%s', async (script, expected) => {
    expect((await run(script)).text).toBe(expected);
  });

  it('Select-Object -First ends what comes before it', async () => {
    await run('Get-ReceiveConnector | select -First 1');
    expect(produced.count).toBe(1);
  });
});

describe('errors', () => {
  it.each([
    [
      'Get-Nope; 2',
      `2 | error: Get-Nope: The term 'Get-Nope' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
    ],
    [
      'Get-ReceiveConnector x; "next"',
      "next | error: Get-ReceiveConnector: The object 'x' couldn't be found.",
    ],
    [
      'Get-ReceiveConnector x -ErrorAction SilentlyContinue; $?; $Error.Count; $Error[0].Exception.Message',
      "False | 1 | The object 'x' couldn't be found.",
    ],
    ['Get-ReceiveConnector x -ea Ignore; $Error.Count', '0'],
    [
      'Get-ReceiveConnector x -ErrorAction Stop; "never"',
      "error: Get-ReceiveConnector: The object 'x' couldn't be found.",
    ],
    ['$ErrorActionPreference = "Stop"; 1 / 0; "never"', 'error: Attempted to divide by zero.'],
    ['Get-ReceiveConnector x -ErrorVariable e 2>$null; $e.Count', '1'],
    ['Get-ReceiveConnector x 2>&1 | % { "got $_" }', "got The object 'x' couldn't be found."],
    ['Get-ReceiveConnector Relay -OutVariable o | Out-Null; $o.Name', 'Relay'],
  ])('%s', async (script, expected) => {
    expect((await run(script)).text).toBe(expected);
  });

  it('counts what failed, and not what was to be silent', async () => {
    expect((await run('Get-ReceiveConnector x')).shell.shell.state.failures).toBe(1);
    expect((await run('Get-ReceiveConnector x -ea SilentlyContinue')).shell.shell.state.failures).toBe(0);
  });
});

describe('confirmation', () => {
  it('asks, and does nothing on No', async () => {
    const { values, shell } = await run('Set-ReceiveConnector A', ({ answers }) => answers.push('no'));
    expect(values).toEqual([]);
    expect(shell.questions).toEqual(['Changing A']);
  });

  it('Yes to All is for the rest of the command', async () => {
    const { values, shell } = await run('"A","B" | Set-ReceiveConnector', ({ answers }) =>
      answers.push('yesToAll'),
    );
    expect(values).toHaveLength(2);
    expect(shell.questions).toHaveLength(1);
  });

  it('is an error where nobody can be asked', async () => {
    expect((await run('Set-ReceiveConnector A')).text).toMatch(/^error: .*add -Confirm:\$false/);
  });

  it('follows $ConfirmPreference', async () => {
    expect((await run('$ConfirmPreference = "None"; Set-ReceiveConnector A')).text).toBe('Identity=A');
  });
});

it('Ctrl-C ends a command between two objects', async () => {
  const shell = new TestShell();
  const stop = new AbortController();
  const seen: Value[] = [];
  const reading = async () => {
    for await (const value of shell.shell.run('1..1000000', stop.signal)) {
      seen.push(value);
      if (seen.length === 3) stop.abort();
    }
  };
  await expect(reading()).rejects.toThrow(/abort/i);
  expect(seen).toHaveLength(3);
});

it('Ctrl-C is heard by a script that writes nothing', async () => {
  const shell = new TestShell();
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  const running = gathered(shell.shell.run('1..10000000 | foreach { $_ } | Out-Null', stop.signal));
  await expect(running).rejects.toThrow(/abort/i);
});
