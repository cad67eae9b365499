import {
  everydayCommands,
  formattedLines,
  gathered,
  Shell,
  textOf,
  type Answer,
  type Host,
} from '@mailyard/powershell';

import { ApiClient } from '../connection/api-client.js';
import { findApi } from '../connection/local-api.js';
import { CmdletServer } from '../spec-support/cmdlet-server.js';
import { nobody, NodeHost } from '../node-host.js';
import { Style } from '../terminal/style.js';
import { Completion } from '../terminal/completion.js';
import { ObjectNames } from '../terminal/object-names.js';
import { cmdletCommand } from './cmdlet-command.js';

const right = { MAILYARD_ADMIN_PASSWORD: 'right' };
const server = new CmdletServer();
const said: string[] = [];
const answers: Answer[] = [];
let uri: string;
let client: ApiClient;
let shell: Shell;

class ListeningHost extends NodeHost {
  override say = (text: string) => void said.push(text);
  override error: Host['error'] = ({ message }) => void said.push(`error: ${message}`);
  override note: Host['note'] = (kind, text) => void said.push(`${kind}: ${text}`);
}

beforeAll(async () => {
  uri = await server.listen();
  client = new ApiClient(await findApi(right, { connectionUri: uri }));
  const { cmdlets } = await client.catalogue();
  const asking = { ...nobody, confirm: async () => answers.shift() };
  const host = new ListeningHost(new Style(false), asking, { folder: '/', server: 'MBX01' });
  shell = new Shell(host, [...everydayCommands, ...cmdlets.map((cmdlet) => cmdletCommand(cmdlet, client))]);
});
afterAll(() => server.close());
beforeEach(() => {
  said.length = 0;
  answers.length = 0;
  server.calls.length = 0;
});

const run = async (script: string) => (await gathered(shell.run(script))).map(textOf);
const parameters = () => server.calls.at(-1)?.call.parameters;

describe('what a cmdlet tells', () => {
  it('is shown with its default columns', async () => {
    const lines = await gathered(formattedLines(shell.run('Get-ReceiveConnector'), 90));
    expect(lines.join('\n')).toContain(String.raw`
Identity                     Bindings              Enabled
--------                     --------              -------
MBX01\Default Frontend MBX01 {[::]:25, 0.0.0.0:25} True
MBX01\Relay                  {10.1.1.1:25}         False`);
  });

  it.each([
    [
      "Get-ReceiveConnector | where { $_.PermissionGroups -like '*AnonymousUsers*' } | % Name",
      ['Default Frontend MBX01'],
    ],
    ['(Get-ReceiveConnector)[0].MaxMessageSize -gt 30MB', ['True']],
    ['(Get-ReceiveConnector)[0].MaxMessageSize.ToMB()', ['36']],
    ['(Get-ReceiveConnector)[0].ConnectionTimeout.TotalMinutes', ['10']],
    ['(Get-ReceiveConnector)[0].WhenChanged.Year', ['2026']],
    // As documents write a certificate, or a request for one, into a file.
    [
      '$text = Export-ExchangeCertificate; [Text.Encoding]::Unicode.GetString([System.Text.Encoding]::Unicode.GetBytes($text))',
      ['-----BEGIN CERTIFICATE-----'],
    ],
    ['(Get-ReceiveConnector)[0].Bindings.Port', ['25', '25']],
    ['(Get-ReceiveConnector Relay).RemoteIPRanges', ['10.1.2.10', '10.1.2.15']],
  ])('%s', async (script, expected) => {
    expect(await run(script)).toEqual(expected);
  });
});

describe('what the API is sent', () => {
  it.each([
    ['Set-ReceiveConnector Relay -MaxMessageSize 10MB', { Identity: 'Relay', MaxMessageSize: '10MB' }],
    ['Set-ReceiveConnector Relay -Max 10MB', { Identity: 'Relay', MaxMessageSize: '10MB' }],
    [
      'Set-ReceiveConnector Relay -ConnectionTimeout 00:20:00',
      { Identity: 'Relay', ConnectionTimeout: '00:20:00' },
    ],
    ['Set-ReceiveConnector Relay -Enabled $false', { Identity: 'Relay', Enabled: false }],
    [
      'Set-ReceiveConnector Relay -RemoteIPRanges 10.0.0.1,10.0.0.2',
      { Identity: 'Relay', RemoteIPRanges: ['10.0.0.1', '10.0.0.2'] },
    ],
    [
      'Set-ReceiveConnector Relay -RemoteIPRanges @{Add="10.0.0.1"; Remove="a","b"}',
      { Identity: 'Relay', RemoteIPRanges: { Add: '10.0.0.1', Remove: ['a', 'b'] } },
    ],
    ['Set-ReceiveConnector Relay -RemoteIPRanges $null', { Identity: 'Relay', RemoteIPRanges: null }],
    [
      'Set-ReceiveConnector Relay -PermissionGroups exchangeu',
      { Identity: 'Relay', PermissionGroups: ['ExchangeUsers'] },
    ],
    [
      'Get-ReceiveConnector Relay | Set-ReceiveConnector -Enabled $true -Verbose -ErrorAction Stop',
      { Identity: 'MBX01\\Relay', Enabled: true },
    ],
    [
      'Set-ReceiveConnector Relay -MaxMessageSize (Get-ReceiveConnector)[0].MaxMessageSize',
      {
        Identity: 'Relay',
        MaxMessageSize: { $type: 'ByteQuantifiedSize', text: '36 MB (37,748,736 bytes)', value: 37_748_736 },
      },
    ],
  ])('%s', async (script, expected) => {
    await run(script);
    expect(parameters()).toEqual(expected);
  });
});

describe('refusals, warnings, confirmation', () => {
  it('tells detail and cure as a sentence, and goes on', async () => {
    await run('"nope","Relay" | Set-ReceiveConnector -Enabled $true');
    expect(said).toEqual(['error: There is no ReceiveConnector nope. Did you mean Relay?']);
    expect(server.calls).toHaveLength(2);
  });

  it('-WhatIf says what would be, and sends no change', async () => {
    await run('Set-ReceiveConnector Relay -PermissionGroups AnonymousUsers -WhatIf');
    expect(server.calls.map(({ call }) => call.whatIf)).toEqual([true]);
    expect(said).toEqual(['What if: ~ Relay', 'warning: Anybody can relay.']);
  });

  it('Remove- asks; No removes nothing, -Confirm:$false does not ask', async () => {
    answers.push('no');
    await run('Remove-ReceiveConnector Relay');
    expect(server.calls).toEqual([]);
    await run('Remove-ReceiveConnector Relay -Confirm:$false');
    expect(server.calls).toHaveLength(1);
  });

  it('a danger is confirmed even with -Confirm:$false, and sent again with force', async () => {
    await run('Set-ReceiveConnector Relay -PermissionGroups AnonymousUsers -Confirm:$false');
    expect(said.join()).toMatch(/Anybody could relay\. .*add -Force/);
    answers.push('yes');
    await run('Set-ReceiveConnector Relay -PermissionGroups AnonymousUsers');
    expect(server.calls.map(({ call }) => call.force)).toEqual([undefined, undefined, true]);
    await run('Set-ReceiveConnector Relay -PermissionGroups AnonymousUsers -Force');
    expect(server.calls).toHaveLength(4);
  });

  it('-Verbose tells what was changed', async () => {
    await run('Set-ReceiveConnector Relay -Enabled $true -Verbose');
    expect(said).toEqual(['verbose: ~ Relay']);
  });

  it('a wrong login and a silent address are said', async () => {
    const wrong = new ApiClient(await findApi({ MAILYARD_ADMIN_PASSWORD: 'wrong' }, { connectionUri: uri }));
    await expect(wrong.catalogue()).rejects.toThrow('does not accept the login of admin');
    const silent = new ApiClient(await findApi(right, { connectionUri: 'http://127.0.0.1:1' }));
    await expect(silent.catalogue()).rejects.toThrow('nobody listens there');
    const edge = new ApiClient(await findApi({ ...right, MAILYARD_PORT_OFFSET: '1' }, { isEdge: true }));
    await expect(edge.catalogue()).rejects.toThrow('npm run start:edge starts it');
  });
});

it('whoever says -Edge never changes another server', async () => {
  const meant = new ApiClient(await findApi(right, { connectionUri: uri, isEdge: true }));
  await expect(meant.catalogue()).rejects.toThrow('is that of MBX01, which is no Edge Transport server');
});

describe('completion', () => {
  it.each([
    ['Get-Rec', ['Get-ReceiveConnector']],
    ['get-receivec', ['Get-ReceiveConnector']],
    ['Get-ReceiveConnector | Format-T', ['Format-Table']],
    ['Set-ReceiveConnector -Per', ['-PermissionGroups']],
    ['Set-ReceiveConnector Relay -PermissionGroups ', ['AnonymousUsers', 'ExchangeUsers']],
    ['Set-ReceiveConnector Relay -PermissionGroups AnonymousUsers,Ex', ['ExchangeUsers']],
    ['Set-ReceiveConnector Relay -Enabled ', ['$false', '$true']],
    ['Set-ReceiveConnector Rel', ['MBX01\\Relay']],
    ['Set-ReceiveConnector -Identity "Def', ['"MBX01\\Default Frontend MBX01"']],
    ['Get-ReceiveConnector -ErrorAction St', ['Stop']],
    ['$Warn', ['$WarningPreference']],
    ['Get-Help get-receivec', ['Get-ReceiveConnector']],
    ['Get-Command -Name Remove-Rec', ['Remove-ReceiveConnector']],
    ['Get-Nope -', []],
  ])('%s', async (line, expected) => {
    const [candidates] = await new Completion(shell, new ObjectNames(client)).of(line);
    expect(candidates.toSorted()).toEqual(expected.toSorted());
  });
});

describe('names of objects', () => {
  const line = 'Set-ReceiveConnector ';
  const asked = () => server.calls.filter(({ name }) => name === 'Get-ReceiveConnector');

  it('are asked for when the word before them ends, and only they', async () => {
    const completion = new Completion(shell, new ObjectNames(client));
    completion.foresee(line);
    expect((await completion.of(`${line}Rel`))[0]).toEqual(['MBX01\\Relay']);
    expect(asked().map(({ call }) => call.properties)).toEqual([['Identity', 'Name']]);
    await completion.of(`${line}Def`);
    expect(asked()).toHaveLength(1);
  });

  it('are asked for anew after a command', async () => {
    const names = new ObjectNames(client);
    await names.of('ReceiveConnector');
    names.forget();
    expect(await names.of('ReceiveConnector')).toHaveLength(2);
    expect(asked()).toHaveLength(2);
  });

  it('of what cannot be asked for there are none', async () => {
    const silent = new ApiClient(await findApi(right, { connectionUri: 'http://127.0.0.1:1' }));
    expect(await new ObjectNames(silent).of('ReceiveConnector')).toEqual([]);
  });
});
