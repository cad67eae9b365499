import { TestShell } from '../spec-support/test-shell.js';
import { getApiToken } from '../administrators/tokens/get-api-token.js';
import { newApiToken } from '../administrators/tokens/new-api-token.js';
import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';

let shell: TestShell;
beforeAll(async () => (shell = await TestShell.start()), 30_000);
afterAll(() => shell.stop());

const tried = async (name: string, parameters: object): Promise<readonly string[]> => {
  const { verbose } = await shell.run(name, parameters as Readonly<Record<string, unknown>>, {
    whatIf: true,
  });
  return verbose;
};

describe('-WhatIf of orders about queues, messages, agents and components', () => {
  beforeAll(async () => {
    await shell.server.queued({ from: 'bob', subject: 'first' });
    await shell.server.queued({ from: 'alice', subject: 'second' });
  });

  it.each([
    ['Suspend-Queue', { Identity: String.raw`MBX01\DB01` }, /MBX01\\DB01, which is \w+ and has 2 messages$/],
    ['Retry-Queue', { Filter: "NextHopDomain -eq 'DB01'" }, /MBX01\\DB01, which is \w+ and has 2 messages$/],
    ['Suspend-Message', { Filter: "FromAddress -eq 'bob@contoso.com'" }, /^Suspend-Message on 1 message$/],
    ['Remove-Message', { Filter: "Subject -eq 'nothing'" }, /^Remove-Message on 0 messages$/],
    ['Disable-TransportAgent', { Identity: 'Journal Agent' }, /Journal Agent, which would be disabled$/],
    ['Set-TransportAgent', { Identity: 'Journal Agent', Priority: 9 }, /Journal Agent: Priority 9$/],
    [
      'Install-TransportAgent',
      { Name: 'Mine', AssemblyPath: '/opt/mine.js' },
      /^Install-TransportAgent on Mine of Hub$/,
    ],
    [
      'Set-ServerComponentState',
      { Identity: 'MBX01', Component: 'HubTransport', Requester: 'Maintenance', State: 'Draining' },
      /HubTransport of MBX01: Draining for Maintenance, which is Active now$/,
    ],
  ])('%s tells what it would be about, and how many', async (name, parameters, said) => {
    expect((await tried(name, parameters))[0]).toMatch(said);
  });

  it('nothing was done, and nothing is on record', async () => {
    const queues = await shell.output('Get-Queue', { Identity: 'DB01' });
    expect(queues[0]).toMatchObject({
      MessageCount: 2,
      Status: expect.not.stringMatching('Suspended') as string,
    });
    const messages = await shell.output('Get-Message', { SortOrder: ['-Subject'] });
    expect(messages.map(({ Subject, Status }) => [Subject, Status])).toEqual([
      ['second', 'Ready'],
      ['first', 'Ready'],
    ]);
    const [agent] = await shell.output('Get-TransportAgent', { Identity: 'Journal Agent' });
    expect(agent).toMatchObject({ Enabled: true, Priority: 2 });
    await expect(shell.run('Get-TransportAgent', { Identity: 'Mine' })).rejects.toThrow('no transport agent');
    const states = await shell.output('Get-ServerComponentState', { Identity: 'MBX01' });
    expect(states.filter(({ State }) => State !== 'Active')).toEqual([]);
    const entries = await shell.server.order(searchAdminAuditLog, {});
    expect(entries.map(({ operation }) => operation).filter((name) => name !== 'Get-Message')).toEqual([]);
  });

  it('what could not be done is refused as the order itself would be', async () => {
    await expect(tried('Suspend-Queue', { Identity: 'DB07' })).rejects.toThrow('there is no queue DB07');
    await expect(tried('Suspend-Queue', { Filter: 'Status -eq 1', Server: 'MBX07' })).rejects.toThrow(
      'MBX07',
    );
    const ofFrontEnd = { Identity: 'Journal Agent', TransportService: 'FrontEnd' };
    await expect(tried('Disable-TransportAgent', ofFrontEnd)).rejects.toThrow('is an agent of Hub');
    const unfit = { Name: '*', AssemblyPath: '/opt/mine.js' };
    await expect(tried('Install-TransportAgent', unfit)).rejects.toThrow(
      /^TransportAgents\[\*\]\.Name: must not/,
    );
  });
});

describe('-WhatIf of administrators', () => {
  const organizationManagement = ['Organization Management'];
  const password = 'correct horse battery';
  const anna = { Name: 'anna', Password: password, RoleGroups: organizationManagement };

  it('tells what would become of them, and refuses what the order would', async () => {
    expect(await tried('New-Administrator', anna)).toEqual([
      'New-Administrator on anna, which would be enabled and in Organization Management',
    ]);
    await expect(tried('Set-Administrator', { Identity: 'anna', Enabled: false })).rejects.toThrow('anna');
    await shell.run('New-Administrator', anna);
    await shell.run('New-Administrator', { ...anna, Name: 'bert' });
    await expect(tried('New-Administrator', anna)).rejects.toThrow('already');
    expect(await tried('Set-Administrator', { Identity: 'anna', RoleGroups: [] })).toEqual([
      'Set-Administrator on anna, which would be enabled and in no role group',
    ]);
    await expect(tried('Set-AdministratorPassword', { Identity: 'anna', Password: 'short' })).rejects.toThrow(
      'at least 12',
    );
    expect(await tried('Remove-Administrator', { Identity: 'anna' })).toEqual([
      'Remove-Administrator on anna, whose sessions would end',
    ]);
    const [known] = await shell.output('Get-Administrator', { Identity: 'anna' });
    expect(known).toMatchObject({ Enabled: true, RoleGroups: organizationManagement });
  });
});

describe('-WhatIf of tokens and directory sources', () => {
  it('a token has no value, and there is none', async () => {
    const order = (more: object) =>
      shell.server.order(newApiToken, {
        administrator: 'anna',
        description: 'x',
        validateOnly: true,
        ...more,
      });
    expect(await order({})).toMatchObject({ id: '', value: '', administrator: 'anna' });
    await expect(order({ administrator: 'nobody' })).rejects.toThrow('nobody');
    await expect(order({ roleGroups: ['None'] })).rejects.toThrow('None is no role group');
    expect(await shell.server.order(getApiToken, {})).toEqual([]);
  });

  it('a directory source stays, and says what would become of its recipients', async () => {
    await shell.run('New-DirectorySource', {
      Name: 'AD',
      Url: 'ldaps://127.0.0.1:1',
      BaseDN: 'DC=contoso,DC=com',
    });
    expect(await tried('Remove-DirectorySource', { Identity: 'AD' })).toEqual([
      'Remove-DirectorySource on AD, of whose recipients 0 would stay and 0 would go',
    ]);
    await expect(tried('Start-DirectorySynchronization', { Identity: 'AD' })).rejects.toThrow('ECONNREFUSED');
    const [source] = await shell.output('Get-DirectorySynchronization', { Identity: 'AD' });
    expect(source).toMatchObject({ Result: null, LastAttempt: null });
  });
});
