import { Properties, PSObject } from '@mailyard/powershell';
import type { z } from 'zod';

import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import { exportOf, named } from '../spec-support/exported-objects.js';
import { TestServer } from '../spec-support/test-server.js';
import { getExchangeExport } from './get-exchange-export.js';
import { importExchangeConfiguration } from './import-exchange-configuration.js';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 60_000);
afterAll(() => server.stop());

type Input = z.input<typeof importExchangeConfiguration.input>;

const order = (input: Input) => server.order(importExchangeConfiguration, input);
const plan = (...files: Input['files']) => order({ files, servers: { EX01: 'MBX01' }, validateOnly: true });

const organization = () => server.directory.organization;

it('settings of servers become ours, those of all servers the organization’s; paths of Windows stay there', async () => {
  const service = {
    Name: 'EX01',
    Identity: 'EX01',
    MaxOutboundConnections: named('500'),
    ReceiveProtocolLogPath: 'D:\\Logs',
    MessageExpirationTimeout: named('3.00:00:00'),
  };
  const files = [
    exportOf('TransportService', service),
    exportOf('TransportConfig', { MaxReceiveSize: named('40 MB (41,943,040 bytes)'), ShadowMaxRetry: 'x' }),
  ];
  const { objects, rows } = await order({ files: files.slice(0, 1), servers: { EX01: 'MBX01' } });
  expect(objects).toEqual(['change Servers[MBX01]', expect.stringMatching(/^change TransportSettings/)]);
  expect(rows.flatMap(({ notes }) => notes)).toEqual([
    expect.objectContaining({ parameter: 'ReceiveProtocolLogPath' }),
  ]);
  expect(organization().transport).toMatchObject({ MessageExpirationTimeout: 259_200_000 });
});

it('a rule without one of its conditions would act on more than it was meant for', async () => {
  const rule = {
    Name: 'Mark',
    Priority: 0,
    State: named('Enabled'),
    FromScope: named('NotInOrganization'),
    PrependSubject: named('[EXTERNAL] '),
    DeleteMessage: false,
    Conditions: ['x'],
    From: null,
  };
  const classified = { ...rule, Name: 'Classified', HasClassification: named('Secret') };
  const { rows } = await plan(exportOf('TransportRule', rule, classified));
  expect(rows.map(({ outcome }) => outcome)).toEqual(['Make', 'Cannot']);
  expect(rows[1]?.reason).toMatch(/HasClassification: is not there: there are no classifications/);
});

it('a file of what there is none of holds nothing up, and the default domain that another one becomes is told', async () => {
  const { rows, besides, warnings } = await plan(
    { name: 'TransportRule.xml', text: '<Objs Version="1.1.0.1">\n</Objs>' },
    { name: 'Journal.csv', text: '' },
    exportOf('AcceptedDomain', { Name: 'Fabrikam', DomainName: named('fabrikam.com'), Default: true }),
  );
  expect(rows).toMatchObject([{ outcome: 'Make', identity: 'Fabrikam' }]);
  expect(besides.join()).toMatch(/contoso\.com.*Default: true → false/);
  expect(warnings).toEqual(['TransportRule.xml holds no object', 'Journal.csv holds no object']);
});

it('what the shell here exported of connectors brings their usage, and with a variable their logins', async () => {
  const connector = exportOf('SendConnector', {
    Name: 'To Edge',
    Usage: named('Internal'),
    AddressSpaces: [named('SMTP:edge.example;1')],
    DNSRoutingEnabled: false,
    SmartHosts: [named('edge01.example')],
    SmartHostAuthMechanism: named('BasicAuth'),
    AuthenticationCredential: new PSObject(
      new Properties([
        ['UserName', 'relay'],
        ['Password', '********'],
      ]),
    ),
  });
  const { rows, changes } = await order({
    files: [connector],
    passwordVariables: { 'To Edge': 'RELAY' },
    passwords: { RELAY: 'Secret-8' },
    validateOnly: true,
  });
  expect(rows).toMatchObject([{ outcome: 'Make' }]);
  expect(changes.join()).toMatch(/Usage: Internal.*AuthenticationCredential: .*relay.*Secret: new/);
});

it('what is left out by its sort and name leaves others of that name', async () => {
  const files = [
    exportOf('AcceptedDomain', { Name: 'Same', DomainName: named('same.example') }),
    exportOf('RemoteDomain', { Name: 'Same', DomainName: named('same.example') }),
    exportOf('ReceiveConnector', {
      Name: 'Out',
      Identity: 'EX01\\Out',
      Server: named('EX01'),
      Bindings: [named('0.0.0.0:2700')],
    }),
    exportOf('ADPermission', {
      Identity: named('EX01\\Out'),
      User: named('S-1-5-7'),
      ExtendedRights: [named('ms-Exch-SMTP-Submit')],
    }),
  ];
  const leaveOut = ['AcceptedDomain Same', 'ReceiveConnector EX01\\Out'];
  const { rows } = await order({ files, leaveOut, servers: { EX01: 'MBX01' }, validateOnly: true });
  expect(rows.map(({ noun }) => noun)).toEqual(['RemoteDomain']);
});

it('a password that is given along is the connector’s, and stays when the same is imported again', async () => {
  const credential = new PSObject(new Properties([['UserName', 'relay']]));
  const connector = exportOf('SendConnector', {
    Name: 'To provider',
    AddressSpaces: [named('SMTP:provider.example;1')],
    DNSRoutingEnabled: false,
    SmartHosts: [named('smtp.provider.example')],
    SmartHostAuthMechanism: named('BasicAuth'),
    SourceTransportServers: [named('EX01')],
    AuthenticationCredential: credential,
  });
  const told = () => server.order(getExchangeExport, { file: connector });
  expect(await told()).toMatchObject({
    objects: [{ noun: 'SendConnector', count: 1 }],
    servers: [{ name: 'EX01' }],
    credentials: [{ connector: 'To provider', userName: 'relay', isHere: false }],
  });
  const Password = 'Secret-9';
  const { applied } = await order({ files: [connector], credentials: { 'to provider': { Password } } });
  expect(applied).toBe(true);
  expect((await told()).credentials).toMatchObject([{ isHere: true }]);
  const again = await order({ files: [connector], servers: { EX01: 'MBX01' } });
  expect(again).toMatchObject({ applied: false, rows: [{ outcome: 'Same' }] });
  const audited = JSON.stringify(await server.order(searchAdminAuditLog, { resultSize: 4 }));
  expect(audited).toContain('to provider');
  expect(audited).not.toContain(Password);
});

it.each([
  ['Name,AdminDisplayVersion\nEX01,Version 15.2 (Build 1118.7)', 'Exchange 2019'],
  ['Name,AdminDisplayVersion\nEX01,Version 14.3 (Build 1.1)', 'Exchange 2010'],
  ['Name,Type\nx,"Microsoft.Exchange.Data.X, Version=15.0.0.0"', 'Exchange 2013–2019'],
  ['Name,DomainName\nx,y.example', undefined],
])('the version of an export: %s', async (text, expected) => {
  const file = { name: 'GetTransportService.csv', text };
  expect((await server.order(getExchangeExport, { file })).version).toBe(expected);
});

it('of a file is told what has other names here', async () => {
  const connector = exportOf('ReceiveConnector', {
    Name: 'Relay',
    Identity: 'EX01\\Relay',
    Server: named('EX01'),
    Bindings: [named('10.0.0.5:25'), named('0.0.0.0:26'), named('[::]:26')],
  });
  const domains = exportOf(
    'AcceptedDomain',
    { Name: 'Ours', DomainName: named('contoso.com') },
    { Name: 'Theirs', DomainName: named('fabrikam.com') },
  );
  expect(await server.order(getExchangeExport, { file: connector })).toMatchObject({
    servers: [{ name: 'EX01' }],
    addresses: ['10.0.0.5'],
  });
  expect((await server.order(getExchangeExport, { file: domains })).domains).toMatchObject([
    { identity: 'Ours', isHere: true },
    { identity: 'Theirs', isHere: false },
  ]);
});

it('a certificate is told by its thumbprint', async () => {
  const raw =
    'MIIBdTCCARugAwIBAgIUfUAeIJrU/OTt5oKGJUlTlqxq7TAwCgYIKoZIzj0EAwIwDzENMAsGA1UEAwwEZXgwMTAgFw0yNjExMzAxMjAzMjRaGA8yMTI2MTEwNjEyMDMyNFowDzENMAsGA1UEAwwEZXgwMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFGuXMX/GpxGMnalsaPiAePTcdsCctJezEBAaXP0xjYB3nTrpOLeTNa6c3Q7CopmOqWjd1N5+kyyFLBkM7qCk66jUzBRMB0GA1UdDgQWBBQ8sAOkGD/7EzAktFEfkx2JUpNR8zAfBgNVHSMEGDAWgBQ8sAOkGD/7EzAktFEfkx2JUpNR8zAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCEtPZ1yFuHFWZlSy5JLMOiFJo9Gz6ht7m23htCOd+7ngIgbgAIIQFJjaxdWgydTSrO+OoQ5HS8Bo7Yuw+4u4u9Pos=';
  const text = `<Objs><Obj RefId="0"><Props><BA N="RawData">${raw}</BA></Props></Obj></Objs>`;
  const { rows } = await plan({ name: 'GetExchangeCertificate.xml', text });
  const identity = 'F138D8714C72DD226F2FF77D592E1ACF3BFAD620 CN=ex01';
  expect(rows).toMatchObject([{ outcome: 'Cannot', identity, reason: expect.stringMatching(/private key/) }]);
});

it('a rule with all that it tells besides, and with what Exchange says otherwise', async () => {
  const rule = {
    Name: 'Report',
    Priority: 0,
    State: named('Enabled'),
    Description: 'If the message: …',
    Conditions: [
      named('Microsoft.Exchange.MessagingPolicies.Rules.Tasks.AttachmentPropertyContainsWordsPredicate'),
    ],
    Actions: [named('Microsoft.Exchange.MessagingPolicies.Rules.Tasks.GenerateIncidentReportAction')],
    AttachmentPropertyContainsWords: [named('Business Impact:HBI'), named('Author:Kate')],
    GenerateIncidentReport: named('alice@contoso.com'),
    IncidentReportContent: [named('Sender'), named('Subject')],
    IncidentReportOriginalMail: named('IncludeOriginalMail'),
    RuleSubType: named('None'),
    UseLegacyRegex: false,
  };
  const silent = { ...rule, Name: 'Silent', IncidentReportOriginalMail: named('DoNotIncludeOriginalMail') };
  const { rows } = await plan(exportOf('TransportRule', rule, silent));
  expect(rows.map(({ outcome, notes }) => [outcome, notes])).toEqual([
    ['Make', []],
    ['Make', []],
  ]);
  const said = rows.map(({ changes }) => changes.join('\n'));
  expect(said[0]).toMatch(/AttachmentPropertyContainsWords: .*Business Impact:HBI/);
  expect(said[0]).toMatch(/IncidentReportContent: .*AttachOriginalMail/);
  expect(said[1]).not.toMatch(/AttachOriginalMail/);
});

it('permissions find a connector of a table that has no identities', async () => {
  const connector =
    'Name,Server,Bindings,RemoteIPRanges,TransportRole\nTable,EX01,0.0.0.0:2600,10.9.0.0/16,HubTransport';
  const entries =
    'Identity,User,Deny,ExtendedRights\nEX01\\Table,S-1-5-7,False,ms-Exch-SMTP-Accept-Any-Recipient';
  const { rows, changes } = await plan({ name: 'c.csv', text: connector }, { name: 'p.csv', text: entries });
  expect(rows).toMatchObject([{ outcome: 'Make', identity: 'Table' }]);
  expect(changes.join()).toMatch(/AccessControl: .*ANONYMOUS LOGON/);
});

it.each([
  [
    'commas',
    'Name,Server,Bindings,RemoteIPRanges,TransportRole,PermissionGroups\r\nCsv,EX01,"[::]:2500;0.0.0.0:2500",10.1.0.0/16|10.2.0.1,HubTransport,"AnonymousUsers, ExchangeUsers"\r\n',
  ],
  [
    'semicolons and a mark, as Excel',
    '\ufeffsep=;\r\nName;Server;Bindings;RemoteIPRanges;TransportRole;PermissionGroups\r\nCsv;EX01;"[::]:2500\n0.0.0.0:2500";10.1.0.0/16|10.2.0.1;HubTransport;AnonymousUsers, ExchangeUsers\r\n',
  ],
  [
    'tabs and the type',
    '#TYPE Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector\r\nName\tServer\tBindings\tRemoteIPRanges\tTransportRole\tPermissionGroups\r\nCsv\tEX01\t{[::]:2500, 0.0.0.0:2500}\t10.1.0.0/16,10.2.0.1\tHubTransport\tAnonymousUsers, ExchangeUsers',
  ],
])('CSV with %s', async (_what, text) => {
  const made = await plan({ name: 'rc.csv', base64: Buffer.from(text, 'utf16le').toString('base64') });
  expect(made.rows[0]).toMatchObject({ outcome: 'Make', identity: 'Csv' });
  expect(made.changes.join('\n')).toMatch(
    /Bindings: \[::\]:2500, 0\.0\.0\.0:2500\n.*RemoteIPRanges: 10\.1\.0\.0\/16, 10\.2\.0\.1/,
  );
});

it.each([
  ['nothing', '', /holds no object/],
  ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><Objs><S>&b;</S></Objs>', /has a document type/],
  ['depth', `<Objs>${'<Obj>'.repeat(3000)}`, /nested too deeply/],
  ['half a file', '<Objs><Obj><Props>', /ends within <Props>/],
  ['octets', Buffer.from([0x47, 0x65, 0xfc, 0x0d]), /neither UTF-8 nor UTF-16/],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]), /neither UTF-8 nor UTF-16/],
  ['a letter', 'Dear all,\nplease find attached', /Cannot|nothing tells/],
])('what is no export is one sentence: %s', async (_what, content, reason) => {
  const file = { name: 'x.dat', base64: Buffer.from(content).toString('base64') };
  const told = await plan(file).then(
    ({ rows }) => rows.map((row) => row.reason).join(),
    (error: Error) => error.message,
  );
  expect(told).toMatch(reason);
  expect(told.length).toBeLessThan(400);
});

it('objects that refer to each other without end cost nothing', async () => {
  const lists = Array.from(
    { length: 40 },
    (_, at) =>
      `<Obj N="L${at}" RefId="${at}"><LST>${`<Ref RefId="${at - 1}"/>`.repeat(at === 0 ? 0 : 9)}</LST></Obj>`,
  );
  const text = `<Objs><Obj RefId="99"><TN RefId="0"><T>Microsoft.Exchange.Data.Directory.Management.Mailbox</T></TN><Props><S N="Name">x</S>${lists.join('')}<Ref N="Self" RefId="99"/></Props></Obj></Objs>`;
  expect((await plan({ name: 'x.xml', text })).rows).toMatchObject([{ outcome: 'Cannot' }]);
});
