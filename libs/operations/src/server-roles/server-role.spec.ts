import { serverRoles } from '@mailyard/service';

import { cmdletCatalogue, cmdletNamed, cmdlets } from '../cmdlets/index.js';
import { operations } from '../index.js';
import { openApi } from '../rest/open-api.js';
import { isOfRole } from './server-role.js';

// “Edge Transport servers”, “Mail flow permissions”, and the page of each cmdlet: which cmdlets there are on which server.
const names = cmdlets.map(({ name }) => name);
const nounsOf = (list: readonly string[]) => new Set(list.map((name) => name.slice(name.indexOf('-') + 1)));

it('a Mailbox server has every cmdlet that is for the organization', () => {
  expect(names.filter((name) => !isOfRole(name, 'Mailbox'))).toEqual([]);
});

it('an Edge has none for recipients, for mailboxes, for Front End or for role groups', () => {
  const lacking = nounsOf(names.filter((name) => !isOfRole(name, 'Edge')));
  expect([...lacking].toSorted()).toEqual(
    `DeliveryAgentConnector DirectorySource DirectorySynchronization DistributionGroup DistributionGroupMember
    DynamicDistributionGroup DynamicDistributionGroupMember EdgeSyncServiceConfig EdgeSynchronization ForeignConnector FrontendTransportService InboundConnector JournalRule MailContact
    MailUser Mailbox MailboxDatabase MailboxStatistics MailboxTransportService Mailflow ManagementRole ManagementRoleAssignment ManagementScope
    MessageTrackingReport OutboundConnector QueueDigest Recipient RelayDevice ResubmitRequest RoleGroup RoleGroupMember User`.split(
      /\s+/,
    ),
  );
});

it.each([
  ['connectors and domains', 'New-ReceiveConnector Set-SendConnector Get-AcceptedDomain Set-RemoteDomain'],
  ['queues and messages', 'Get-Queue Retry-Queue Get-Message Remove-Message Get-MessageTrackingLog'],
  ['service settings', 'Set-TransportService Set-TransportConfig Get-ExchangeServer Test-ServiceHealth'],
  [
    'certificates and rights',
    'New-ExchangeCertificate Add-ADPermission New-SmtpCredential New-Administrator',
  ],
  ['agents and rules', 'Get-TransportAgent Get-TransportPipeline New-TransportRule'],
  ['state and health', 'Set-ServerComponentState Get-ServerHealth Test-SmtpConnectivity'],
])('both have those of %s', (_, both) => {
  for (const name of both.split(' ')) {
    expect(serverRoles.map((role) => cmdletNamed(name, role)?.name)).toEqual([name, name]);
  }
});

describe('what an Edge lacks', () => {
  const told = cmdletCatalogue('EDGE01', 'Edge');
  const parametersOf = (name: string) =>
    told.cmdlets.find((each) => each.name === name)?.parameters.map((each) => each.name) ?? [];

  it('is unknown to it, whatever the case of its letters', () => {
    expect(['Get-Mailbox', 'get-queuedigest'].map((name) => cmdletNamed(name, 'Edge'))).toEqual([
      undefined,
      undefined,
    ]);
    expect(told.cmdlets.map(({ name }) => name)).not.toContain('Get-Mailbox');
  });

  it.each([
    ['New-ReceiveConnector', 'TransportRole Client'],
    ['Set-ReceiveConnector', 'TransportRole'],
    ['New-SendConnector', 'SourceTransportServers IsScopedConnector FrontendProxyEnabled'],
    ['Set-TransportConfig', 'MaxReceiveSize MaxSendSize MaxRecipientEnvelopeLimit SafetyNetHoldTime'],
    ['Set-TransportService', 'ADSite MaxConcurrentMailboxDeliveries'],
    ['New-TransportRule', 'FromMemberOf ModerateMessageByUser ExceptIfSentTo ApplyHtmlDisclaimerText'],
    ['New-Administrator', 'RoleGroups'],
  ])('%s has no %s there, and has it at a Mailbox server', (cmdlet, lacking) => {
    const everything = cmdletNamed(cmdlet, 'Mailbox')?.parameters.map((each) => each.name) ?? [];
    for (const parameter of lacking.split(' ')) {
      expect(everything).toContain(parameter);
      expect(parametersOf(cmdlet)).not.toContain(parameter);
      const { refused } = told.cmdlets.find(({ name }) => name === cmdlet) ?? {};
      expect(refused?.[parameter]).toMatch(/^it is not available on an Edge server\. /);
    }
  });

  it('is no word of a parameter, and no set of them', () => {
    const connector = told.cmdlets.find(({ name }) => name === 'New-ReceiveConnector');
    const values = (name: string) => connector?.parameters.find((each) => each.name === name)?.values;
    expect(values('Usage')).toEqual(['Custom', 'Internal', 'Internet', 'Partner']);
    expect(values('PermissionGroups')).not.toContain('ExchangeLegacyServers');
    expect(connector?.parameterSets).toEqual(connector?.parameterSets?.filter(([set]) => set !== 'Client'));
  });

  it('is not in the description of its API', () => {
    const { paths } = openApi('0', operations, 'Edge') as {
      readonly paths: Readonly<Record<string, unknown>>;
    };
    const absent = ['/mailboxes', '/role-groups', '/operations/Get-QueueDigest'];
    expect(absent.filter((path) => path in paths)).toEqual([]);
    expect(paths).toHaveProperty(['/send-connectors']);
    expect(Object.keys(openApi('0', operations)['paths'] as object)).toEqual(expect.arrayContaining(absent));
  });
});
