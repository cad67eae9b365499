import { applied, exported, plan, started, told } from '../../spec-support/planned-organization.js';
import { organizationToText } from '../../text/write/organization-to-text.js';
import type { Organization } from '../../organization.js';

const toInternet = (parameters = '') =>
  `SendConnectors: [{ Name: To Internet, AddressSpaces: "*"${parameters && `, ${parameters}`} }]`;
const made = async (parameters?: string) => (await applied(toInternet(parameters))).sendConnectors[0];

it('none exists at setup', () => {
  const { sendConnectors, deliveryAgentConnectors, foreignConnectors } = started;
  expect([...sendConnectors, ...deliveryAgentConnectors, ...foreignConnectors]).toEqual([]);
});

it('TlsCertificateName is written with marks in small letters on some pages', async () => {
  const { TlsCertificateName } = (await made("TlsCertificateName: '<i>CN=CA<s>CN=mail'")) ?? {};
  expect(TlsCertificateName).toBe('<I>CN=CA<S>CN=mail');
});

it('the defaults are those of Exchange', async () => {
  expect(await made()).toEqual({
    Guid: expect.any(String) as string,
    Name: 'To Internet',
    Usage: 'Custom',
    AddressSpaces: [{ Type: 'SMTP', Address: '*', Cost: 1 }],
    // The server that the text is applied at.
    SourceTransportServers: ['MBX01'],
    IsScopedConnector: false,
    IsTransportRuleScoped: false,
    Enabled: true,
    DNSRoutingEnabled: true,
    SmartHosts: [],
    Port: 25,
    UseExternalDNSServersEnabled: false,
    SmartHostAuthMechanism: 'None',
    ForceHELO: false,
    FrontendProxyEnabled: false,
    SourceIPAddress: '0.0.0.0',
    RequireTLS: false,
    IgnoreSTARTTLS: false,
    DomainSecureEnabled: false,
    MtaStsEnabled: true,
    DaneEnabled: true,
    MaxMessageSize: 36_700_160,
    ConnectionInactivityTimeOut: 600_000,
    SmtpMaxMessagesPerConnection: 20,
    ErrorPolicies: ['Default'],
    ProtocolLoggingLevel: 'None',
    MessageRateLimit: 'Unlimited',
    ConnectionRateLimit: 'Unlimited',
    MaxConcurrentConnections: 'Unlimited',
    DestinationLimits: [],
    AccessControl: [],
    CloudServicesMailEnabled: false,
    ConnectorType: 'Default',
    RequireOorg: false,
    IsCoexistenceConnector: false,
  });
});

describe('Usage', () => {
  it.each([
    ['Custom', 36_700_160],
    ['Internal', 'Unlimited'],
    ['Internet', 36_700_160],
    ['Partner', 36_700_160],
    // An unambiguous beginning, as the shell takes it.
    ['part', 36_700_160],
    ['interna', 'Unlimited'],
  ])('%s: MaxMessageSize is %s by default', async (usage, size) => {
    expect(await made(`Usage: ${usage}`)).toMatchObject({ MaxMessageSize: size });
  });

  it('an ambiguous beginning is refused', async () => {
    await expect(made('Usage: Intern')).rejects.toThrow(
      /Usage: must be Custom, Internal, Internet or Partner/,
    );
  });

  it('is fixed when the connector is made', async () => {
    const organization = await applied(toInternet('Usage: Internal'));
    await expect(plan(toInternet('Usage: Internet'), organization)).rejects.toThrow(
      'Usage: was Internal when the connector was made and cannot be changed; MaxMessageSize can',
    );
  });

  it('null takes MaxMessageSize back to that of the usage type', async () => {
    const organization = await applied(toInternet('Usage: Internal, MaxMessageSize: 1 MB'));
    expect(await told(toInternet('MaxMessageSize: null'), organization)).toBe(
      'SendConnectors\n  ~ To Internet\n      MaxMessageSize: 1 MB → Unlimited',
    );
  });
});

it.each([
  [0, 0],
  [1, 1024],
  [1_000_000, 1_000_448],
  ['"10 MB"', 10_485_760],
  [2_147_483_647, 2_147_483_647],
  ['unlimited', 'Unlimited'],
])('MaxMessageSize %s rounds up to whole KB: %s', async (written, size) => {
  const organization = await applied(toInternet(`MaxMessageSize: ${written}`));
  expect(organization.sendConnectors[0]).toMatchObject({ MaxMessageSize: size });
  expect(await told(toInternet(`MaxMessageSize: ${written}`), organization)).toBe('');
});

it('values may be abbreviated, hosts and addresses have one form', async () => {
  const hosts =
    'SmartHosts: "Relay.Contoso.com, 10.0.0.5, [2001:DB8::1], [IPv6:::1]", DNSRoutingEnabled: false';
  expect(await made(`${hosts}, SmartHostAuthMechanism: Ext, ProtocolLoggingLevel: v`)).toMatchObject({
    SmartHosts: ['relay.contoso.com', '[10.0.0.5]', '[2001:db8::1]', '[::1]'],
    SmartHostAuthMechanism: 'ExternalAuthoritative',
    ProtocolLoggingLevel: 'Verbose',
  });
});

it('source servers are written as the servers are, and each once, also by their host names', async () => {
  expect(await made('SourceTransportServers: "mbx01, MBX01, mbx01.Contoso.com"')).toMatchObject({
    SourceTransportServers: ['MBX01'],
  });
});

it('a server that connectors need cannot go', async () => {
  const two = await applied(
    `Servers: [{ Name: MBX01, Fqdn: mbx01.contoso.com }, { Name: MBX02, Fqdn: mbx02.contoso.com }]
MailboxDatabases: [{ Name: DB02, Server: mbx02 }]
${toInternet('SourceTransportServers: "MBX01, MBX02"')}`,
  );
  expect(two.databaseServer('db02')).toBe('MBX02');
  const without = plan('Servers: [{ Name: MBX01, Fqdn: mbx01.contoso.com }]', two, { prune: true });
  await expect(without).rejects.toThrow(
    /SendConnectors\[To Internet\]\.SourceTransportServers\[1\]: no server MBX02/,
  );
  await expect(without).rejects.toThrow(/MailboxDatabases\[DB02\]\.Server: no server MBX02/);
});

describe('as text', () => {
  const text = `SendConnectors:
  - Name: To Internet
    Usage: Internet
    AddressSpaces: ['*.contoso.com;10', fabrikam.com, 'SMTP:*;100']
    IsScopedConnector: true
    Comment: by way of the provider
    SmartHosts: relay.contoso.com, 10.0.0.5
    DNSRoutingEnabled: false
    Port: 587
    RequireTLS: true
    TlsAuthLevel: DomainValidation
    TlsDomain: contoso.com
    ErrorPolicies: DowngradeDnsFailures, UpgradeCustomFailures
    ConnectionInactivityTimeOut: 00:05:00
    CloudServicesMailEnabled: true
DeliveryAgentConnectors:
  - { Name: Text messages, AddressSpaces: MOBILE:*, DeliveryProtocol: MOBILE }
ForeignConnectors:
  - { Name: Fax, AddressSpaces: FAX:*, MaxMessageSize: 100 KB }
MailboxDatabases:
  - { Name: DB01, Server: MBX01 }`;
  let organization: Organization;
  beforeAll(async () => {
    organization = await applied(text);
  });

  it('an export changes nothing, with and without all that is default', async () => {
    const { revision, objects } = organization;
    for (const again of [
      exported(organization),
      organizationToText(revision, objects, { changesOnly: true }),
    ]) {
      expect(await told(again, organization, { prune: true })).toBe('');
      const { sendConnectors, foreignConnectors } = await applied(again, organization, { prune: true });
      expect([sendConnectors, foreignConnectors]).toEqual([
        organization.sendConnectors,
        organization.foreignConnectors,
      ]);
    }
  });

  it('address spaces are written as they are read', () => {
    const shown = organizationToText(1, organization.objects, { changesOnly: true });
    expect(shown).toContain("AddressSpaces: ['SMTP:*.contoso.com;10', 'SMTP:fabrikam.com;1', 'SMTP:*;100']");
    expect(shown).toContain("AddressSpaces: ['FAX:*;1']");
  });

  it('a plan shows what comes and what goes', async () => {
    expect(
      await told('SendConnectors: [{ Name: to internet, AddressSpaces: "*, fabrikam.com;1" }]', organization),
    ).toBe(
      [
        'SendConnectors',
        '  ~ To Internet',
        '      Name: To Internet → to internet',
        '      AddressSpaces: - SMTP:*.contoso.com;10  - SMTP:*;100  + SMTP:*;1',
      ].join('\n'),
    );
    expect(await told('SendConnectors: []', organization, { prune: true })).toBe(
      'SendConnectors\n  - To Internet',
    );
  });

  it('a folder of a Foreign connector bears its name, unless it has another', () => {
    expect(organization.foreignConnectors).toMatchObject([{ DropDirectory: 'Fax', MaxMessageSize: 102_400 }]);
  });
});
