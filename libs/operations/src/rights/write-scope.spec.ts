import { randomUUID } from 'node:crypto';

import { defaultReceiveConnectors } from '@mailyard/directory';
import type { Administrator, SignedInAdministrator } from '@mailyard/sign-in';

import { administratorCaller, type Caller } from '../caller.js';
import type { CmdletRequest } from '../cmdlets/run-cmdlet.js';
import { importExchangeConfiguration } from '../imports/import-exchange-configuration.js';
import { setPassword } from '../mailboxes/set-password.js';
import { applyOrganizationFile } from '../organization/apply-organization.js';
import { restoreOrganizationRevision } from '../revisions/restore-organization-revision.js';
import { TestShell } from '../spec-support/test-shell.js';

let shell: TestShell;
beforeAll(async () => {
  shell = await TestShell.start();
  await addServer('MBX02', 'mbx02.branch.contoso.com');
  await order('Set-Mailbox', { Identity: 'alice', Department: 'Sales' });
  await order('Set-Mailbox', { Identity: 'carol', CustomAttribute1: 'VIP' });
  const inSales = `Department -eq 'Sales' -or Alias -like 'sales*'`;
  await order('New-ManagementScope', { Name: 'Sales', RecipientRestrictionFilter: inSales });
  await order('New-ManagementScope', { Name: 'Branch', ServerList: 'mbx02' });
  await order('New-ManagementScope', { Name: 'Here', ServerRestrictionFilter: `Name -eq 'MBX01'` });
  await order('New-RoleGroup', {
    Name: 'Sales Help',
    Roles: ['Mail Recipients', 'Distribution Groups', 'Reset Password'],
    CustomRecipientWriteScope: 'Sales',
  });
  await order('New-RoleGroup', { Name: 'Branch Admins', Roles: ofServers, CustomConfigWriteScope: 'Branch' });
  await order('New-RoleGroup', { Name: 'Local Admins', Roles: ofServers, CustomConfigWriteScope: 'Here' });
}, 60_000);
afterAll(() => shell.stop());

const ofServers = [
  'Receive Connectors',
  'Send Connectors',
  'Databases',
  'Exchange Servers',
  'Exchange Server Certificates',
  'Transport Queues',
  'Transport Agents',
  'View-Only Configuration',
];
const outside = /isn't within your current write scopes/;

async function addServer(server: string, fqdn: string): Promise<void> {
  const { directory } = shell.server;
  const [own] = directory.organization.servers;
  if (own === undefined) throw new Error('there is a server');
  await directory.put({
    Servers: [{ ...own, Guid: randomUUID(), Name: server, Fqdn: fqdn }],
    ReceiveConnectors: [...defaultReceiveConnectors({ server, fqdn, newGuid: () => randomUUID() })],
  });
}

/** Somebody who is in these role groups, and has signed in by a token for `tokenFor` of them. */
function memberOf(roleGroups: readonly string[], tokenFor?: readonly string[]): Caller {
  const account = { guid: 'a', name: 'sue', displayName: 'sue', enabled: true, roleGroups } as Administrator;
  const token = tokenFor && { by: 'token', account, token: { roleGroups: tokenFor, readOnly: false } };
  const signedIn = (token ?? { by: 'password', account }) as SignedInAdministrator;
  return administratorCaller(signedIn, '192.0.2.7', shell.server.directory.organization);
}

type Parameters = CmdletRequest['parameters'];

function order(name: string, parameters: Parameters, caller?: Caller, whatIf = false) {
  return shell.run(name, parameters, { force: true, whatIf, ...(caller && { caller }) });
}

const revision = (): number => shell.server.directory.organization.revision;

async function expectRefused(name: string, parameters: Parameters, caller: Caller): Promise<void> {
  const before = revision();
  await expect(order(name, parameters, caller)).rejects.toThrow(outside);
  expect(revision()).toBe(before);
}

describe('a scope of recipients (CustomRecipientWriteScope)', () => {
  const sales = () => memberOf(['Sales Help']);

  it.each<[string, Parameters]>([
    ['Set-Mailbox', { Identity: 'alice', Title: 'Seller' }],
    ['New-Mailbox', { Name: 'sam', Department: 'Sales', Password: 'Secret-12345' }],
    ['Set-Mailbox', { Identity: 'sam', Office: '12' }],
    ['New-DistributionGroup', { Name: 'Sales Team', Alias: 'salesteam', Members: ['alice'] }],
    // Whoever is in a group is a matter of the group.
    ['Add-DistributionGroupMember', { Identity: 'salesteam', Member: 'bob' }],
    ['Get-Mailbox', { Identity: 'bob' }],
  ])('%s %j is carried out', async (name, parameters) => {
    await expect(order(name, parameters, sales())).resolves.toBeDefined();
  });

  it.each<[string, Parameters]>([
    ['Set-Mailbox', { Identity: 'bob', Title: 'Seller' }],
    // Neither out of the scope nor into it.
    ['Set-Mailbox', { Identity: 'alice', Department: 'Research' }],
    ['Set-Mailbox', { Identity: 'bob', Department: 'Sales' }],
    ['New-Mailbox', { Name: 'dave' }],
    ['Remove-Mailbox', { Identity: 'bob' }],
    ['New-MailContact', { Name: 'eve', ExternalEmailAddress: 'eve@fabrikam.com' }],
    ['Add-DistributionGroupMember', { Identity: 'team', Member: 'carol' }],
    ['Remove-DistributionGroupMember', { Identity: 'team', Member: 'alice' }],
    ['Set-DistributionGroup', { Identity: 'team', ManagedBy: 'alice' }],
    ['Set-DistributionGroup', { Identity: 'salesteam', Alias: 'others' }],
    ['Set-SmtpCredential', { Identity: 'bob@contoso.com', RemoteIPRanges: '192.168.5.1' }],
    ['Remove-SmtpCredential', { Identity: 'bob@contoso.com' }],
  ])('%s %j is refused, and when it is only tried', async (name, parameters) => {
    await expectRefused(name, parameters, sales());
    await expect(order(name, parameters, sales(), true)).rejects.toThrow(outside);
  });

  it('a password is that of its mailbox', async () => {
    const password = 'Secret-12345';
    await shell.server.order(setPassword, { login: 'alice', password }, sales());
    const other = (validateOnly: boolean) =>
      shell.server.order(setPassword, { login: 'bob', password, validateOnly }, sales());
    await expect(other(true)).rejects.toThrow(outside);
    await expect(other(false)).rejects.toThrow(outside);
  });

  it('a mailbox that goes leaves the groups that it is in, whosever these are', async () => {
    await order('New-Mailbox', { Name: 'sid', Department: 'Sales' });
    await order('Add-DistributionGroupMember', { Identity: 'team', Member: 'sid' });
    await order('Remove-Mailbox', { Identity: 'sid' }, sales());
    const team = shell.server.directory.organization.distributionGroups.find(({ Name }) => Name === 'team');
    expect(team?.Members).toEqual(['alice', 'bob']);
  });

  it('what another role group gives is not less for it, and a token for this one alone has no more', async () => {
    const both = ['Sales Help', 'Recipient Management'];
    await order('Set-Mailbox', { Identity: 'bob', Title: 'Cook' }, memberOf(both));
    await expectRefused('Set-Mailbox', { Identity: 'bob', Title: 'x' }, memberOf(both, ['Sales Help']));
  });
});

describe('a scope of servers (CustomConfigWriteScope)', () => {
  const printers = { Usage: 'Custom', Bindings: '0.0.0.0:2526', RemoteIPRanges: '192.168.5.1' };
  const state = { Component: 'HubTransport', State: 'Draining', Requester: 'Maintenance' };

  it.each<[string, Parameters]>([
    ['New-ReceiveConnector', { ...printers, Name: 'Printers', Server: 'MBX02' }],
    ['Set-ReceiveConnector', { Identity: String.raw`MBX02\Printers`, Comment: 'x' }],
    ['New-MailboxDatabase', { Name: 'DB02', Server: 'MBX02' }],
    ['Set-TransportService', { Identity: 'MBX02', MaxConnectionRatePerMinute: 100 }],
    ['Set-ServerComponentState', { ...state, Identity: 'MBX02' }],
    ['Get-Queue', {}],
    ['Get-ReceiveConnector', {}],
  ])('%s %j is carried out', async (name, parameters) => {
    await expect(order(name, parameters, memberOf(['Branch Admins']))).resolves.toBeDefined();
  });

  it.each<[string, Parameters]>([
    ['New-ReceiveConnector', { ...printers, Name: 'Printers', Server: 'MBX01' }],
    ['Set-ReceiveConnector', { Identity: String.raw`MBX01\Default MBX01`, Comment: 'x' }],
    ['Set-MailboxDatabase', { Identity: 'DB02', Server: 'MBX01' }],
    ['Set-TransportService', { Identity: 'MBX01', MaxConnectionRatePerMinute: 100 }],
    ['Set-ServerComponentState', { ...state, Identity: 'MBX01' }],
    // What is for the organization is no server’s, whichever servers use it.
    ['New-SendConnector', { Name: 'Out', AddressSpaces: '*', SourceTransportServers: 'MBX02' }],
    ['Install-TransportAgent', { Name: 'a', AssemblyPath: '/a.js', TransportAgentFactory: 'a' }],
    // The server that is asked is MBX01.
    ['Suspend-Queue', { Filter: 'MessageCount -ge 0' }],
    ['Retry-Queue', { Filter: 'MessageCount -ge 0' }],
    ['Remove-Message', { Identity: '1' }],
    ['New-ExchangeCertificate', { DomainName: 'mail.contoso.com', Force: true }],
  ])('%s %j is refused', async (name, parameters) => {
    await expectRefused(name, parameters, memberOf(['Branch Admins']));
  });

  it('what is of the server in the scope may be changed by its filter', async () => {
    const own = memberOf(['Local Admins']);
    await order('Suspend-Queue', { Filter: 'MessageCount -ge 0' }, own);
    await order(
      'Set-ServerComponentState',
      { ...state, Identity: 'mbx01.contoso.com', State: 'Active' },
      own,
    );
    await expectRefused('Set-TransportService', { Identity: 'MBX02', ADSite: 'Here' }, own);
    await expectRefused('Set-MailboxDatabase', { Identity: 'DB02', Server: 'MBX01' }, own);
  });

  it('limits what another role is needed for besides', async () => {
    await order('New-RoleGroup', { Name: 'Permissions', Roles: 'Active Directory Permissions' });
    const both = memberOf(['Permissions', 'Branch Admins']);
    const entry = { User: 'alice', ExtendedRights: 'ms-Exch-Accept-Headers-Forest' };
    await order('Add-ADPermission', { ...entry, Identity: String.raw`MBX02\Printers` }, both);
    const other = String.raw`MBX01\Default MBX01`;
    await expectRefused('Add-ADPermission', { ...entry, Identity: other }, both);
    await expectRefused('Remove-ADPermission', { ...entry, Identity: other }, both);
    await order('New-RoleGroup', { Name: 'Mail', Roles: 'Mail Recipients' });
    const passwords = { Name: 'Passwords', Roles: 'Reset Password', CustomRecipientWriteScope: 'Sales' };
    await order('New-RoleGroup', passwords);
    const two = memberOf(['Mail', 'Passwords']);
    await expectRefused('Set-Mailbox', { Identity: 'bob', Password: 'Secret-12345' }, two);
    await order('Set-Mailbox', { Identity: 'alice', Password: 'Secret-12345' }, two);
  });

  it('limits no recipients, as a scope of recipients limits no servers', async () => {
    const parameters = { Roles: ['Mail Recipients'], CustomConfigWriteScope: 'Branch', Name: 'Recipients' };
    await order('New-RoleGroup', parameters);
    const changed = order('Set-Mailbox', { Identity: 'bob', Title: 'x' }, memberOf(['Recipients']));
    await expect(changed).resolves.toBeDefined();
    const roles = { Roles: ['Receive Connectors'], CustomRecipientWriteScope: 'Sales', Name: 'Connectors' };
    await order('New-RoleGroup', roles);
    const identity = String.raw`MBX01\Default MBX01`;
    const other = order(
      'Set-ReceiveConnector',
      { Identity: identity, Comment: 'y' },
      memberOf(['Connectors']),
    );
    await expect(other).resolves.toBeDefined();
  });
});

describe('whole organizations', () => {
  const everything = ['Organization Configuration', 'View-Only Configuration'];
  const configurer = () => memberOf(['Configurers']);
  beforeAll(() =>
    order('New-RoleGroup', { Name: 'Configurers', Roles: everything, CustomRecipientWriteScope: 'Sales' }),
  );
  const apply = (text: string) =>
    shell.server.order(applyOrganizationFile, { file: 'a.yaml', text }, configurer());

  it('a text is applied that stays within the scope, and not one with anything beyond it', async () => {
    await apply('Mailboxes: [{ Name: alice, Title: Chief }]');
    const before = revision();
    for (const text of [
      'Mailboxes: [{ Name: alice, Title: Boss }, { Name: bob, Title: Boss }]',
      'RoleGroups: [{ Name: Mine, Roles: [Role Management] }]',
      `ManagementScopes: [{ Name: Sales, RecipientRestrictionFilter: "Name -like '*'" }]`,
    ]) {
      // eslint-disable-next-line no-await-in-loop
      await expect(apply(text)).rejects.toThrow(outside);
    }
    expect(revision()).toBe(before);
  });

  it('nothing beyond it goes back to a former revision', async () => {
    const before = revision();
    await order('Set-Mailbox', { Identity: 'bob', Title: 'Later' });
    const back = (validateOnly: boolean) =>
      shell.server.order(restoreOrganizationRevision, { revision: before, validateOnly }, configurer());
    await expect(back(true)).rejects.toThrow(outside);
    await expect(back(false)).rejects.toThrow(outside);
  });

  it('nothing beyond it is imported', async () => {
    const text = 'Name,Alias,PrimarySmtpAddress,RecipientTypeDetails\nzoe,zoe,zoe@contoso.com,UserMailbox\n';
    const files = [{ name: 'mailboxes.csv', text }];
    const imported = (validateOnly: boolean) =>
      shell.server.order(importExchangeConfiguration, { files, validateOnly, force: true }, configurer());
    await expect(imported(true)).rejects.toThrow(outside);
    await expect(imported(false)).rejects.toThrow(outside);
  });
});

describe('an exclusive scope', () => {
  it('is for those alone to whom it is assigned, whatever others may', async () => {
    const vip = { Name: 'VIPs', RecipientRestrictionFilter: `CustomAttribute1 -eq 'VIP'`, Exclusive: true };
    await order('New-ManagementScope', vip);
    const assigned = { Name: 'VIP Help', Roles: 'Mail Recipients', ExclusiveRecipientWriteScope: 'VIPs' };
    await order('New-RoleGroup', assigned);
    const title = { Identity: 'carol', Title: 'Queen' };
    await expectRefused('Set-Mailbox', title, memberOf(['Organization Management']));
    await expectRefused('Set-Mailbox', title, memberOf(['Recipient Management', 'Sales Help']));
    await order('Set-Mailbox', title, memberOf(['VIP Help']));
    // Into it nobody else moves anybody either, and with it goes nothing beside it.
    const promoted = { Identity: 'bob', CustomAttribute1: 'VIP' };
    await expectRefused('Set-Mailbox', promoted, memberOf(['Organization Management']));
    await expectRefused('Set-Mailbox', { Identity: 'bob', Title: 'x' }, memberOf(['VIP Help']));
    await order('Remove-RoleGroup', { Identity: 'VIP Help' });
    await order('Remove-ManagementScope', { Identity: 'VIPs' });
    await order('Set-Mailbox', title, memberOf(['Organization Management']));
  });
});
