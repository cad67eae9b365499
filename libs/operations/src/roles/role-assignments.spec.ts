import type { Administrator, SignedInAdministrator } from '@mailyard/sign-in';

import { newAdministrator } from '../administrators/accounts/new-administrator.js';
import { removeAdministrator } from '../administrators/accounts/remove-administrator.js';
import { administratorCaller, type Caller } from '../caller.js';
import type { CmdletRequest } from '../cmdlets/run-cmdlet.js';
import { exportOrganizationText } from '../organization/export-organization.js';
import { TestShell } from '../spec-support/test-shell.js';

let shell: TestShell;
beforeAll(async () => {
  shell = await TestShell.start();
  await order('New-ManagementScope', { Name: 'Sales', RecipientRestrictionFilter: `Department -eq 'Sales'` });
  await order('New-ManagementScope', { Name: 'Branch', ServerList: 'MBX01' });
  const vip = { Name: 'VIPs', RecipientRestrictionFilter: `CustomAttribute1 -eq 'VIP'`, Exclusive: true };
  await order('New-ManagementScope', vip);
}, 60_000);
afterAll(() => shell.stop());

type Parameters = CmdletRequest['parameters'];

async function order(name: string, parameters: Parameters = {}, caller?: Caller) {
  return (await shell.run(name, parameters, { force: true, ...(caller && { caller }) })).output;
}

async function assignments(group: string): Promise<readonly unknown[]> {
  const rows = await order('Get-ManagementRoleAssignment', { RoleAssignee: group });
  return rows.map((row) => [row['Name'], row['RecipientWriteScope'], row['CustomRecipientWriteScope']]);
}

describe('management scopes', () => {
  it.each<[Parameters, string | RegExp]>([
    [{}, 'RecipientRestrictionFilter: or ServerRestrictionFilter or ServerList is needed'],
    [
      { ServerList: 'MBX01', RecipientRestrictionFilter: `Name -eq 'x'` },
      'ServerList: not together with RecipientRestrictionFilter',
    ],
    [{ ServerList: 'MBX09' }, 'no server MBX09'],
    [{ RecipientRestrictionFilter: `Salary -gt 5` }, 'asks for Salary, which recipients do not have'],
    [{ ServerRestrictionFilter: `Department -eq 'x'` }, 'asks for Department, which servers do not have'],
    [{ ServerRestrictionFilter: `Name -eq` }, 'a value is expected'],
    [
      { RecipientRoot: 'contoso.com/Users' },
      'RecipientRoot: is not there: there are no organizational units here',
    ],
    [{ DatabaseList: 'DB01' }, 'DatabaseList: is not there: a database is in the scope of its server'],
  ])('%j is refused', async (parameters, reason) => {
    await expect(order('New-ManagementScope', { Name: 'x', ...parameters })).rejects.toThrow(reason);
  });

  it('are shown in Exchange’s columns', async () => {
    expect(await order('Get-ManagementScope', { Identity: 'Sales' })).toMatchObject([
      { ScopeRestrictionType: 'RecipientScope', Exclusive: false, RecipientFilter: `Department -eq 'Sales'` },
    ]);
    expect(await order('Get-ManagementScope', { Identity: 'Branch' })).toMatchObject([
      { ScopeRestrictionType: 'ServerScope', ServerFilter: `Name -eq 'MBX01'` },
    ]);
  });

  it('are chosen by whether they are exclusive, and whether an assignment has them', async () => {
    const names = async (parameters: Parameters) =>
      (await order('Get-ManagementScope', parameters)).map(({ Name }) => Name);
    expect(await names({ Exclusive: true })).toEqual(['VIPs']);
    expect(await names({ Orphan: true })).toEqual(['Branch', 'Sales', 'VIPs']);
    const scoped = { Name: 'Sellers', Roles: ['Mail Recipients'], CustomRecipientWriteScope: 'sales' };
    await order('New-RoleGroup', scoped);
    expect(await names({ Orphan: true })).toEqual(['Branch', 'VIPs']);
    expect(await names({ Orphan: true, Exclusive: true })).toEqual(['VIPs']);
    await order('Remove-RoleGroup', { Identity: 'Sellers' });
  });

  it('that role assignments name stay, and what they are cannot become another thing', async () => {
    await order('New-RoleGroup', { Name: 'In Use', Roles: 'Journaling', CustomRecipientWriteScope: 'Sales' });
    const removed = order('Remove-ManagementScope', { Identity: 'Sales' });
    await expect(removed).rejects.toThrow('no management scope Sales');
    const turned = { Identity: 'Sales', RecipientRestrictionFilter: null, ServerList: 'MBX01' };
    await expect(order('Set-ManagementScope', turned)).rejects.toThrow('Sales is a ServerScope');
    await order('Remove-RoleGroup', { Identity: 'In Use' });
  });
});

describe('role assignments', () => {
  it('a role group is made with a scope for all its roles', async () => {
    const roles = ['Mail Recipients', 'Reset Password'];
    const [made] = await order('New-RoleGroup', {
      Name: 'Seattle',
      Roles: roles,
      CustomRecipientWriteScope: 'Sales',
    });
    expect(made).toMatchObject({
      AssignedRoles: roles,
      RoleAssignments: ['Mail Recipients-Seattle', 'Reset Password-Seattle'],
    });
    expect(await assignments('Seattle')).toEqual([
      ['Mail Recipients-Seattle', 'CustomRecipientScope', 'Sales'],
      ['Reset Password-Seattle', 'CustomRecipientScope', 'Sales'],
    ]);
    const text = await shell.server.order(exportOrganizationText, {});
    expect(text).toMatch(/Role: Mail Recipients\s+CustomRecipientWriteScope: Sales/);
  });

  it('come, change and go one by one', async () => {
    await order('New-RoleGroup', { Name: 'Desk', Roles: 'Journaling' });
    const role = { Role: 'Mail Recipients', SecurityGroup: 'Desk' };
    const [first] = await order('New-ManagementRoleAssignment', {
      ...role,
      CustomRecipientWriteScope: 'Sales',
    });
    expect(first).toMatchObject({
      Name: 'Mail Recipients-Desk',
      RecipientWriteScope: 'CustomRecipientScope',
    });
    const exclusive = { ...role, Name: 'The VIPs', ExclusiveRecipientWriteScope: 'VIPs' };
    await order('New-ManagementRoleAssignment', exclusive);
    expect(await assignments('Desk')).toEqual([
      ['Journaling-Desk', 'Organization', null],
      ['Mail Recipients-Desk', 'CustomRecipientScope', 'Sales'],
      ['The VIPs', 'ExclusiveRecipientScope', 'VIPs'],
    ]);
    const cleared = { Identity: 'Mail Recipients-Desk', CustomRecipientWriteScope: null };
    await order('Set-ManagementRoleAssignment', cleared);
    await order('Remove-ManagementRoleAssignment', { Identity: 'The VIPs' });
    await order('Remove-ManagementRoleAssignment', { Identity: 'Journaling-Desk' });
    expect(await assignments('Desk')).toEqual([['Mail Recipients-Desk', 'Organization', null]]);
    // Nothing is said any more of what needs no word.
    const { objects } = shell.server.directory.organization;
    expect(objects.RoleGroups.find(({ Name }) => Name === 'Desk')).toMatchObject({
      Roles: ['Mail Recipients'],
      Assignments: [],
    });
  });

  it('a role that a role group has as a whole is not narrowed by another assignment', async () => {
    await order('New-RoleGroup', { Name: 'Wide', Roles: 'Mail Recipients' });
    const role = { Role: 'Mail Recipients', SecurityGroup: 'Wide', CustomRecipientWriteScope: 'Sales' };
    await order('New-ManagementRoleAssignment', role);
    expect(await assignments('Wide')).toEqual([
      ['Mail Recipients-Wide', 'Organization', null],
      ['Mail Recipients-Wide-1', 'CustomRecipientScope', 'Sales'],
    ]);
  });

  it.each<[string, Parameters, string]>([
    ['Role Management', { CustomRecipientWriteScope: 'Sales' }, 'Role Management has no scope'],
    ['Journaling', { CustomRecipientWriteScope: 'Branch' }, 'Branch is a ServerScope'],
    ['Journaling', { CustomConfigWriteScope: 'Sales' }, 'Sales is a RecipientScope'],
    ['Journaling', { CustomRecipientWriteScope: 'VIPs' }, 'ExclusiveRecipientWriteScope names it'],
    ['Journaling', { ExclusiveRecipientWriteScope: 'Sales' }, 'CustomRecipientWriteScope names it'],
    ['Journaling', { CustomRecipientWriteScope: 'Nobody' }, 'no management scope Nobody'],
    ['Journaling', { RecipientOrganizationalUnitScope: 'contoso.com/Users' }, 'no organizational units here'],
  ])('%s %j is refused', async (Roles, scope, reason) => {
    await expect(order('New-RoleGroup', { Name: 'x', Roles, ...scope })).rejects.toThrow(reason);
  });

  it('of a role group that is built in nothing changes', async () => {
    const given = { Role: 'Journaling', SecurityGroup: 'Recipient Management' };
    await expect(order('New-ManagementRoleAssignment', given)).rejects.toThrow('is built in');
    const narrowed = { Identity: 'Journaling-Records Management', CustomRecipientWriteScope: 'Sales' };
    await expect(order('Set-ManagementRoleAssignment', narrowed)).rejects.toThrow('is built in');
  });
});

describe('ManagedBy', () => {
  const password = 'correct horse battery';
  let anna: Caller;
  beforeAll(async () => {
    const roleGroups = ['Organization Management'];
    await shell.server.order(newAdministrator, { name: 'olga', password, roleGroups });
    for (const name of ['anna', 'bert', 'carl']) {
      // eslint-disable-next-line no-await-in-loop
      await shell.server.order(newAdministrator, { name, password });
    }
    await order('New-RoleGroup', { Name: 'Help', Roles: 'Reset Password', ManagedBy: 'anna' });
    anna = await callerNamed('anna');
  });

  async function callerNamed(name: string): Promise<Caller> {
    const account = (await shell.server.context.administrators.find(name)) as Administrator;
    const signedIn: SignedInAdministrator = { by: 'password', account };
    return administratorCaller(signedIn, '192.0.2.7', shell.server.directory.organization);
  }

  const members = async () =>
    (await order('Get-RoleGroupMember', { Identity: 'Help' })).map((row) => row['Name']);

  it('whoever manages a role group says who is in it, and needs no role for that', async () => {
    await order('Add-RoleGroupMember', { Identity: 'Help', Member: 'bert' }, anna);
    await order('Update-RoleGroupMember', { Identity: 'help', Members: ['bert', 'carl'] }, anna);
    expect(await order('Get-RoleGroupMember', { Identity: 'Help' }, anna)).toHaveLength(2);
    const [group] = await order('Get-RoleGroup', { Identity: 'Help' });
    expect(group).toMatchObject({ Members: ['bert', 'carl'] });
    await order('Remove-RoleGroupMember', { Identity: 'Help', Member: 'bert' }, anna);
    expect(await members()).toEqual(['carl']);
  });

  it.each<[string, Parameters]>([
    ['Add-RoleGroupMember', { Identity: 'Organization Management', Member: 'anna' }],
    ['Get-RoleGroupMember', { Identity: 'Organization Management' }],
    ['Set-RoleGroup', { Identity: 'Help', Roles: 'Role Management' }],
    ['Remove-RoleGroup', { Identity: 'Help' }],
    ['New-ManagementRoleAssignment', { Role: 'Journaling', SecurityGroup: 'Help' }],
  ])('beyond that it gives nothing: %s %j', async (name, parameters) => {
    await expect(order(name, parameters, anna)).rejects.toThrow(/does not (manage|have)/);
  });

  it('a role group manages by its members; who is in the managed one does not', async () => {
    await order('Set-RoleGroup', { Identity: 'Help', ManagedBy: 'Records Management' });
    expect((await callerNamed('anna')).rights.has('MyRoleGroups')).toBe(false);
    expect((await callerNamed('carl')).rights.has('MyRoleGroups')).toBe(false);
    await order('Add-RoleGroupMember', { Identity: 'Records Management', Member: 'bert' });
    await order('Add-RoleGroupMember', { Identity: 'Help', Member: 'bert' }, await callerNamed('bert'));
    expect(await members()).toEqual(['bert', 'carl']);
  });

  it('a manager has to be there, and stays while there is something to manage', async () => {
    const unknown = order('Set-RoleGroup', { Identity: 'Help', ManagedBy: { Add: ['anne'] } });
    await expect(unknown).rejects.toThrow('there is no administrator or role group anne; did you mean anna?');
    await order('Set-RoleGroup', { Identity: 'Help', ManagedBy: { Add: ['anna', 'Desk'] } });
    const removed = shell.server.order(removeAdministrator, { name: 'anna' });
    await expect(removed).rejects.toThrow('anna manages Help');
    await expect(order('Remove-RoleGroup', { Identity: 'Desk' })).rejects.toThrow('Desk manages Help');
  });
});
