import type { ObjectKind } from '@mailyard/directory';

import { searchAdminAuditLog } from '../../audit/search-admin-audit-log.js';
import { localAdministrator } from '../../caller.js';
import { objectOperations, type ObjectOperations } from '../../objects/object-operations.js';
import { Operations } from '../../operations.js';
import { getMyCommand } from '../../personal/get-my-command.js';
import { shellOf } from '../../spec-support/shell-of-cmdlets.js';
import { TestShell } from '../../spec-support/test-shell.js';
import { commandText } from './command-text.js';
import { showCommand } from './show-command.js';

const password = 'Secret-7';
let shell: TestShell;
let operations: Operations;
let pasted: (script: string) => Promise<void>;
beforeAll(async () => {
  shell = await TestShell.start();
  operations = new Operations(shell.server.context, commandText);
  pasted = shellOf(shell, password);
}, 30_000);
afterAll(() => shell.stop());

/** Numbers that look random, and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return (state >>> 8) % below;
  };
}

const texts = [
  "Mrs O'Neil's",
  '“Smart” ‘quotes’',
  'a,b;c | d & e',
  '$env:PATH `n $(1)',
  '-Force',
  '@{a=1}',
  '#5',
];
/** Of each kind what is always said, and what may be. */
const forms: Partial<Record<ObjectKind, (at: number) => { readonly said: object; readonly more: object }>> = {
  ReceiveConnectors: (at) => ({
    said: {
      Name: `Devices ${at}`,
      Server: 'MBX01',
      TransportRole: 'FrontendTransport',
      Usage: 'Custom',
      Bindings: [`0.0.0.0:${3000 + at}`],
      RemoteIPRanges: [`192.168.${at}.5`, `192.168.${at}.7-192.168.${at}.9`],
    },
    more: {
      AuthMechanism: ['Tls', 'BasicAuth', 'BasicAuthRequireTLS'],
      PermissionGroups: ['AnonymousUsers', 'ExchangeUsers'],
      MaxMessageSize: 10_485_760,
      MaxHeaderSize: 100_001,
      ConnectionTimeout: '00:20:00',
      TarpitInterval: 1500,
      MaxInboundConnection: 'Unlimited',
      RequireTLS: true,
      Comment: texts[at % texts.length],
      AccessControl: [
        { User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`, ExtendedRights: ['ms-Exch-Bypass-Anti-Spam'] },
      ],
    },
  }),
  SendConnectors: (at) => ({
    said: {
      Name: `To partner ${at}`,
      AddressSpaces: [{ Type: 'SMTP', Address: `p${at}.example`, Cost: 5 }, `*.q${at}.example`],
      SourceTransportServers: ['MBX01'],
    },
    more: {
      Usage: 'Internal',
      DNSRoutingEnabled: false,
      SmartHosts: ['edge01.contoso.net', '192.0.2.7'],
      SmartHostAuthMechanism: 'BasicAuthRequireTLS',
      AuthenticationCredential: { UserName: String.raw`CONTOSO\hub`, Password: password },
      MaxMessageSize: 'Unlimited',
      ConnectionInactivityTimeOut: 300_000,
      Enabled: false,
      Comment: texts[at % texts.length],
    },
  }),
  AcceptedDomains: (at) => ({
    said: {
      Name: texts[at % texts.length]?.replaceAll(/[^\w' ]/g, '') + String(at),
      DomainName: `d${at}.example`,
    },
    more: { DomainType: 'InternalRelay', MatchSubDomains: true },
  }),
  RemoteDomains: (at) => ({
    said: { Name: `Remote ${at}`, DomainName: `*.r${at}.example` },
    more: { AutoReplyEnabled: true, AllowedOOFType: 'None', DeliveryReportEnabled: false },
  }),
  Mailboxes: (at) => ({
    said: { Name: `user${at}` },
    more: {
      DisplayName: texts[at % texts.length],
      EmailAddresses: [`u.${at}@contoso.com`, `v.${at}@contoso.com`],
      MaxSendSize: 5_242_880,
      Password: password,
    },
  }),
  MailContacts: (at) => ({
    said: { Name: `Contact ${at}`, ExternalEmailAddress: `c${at}@fabrikam.com` },
    more: { DisplayName: texts[at % texts.length] },
  }),
  DistributionGroups: (at) => ({
    said: { Name: `Group ${at}` },
    more: { Members: ['alice', 'bob'], ManagedBy: ['alice'], RequireSenderAuthenticationEnabled: false },
  }),
  TransportRules: (at) => ({
    said: { Name: `Rule ${at}`, PrependSubject: texts[at % texts.length] },
    more: { FromScope: 'NotInOrganization', SubjectContainsWords: texts.slice(0, 3), Comments: 'why' },
  }),
};
const names = Object.keys(forms) as readonly ObjectKind[];

/** Undefined values are no parameters; of the others some are said. */
function someOf(more: object, random: (below: number) => number): object {
  const isOne = new Set([
    'DNSRoutingEnabled',
    'SmartHosts',
    'SmartHostAuthMechanism',
    'AuthenticationCredential',
  ]);
  const whole = random(2) === 0;
  const isTaken = (name: string): boolean => (isOne.has(name) ? whole : random(2) === 0);
  return Object.fromEntries(
    Object.entries(more).filter(([name, value]) => value !== undefined && isTaken(name)),
  );
}

const random = numbers(46);
const cases = Array.from({ length: 30 }, (_, at) => {
  const kind = names[at % names.length] ?? 'Mailboxes';
  const { said, more } = forms[kind]?.(at) ?? { said: {}, more: {} };
  return [kind, { ...said, ...someOf(more, random) }] as const;
});

/** Without what an object has of its own. */
function shape(object: object): object {
  const others = new Set(['Guid', 'WhenCreated', 'WhenChanged']);
  return Object.fromEntries(Object.entries(object).filter(([name]) => !others.has(name)));
}

it.each(cases)('acceptance 46: a form of %s, %o', async (kind, parameters) => {
  const { New, Get } = objectOperations[kind] as ObjectOperations;
  if (New === undefined || Get === undefined) throw new Error(`no New- of ${kind}`);
  const tried = await operations.run(New, { parameters, validateOnly: true }, localAdministrator());
  expect(JSON.stringify(tried)).not.toContain(password);
  await pasted(tried.cmdlet ?? '');
  const { Identity: identity } = tried.object;
  const { rows } = await operations.run(Get, { identity }, localAdministrator());
  expect(rows.map(shape)).toEqual([shape(tried.object)]);
});

it.each([
  [
    'Set-ReceiveConnector',
    { identity: String.raw`MBX01\Printers`, parameters: { Banner: null, Enabled: false } },
    String.raw`Set-ReceiveConnector -Identity MBX01\Printers -Banner $null -Enabled $false`,
  ],
  [
    'Set-ReceiveConnector',
    { identity: 'Printers', parameters: { RemoteIPRanges: { Add: ['10.1.1.1'] } }, force: true },
    "Set-ReceiveConnector -Identity Printers -RemoteIPRanges @{Add='10.1.1.1'} -Force",
  ],
  [
    'Set-AcceptedDomain',
    { identity: 'Fabrikam', parameters: { Default: true } },
    'Set-AcceptedDomain -Identity Fabrikam -MakeDefault $true',
  ],
  [
    'Set-ReceiveConnector',
    {
      identity: 'Printers',
      parameters: {
        Enabled: true,
        AccessControl: {
          Add: [{ User: 'bob', ExtendedRights: ['ms-Exch-SMTP-Submit'], Deny: false }],
          Remove: [{ User: 'alice', ExtendedRights: ['ms-Exch-SMTP-Submit'], Deny: true }],
        },
      },
    },
    'Set-ReceiveConnector -Identity Printers -Enabled $true\n' +
      "Remove-ADPermission -Identity Printers -User alice -ExtendedRights 'ms-Exch-SMTP-Submit' -Deny\n" +
      "Add-ADPermission -Identity Printers -User bob -ExtendedRights 'ms-Exch-SMTP-Submit'",
  ],
  [
    'Set-SendConnector',
    {
      identity: 'Out',
      parameters: { AccessControl: { Add: [{ User: 'bob', ExtendedRights: ['a'], Deny: false }] } },
    },
    'Add-ADPermission -Identity Out -User bob -ExtendedRights a',
  ],
  ['Remove-SendConnector', { identity: 'To Edge' }, "Remove-SendConnector -Identity 'To Edge'"],
  [
    'Set-TransportService',
    {
      identity: 'MBX01',
      parameters: { FrontendConnectivityLogEnabled: true, MessageTrackingLogMaxAge: 86_400_000 },
    },
    'Set-TransportService -Identity MBX01 -MessageTrackingLogMaxAge 1.00:00:00\n' +
      'Set-FrontendTransportService -Identity MBX01 -ConnectivityLogEnabled $true',
  ],
  [
    'Set-DistributionGroupMember',
    { identity: 'Sales', add: ['alice', 'bob'], remove: ['carol'] },
    'Add-DistributionGroupMember -Identity Sales -Member alice\n' +
      'Add-DistributionGroupMember -Identity Sales -Member bob\n' +
      'Remove-DistributionGroupMember -Identity Sales -Member carol',
  ],
  [
    'Set-RoleGroupMember',
    { identity: 'Help Desk', members: ['anna', 'bert'] },
    "Update-RoleGroupMember -Identity 'Help Desk' -Members anna,bert",
  ],
  [
    'Set-ServerComponentState',
    { server: 'MBX01', component: 'HubTransport', state: 'Draining', requester: 'Maintenance' },
    'Set-ServerComponentState -Identity MBX01 -Component HubTransport -State Draining -Requester Maintenance',
  ],
  ['Set-Administrator', { name: 'anna', enabled: false }, 'Set-Administrator -Identity anna -Enabled $false'],
  [
    'New-Administrator',
    { name: 'anna', password, roleGroups: ['Help Desk'] },
    "New-Administrator -Name anna -Password (Get-Credential) -RoleGroups 'Help Desk'",
  ],
  ['Set-Password', { login: 'alice', password }, 'Set-Password -Identity alice -Password (Get-Credential)'],
  [
    'Enable-ExchangeCertificate',
    { thumbprint: 'AB12', services: ['SMTP'] },
    'Enable-ExchangeCertificate -Thumbprint AB12 -Services SMTP',
  ],
  [
    'Import-ExchangeConfiguration',
    {
      files: [{ name: 'GetSendConnector.xml', text: '<Objs/>' }],
      servers: { EX01: 'MBX01' },
      credentials: { 'To provider': { UserName: 'relay', Password: password } },
      leaveOut: [],
    },
    "Import-ExchangeConfiguration -Path GetSendConnector.xml -ServerMap @{EX01='MBX01'} -Credential @{'To provider'=(Get-Credential 'relay')}",
  ],
  // The shell has no such word.
  ['Set-MessageOperation', {}, undefined],
  ['Suspend-Queue', { where: { domain: 'fabrikam.com' } }, undefined],
])('%s %o in the words of the shell', async (operation, input, expected) => {
  const { cmdlet } = await operations.run(showCommand, { operation, input }, localAdministrator());
  expect(cmdlet).toBe(expected);
});

it('the audit log has it, of what was carried out alone', async () => {
  const order = { parameters: { Name: 'Audited', DomainName: 'audited.example' } };
  const { New } = objectOperations.AcceptedDomains;
  await operations.run(New, order, localAdministrator());
  const [entry] = await operations.run(searchAdminAuditLog, { resultSize: 1 }, localAdministrator());
  const cmdlet = 'New-AcceptedDomain -Name Audited -DomainName audited.example';
  expect(entry?.cmdlet).toBe(cmdlet);
  const own = await operations.run(getMyCommand, { resultSize: 1 }, localAdministrator());
  expect(own).toEqual([{ runDate: entry?.runDate, operation: 'New-AcceptedDomain', cmdlet }]);
  const somebody = { ...localAdministrator(), name: 'somebody else' };
  expect(await operations.run(getMyCommand, {}, somebody)).toEqual([]);
});
