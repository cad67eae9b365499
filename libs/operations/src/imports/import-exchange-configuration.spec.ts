import type { z } from 'zod';

import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import { exportOf, named } from '../spec-support/exported-objects.js';
import { TestServer } from '../spec-support/test-server.js';
import { importExchangeConfiguration } from './import-exchange-configuration.js';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 60_000);
afterAll(() => server.stop());

type Input = z.input<typeof importExchangeConfiguration.input>;

const order = (input: Input) => server.order(importExchangeConfiguration, input);
const plan = (...files: Input['files']) => order({ files, servers: { EX01: 'MBX01' }, validateOnly: true });
const organization = () => server.directory.organization;

const relay = {
  Name: 'Relay',
  Identity: 'EX01\\Relay',
  Server: named('EX01'),
  Fqdn: named('ex01.corp.example'),
  Bindings: [named('10.0.0.5:25')],
  RemoteIPRanges: [named('192.168.5.10-192.168.5.20')],
  AuthMechanism: named('Tls'),
  PermissionGroups: named('AnonymousUsers'),
  TransportRole: named('FrontendTransport'),
  MaxMessageSize: named('50 MB (52,428,800 bytes)'),
  ConnectionTimeout: named('00:10:00'),
  TlsCertificateName: named('<I>CN=CA<S>CN=ex01'),
  LiveCredentialEnabled: false,
  WhenChanged: new Date(0),
};
const anyRecipient = {
  Identity: named('EX01\\Relay'),
  User: named('NT AUTHORITY\\ANONYMOUS LOGON'),
  Deny: named('False'),
  IsInherited: false,
  ExtendedRights: [named('ms-Exch-SMTP-Accept-Any-Recipient')],
};
const entries = [
  anyRecipient,
  // Its permission group gives these.
  {
    ...anyRecipient,
    ExtendedRights: [named('ms-Exch-SMTP-Submit'), named('ms-Exch-SMTP-Accept-Any-Sender')],
  },
  { ...anyRecipient, User: named('S-1-5-11') },
  { ...anyRecipient, User: named('CORP\\gone') },
  {
    ...anyRecipient,
    User: named('CORP\\Domain Admins'),
    ExtendedRights: [],
    AccessRights: [named('GenericAll')],
  },
  { ...anyRecipient, User: named('CORP\\Store'), ExtendedRights: [named('ms-Exch-Store-Admin')] },
];

it('a connector comes with its permissions, says what of it does not, and is the same the second time', async () => {
  const input = {
    files: [exportOf('ReceiveConnector', relay), exportOf('ADPermission', ...entries)],
    servers: { ex01: 'MBX01' },
    addresses: { '10.0.0.5': '0.0.0.0' },
  };
  const { rows, objects } = await order(input);
  expect(objects).toEqual(['add ReceiveConnectors[MBX01\\Relay]']);
  expect(rows).toMatchObject([{ outcome: 'Make', identity: 'EX01\\Relay' }]);
  expect(rows[0]?.notes.map(({ parameter, value }) => `${parameter} ${value}`)).toEqual([
    'Fqdn ex01.corp.example',
    'TlsCertificateName <I>CN=CA<S>CN=ex01',
    'AccessControl CORP\\Store: ms-Exch-Store-Admin',
    'AccessControl {"User":"CORP\\\\gone","Deny":false,"ExtendedRights":["ms-Exch-SMTP-Accept-Any-Recipient"]}',
  ]);
  const made = organization()
    .receiveConnectors('MBX01')
    .find(({ Name }) => Name === 'Relay');
  expect(made).toMatchObject({
    Bindings: ['0.0.0.0:25'],
    MaxMessageSize: 52_428_800,
    Fqdn: 'mbx01.contoso.com',
    AccessControl: [
      { User: 'NT AUTHORITY\\ANONYMOUS LOGON', ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'] },
      { User: 'NT AUTHORITY\\Authenticated Users', ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'] },
    ],
  });
  const again = await order(input);
  expect(again).toMatchObject({ applied: false, changes: [], rows: [{ outcome: 'Same' }] });
  const [, entry] = await server.order(searchAdminAuditLog, { resultSize: 2 });
  expect(entry).toMatchObject({ operation: 'Import-ExchangeConfiguration', modified: objects });
  expect(JSON.stringify(entry)).not.toContain('<Objs');
});
it.each([
  [
    'a server that is nowhere',
    { Server: named('EX09'), Identity: 'EX09\\R' },
    /no server EX09 here.*EX09=MBX01/,
  ],
  [
    'a list that Export-Csv did not write',
    {
      RemoteIPRanges: named('Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.IPRange]'),
    },
    /name of a type/,
  ],
  [
    'what breaks a rule',
    { AuthMechanism: named('BasicAuthRequireTLS') },
    /AuthMechanism: Basic authentication after TLS needs/,
  ],
  ['a size that is none', { MaxMessageSize: named('much') }, /MaxMessageSize: must be a size/],
])('of two connectors the other one is not held up: %s', async (_what, changes, reason) => {
  const good = { ...relay, Name: 'Good', Identity: 'EX01\\Good', RemoteIPRanges: [named('192.168.6.1')] };
  const { rows } = await plan(
    exportOf('ReceiveConnector', { ...relay, Name: 'Bad', Identity: 'EX01\\Bad', ...changes }, good),
  );
  expect(rows.map(({ outcome }) => outcome)).toEqual(['Cannot', 'Make']);
  expect(rows[0]?.reason).toMatch(reason);
});

it('an open relay is a danger that has to be meant', async () => {
  const open = {
    ...relay,
    Name: 'Open',
    Identity: 'EX01\\Open',
    Bindings: [named('0.0.0.0:26')],
    RemoteIPRanges: [named('0.0.0.0-255.255.255.255')],
  };
  const permission = { ...anyRecipient, Identity: named('EX01\\Open') };
  const files = [exportOf('ReceiveConnector', open), exportOf('ADPermission', permission)];
  expect((await plan(...files)).dangers.join()).toMatch(/an open relay/);
  await expect(order({ files, servers: { EX01: 'MBX01' } })).rejects.toThrow('an open relay');
  expect(
    organization()
      .receiveConnectors('MBX01')
      .some(({ Name }) => Name === 'Open'),
  ).toBe(false);
});

it('a password of a Send connector is named, since no export holds it', async () => {
  const provider = {
    Name: 'Provider',
    Identity: 'Provider',
    AddressSpaces: [named('SMTP:*;1')],
    SmartHosts: [named('smtp.provider.example')],
    DNSRoutingEnabled: false,
    SmartHostAuthMechanism: named('BasicAuthRequireTLS'),
    AuthenticationCredential: { UserName: 'relay' } as never,
    SourceTransportServers: [named('EX01'), named('EX02')],
    SourceIPAddress: named('0.0.0.0'),
  };
  const files = [exportOf('SendConnector', { ...provider, AuthenticationCredential: named('x') })];
  const { rows } = await plan(...files);
  expect(rows[0]).toMatchObject({
    outcome: 'Cannot',
    reason: expect.stringContaining('Provider=PASSWORD') as string,
  });
});

const accepted = {
  Name: 'Corp',
  DomainName: named('corp.example'),
  DomainType: named('Authoritative'),
  Default: true,
};
const recipient = (name: string, more = {}) => ({
  Name: name,
  Identity: named(`corp.example/Users/${name}`),
  Alias: name.toLowerCase().replace(' ', '.'),
  DisplayName: name,
  PrimarySmtpAddress: named(`${name.toLowerCase().replace(' ', '.')}@corp.example`),
  RequireSenderAuthenticationEnabled: false,
  ...more,
});

it('recipients keep their addresses, forwards, groups and restrictions', async () => {
  const files = [
    exportOf('AcceptedDomain', accepted),
    exportOf(
      'Mailbox',
      recipient('Ann Lee', {
        SamAccountName: 'ann',
        UserPrincipalName: 'ann@corp.example',
        LegacyExchangeDN: '/o=Corp/ou=First/cn=Recipients/cn=annlee',
        EmailAddresses: [
          named('SMTP:ann.lee@corp.example'),
          named('smtp:ann@corp.example'),
          named('X500:/o=Corp/cn=ann'),
          named('smtp:ann@corp.mail.onmicrosoft.com'),
        ],
        Database: named('DB77'),
        RecipientTypeDetails: named('UserMailbox'),
        ForwardingAddress: named('corp.example/Partners/Ext, Pat'),
        DeliverToMailboxAndForward: true,
        ProhibitSendQuota: named('2 GB (2,147,483,648 bytes)'),
        GrantSendOnBehalfTo: [named('corp.example/Users/Bo'), named('corp.example/Partners/Ext, Pat')],
        HiddenFromAddressListsEnabled: true,
      }),
      recipient('HealthMailbox01', { RecipientTypeDetails: named('MonitoringMailbox') }),
    ),
    exportOf(
      'MailContact',
      recipient('Ext, Pat', {
        Alias: 'pat',
        PrimarySmtpAddress: named('pat@outside.example'),
        ExternalEmailAddress: named('SMTP:pat@outside.example'),
      }),
    ),
    exportOf(
      'DistributionGroup',
      recipient('Sales', {
        ManagedBy: [
          named('corp.example/Users/Ann Lee'),
          named('corp.example/Microsoft Exchange Security Groups/Organization Management'),
        ],
        AcceptMessagesOnlyFrom: [named('/o=Corp/ou=First/cn=Recipients/cn=annlee')],
      }),
      recipient('Closed', { AcceptMessagesOnlyFrom: [named('corp.example/Users/Nobody')] }),
    ),
    exportOf(
      'Member',
      { Group: 'Sales', Name: 'Ann Lee', PrimarySmtpAddress: named('ann.lee@corp.example') },
      { Group: 'Sales', Name: 'ghost', PrimarySmtpAddress: named('ghost@corp.example') },
    ),
    exportOf(
      'DynamicDistributionGroup',
      recipient('Everybody', {
        RecipientFilterType: named('Custom'),
        IncludedRecipients: named('None'),
        RecipientFilter:
          "((Company -eq 'Corp') -and (-not(Name -like 'SystemMailbox{*')) -and (-not(RecipientTypeDetailsValue -eq 'MailboxPlan')))",
      }),
    ),
  ];
  const { rows, applied } = await order({ files });
  expect(applied).toBe(true);
  const cannot = rows.filter(({ outcome }) => outcome === 'Cannot');
  expect(cannot.map(({ identity, reason }) => `${identity}: ${reason}`)).toEqual([
    'corp.example/Users/HealthMailbox01: is a mailbox that Exchange has for itself',
    'corp.example/Users/Closed: AcceptMessagesOnlyFrom[0]: no recipient Nobody',
  ]);
  const { objects } = organization();
  expect(objects.Mailboxes.find(({ Name }) => Name === 'Ann Lee')).toMatchObject({
    EmailAddresses: ['ann.lee@corp.example', 'ann@corp.example'],
    Database: 'DB01',
    UserPrincipalName: 'ann@corp.example',
    ForwardingAddress: 'Ext, Pat',
    DeliverToMailboxAndForward: true,
    GrantSendOnBehalfTo: ['Ext, Pat'],
  });
  expect(objects.DistributionGroups.find(({ Name }) => Name === 'Sales')).toMatchObject({
    ManagedBy: ['Ann Lee'],
    Members: ['Ann Lee'],
    AcceptMessagesOnlyFrom: ['Ann Lee'],
  });
  expect(objects.DynamicDistributionGroups[0]?.RecipientFilter).toBe("((Company -eq 'Corp'))");
  expect(objects.AcceptedDomains.filter(({ Default }) => Default).map(({ Name }) => Name)).toEqual(['Corp']);
  const notes = rows.flatMap((row) => row.notes.map(({ parameter, value }) => `${parameter} ${value}`));
  expect(notes).toEqual(
    expect.arrayContaining([
      'EmailAddresses X500:/o=Corp/cn=ann',
      'EmailAddresses smtp:ann@corp.mail.onmicrosoft.com',
      'Database DB77',
      'ProhibitSendQuota 2 GB (2,147,483,648 bytes)',
      'GrantSendOnBehalfTo Bo',
      'HiddenFromAddressListsEnabled True',
      'Members ghost@corp.example',
    ]),
  );
  expect(await order({ files })).toMatchObject({ applied: false, changes: [] });
});
