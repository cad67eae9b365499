import { written } from '../../spec-support/example-organization.js';
import { problemOf } from '../../spec-support/refused-organization.js';

const sendConnector = (parameters: object) => ({
  SendConnectors: [
    written({ Name: 'To Internet', AddressSpaces: '*', SourceTransportServers: 'MBX01', ...parameters }),
  ],
});
const smartHost = { DNSRoutingEnabled: false, SmartHosts: 'relay.contoso.com' };
const credential = { AuthenticationCredential: { UserName: 'relay' }, SealedPassword: 'v1.sealed' };
const oauth = {
  OAuth: { TokenEndpoint: 'https://login.contoso.com/token', ClientId: 'mail' },
  SealedClientSecret: 'v1.sealed',
};
const domainValidation = { RequireTLS: true, TlsAuthLevel: 'DomainValidation' };

type Case = readonly [string, object, string | RegExp];

const refused: readonly Case[] = [
  [
    'S1',
    { SmartHosts: ['relay.contoso.com', '10.0.0.5'] },
    'SmartHosts: Smart hosts and MX records exclude each other: remove the smart hosts or choose "Route mail through smart hosts". Set DNSRoutingEnabled: false, or take the smart hosts away.',
  ],
  [
    'S2',
    { DNSRoutingEnabled: false },
    'DNSRoutingEnabled: Add at least one smart host. Name them in SmartHosts, or set DNSRoutingEnabled: true.',
  ],
  ...['BasicAuth', 'BasicAuthRequireTLS'].map((SmartHostAuthMechanism): Case => [
    'S3',
    { ...smartHost, SmartHostAuthMechanism },
    'AuthenticationCredential: Type user name and password for Basic authentication. Set { UserName, PasswordVariable } and the environment variable that it names, or SmartHostAuthMechanism: None.',
  ]),
  [
    'S3 without a password',
    {
      ...smartHost,
      SmartHostAuthMechanism: 'BasicAuth',
      AuthenticationCredential: credential.AuthenticationCredential,
    },
    /^AuthenticationCredential: Type user name and password for Basic authentication\. Set/,
  ],
  [
    'S3 of XOAUTH2',
    { ...smartHost, ...credential, SmartHostAuthMechanism: 'XOAUTH2' },
    'OAuth: XOAUTH2 needs a client and its secret (got nothing); set { TokenEndpoint, ClientId, ClientSecretVariable } and the environment variable that it names',
  ],
  [
    'S3 of XOAUTH2 without a user',
    { ...smartHost, ...oauth, SmartHostAuthMechanism: 'XOAUTH2' },
    'AuthenticationCredential: XOAUTH2 needs a user (got nothing); set { UserName } to the mailbox that sends',
  ],
  [
    'S4',
    { SmartHostAuthMechanism: 'ExternalAuthoritative' },
    'SmartHostAuthMechanism: Authentication needs a smart host. Name them in SmartHosts with DNSRoutingEnabled: false, or set None.',
  ],
  [
    'S5',
    { RequireTLS: true, IgnoreSTARTTLS: true },
    'RequireTLS: Require TLS contradicts "Ignore STARTTLS". Set IgnoreSTARTTLS: false, or RequireTLS: false.',
  ],
  [
    'S6',
    { TlsAuthLevel: 'EncryptionOnly' },
    'TlsAuthLevel: A TLS level needs Require TLS. Set RequireTLS: true, or take TlsAuthLevel away.',
  ],
  [
    'S7',
    { ...smartHost, ...domainValidation },
    'TlsAuthLevel: Domain validation through a smart host needs the name to compare: type the TLS domain. Set TlsDomain to the name in their certificates, or set CertificateValidation.',
  ],
  [
    'S7 the other way round',
    { TlsDomain: 'contoso.com' },
    'TlsDomain: is compared with TlsAuthLevel: DomainValidation alone (got "contoso.com"); set that with RequireTLS: true, or take TlsDomain away',
  ],
  [
    'S8 with a smart host',
    { ...smartHost, AddressSpaces: 'contoso.com', DomainSecureEnabled: true },
    'DomainSecureEnabled: Domain security works with MX records, whole domain names and STARTTLS only; DNSRoutingEnabled false is in the way. Set DNSRoutingEnabled: true, or DomainSecureEnabled: false.',
  ],
  [
    'S8 without TLS',
    { AddressSpaces: 'contoso.com', DomainSecureEnabled: true, IgnoreSTARTTLS: true },
    'DomainSecureEnabled: Domain security works with MX records, whole domain names and STARTTLS only; IgnoreSTARTTLS true is in the way. Set IgnoreSTARTTLS: false, or DomainSecureEnabled: false.',
  ],
  ...['*', '*.contoso.com'].map((AddressSpaces): Case => [
    `S8 for ${AddressSpaces}`,
    { AddressSpaces, DomainSecureEnabled: true },
    `DomainSecureEnabled: Domain security works with MX records, whole domain names and STARTTLS only; SMTP:${AddressSpaces};1 is in the way. Name each domain in AddressSpaces, or set DomainSecureEnabled: false.`,
  ]),
  [
    'S9',
    { AddressSpaces: 'SMTP:--;1' },
    'AddressSpaces[0]: "--" (all accepted domains) is for Edge servers. Name the domains, or * for all.',
  ],
  [
    'S10',
    { AddressSpaces: ['contoso.com', '*contoso.com'] },
    'AddressSpaces[1]: "*contoso.com" is no address space. Use *, contoso.com or *.contoso.com; "*contoso.com" is not allowed.',
  ],
  ['S11', { AddressSpaces: 'contoso.com;101' }, 'AddressSpaces[0]: Cost is a whole number from 1 to 100.'],
  [
    'S12',
    { AddressSpaces: ['X400:c=US;a=Fabrikam;p=Contoso;1'] },
    'AddressSpaces[0]: Type "X400" needs a smart host. Set SmartHosts, and DNSRoutingEnabled: false.',
  ],
  [
    'an address of its own',
    { SourceIPAddress: '192.0.2.1' },
    'SourceIPAddress: is for Edge servers, and a Mailbox server is none (got "192.0.2.1"); leave it at 0.0.0.0, and let the routes of the machine decide',
  ],
  [
    'there are no Edge servers',
    { SourceTransportServers: ['MBX01', 'EDGE01'] },
    /SourceTransportServers\[1\]: no server EDGE01/,
  ],
  [
    'no source server',
    { SourceTransportServers: [] },
    /^SourceTransportServers: Choose at least one source server\./,
  ],
  ['no address space', { AddressSpaces: [] }, /^AddressSpaces: must name at least one address space/],
  [
    'a space with two costs',
    { AddressSpaces: 'contoso.com;1, SMTP:Contoso.com;2' },
    /^AddressSpaces: must not name an address space twice/,
  ],
  [
    'a login within TLS without TLS',
    { ...smartHost, ...credential, SmartHostAuthMechanism: 'BasicAuthRequireTLS', IgnoreSTARTTLS: true },
    'SmartHostAuthMechanism: signs in within TLS alone, which IgnoreSTARTTLS excludes (got "BasicAuthRequireTLS"); set IgnoreSTARTTLS: false',
  ],
  [
    'TLS after HELO',
    { ForceHELO: true, RequireTLS: true },
    'ForceHELO: after HELO there is neither TLS nor a login (got true); set ForceHELO: false, or do without both',
  ],
  [
    'Default among others',
    { ErrorPolicies: 'Default, DowngradeDnsFailures' },
    /^ErrorPolicies: Default stands alone/,
  ],
  [
    'a certificate without a name',
    { TlsCertificateName: 'CN=x' },
    /^TlsCertificateName: must be <I>issuer<S>subject/,
  ],
  [
    'a smart host that is none',
    { ...smartHost, SmartHosts: 're_lay' },
    /^SmartHosts\[0\]: must be a host name/,
  ],
  [
    'a token over plain HTTP',
    { ...smartHost, OAuth: { TokenEndpoint: 'http://login.contoso.com/token', ClientId: 'x' } },
    /^OAuth\.TokenEndpoint: must be an URL with https/,
  ],
  [
    'an entry for nobody',
    { AccessControl: [{ User: 'nobody', ExtendedRights: 'ms-Exch-Send-Headers-Routing' }] },
    'AccessControl[0].User: no principal nobody',
  ],
  ['a port out of range', { Port: 65_536 }, /^Port: must be at most 65535/],
  [
    'too long a silence',
    { ConnectionInactivityTimeOut: '1.00:00:01' },
    /^ConnectionInactivityTimeOut: must be at most 1\.00:00:00/,
  ],
];

describe('a Send connector is refused, with parameter, value, rule and cure', () => {
  it.each(refused)('%s: %o', (_, parameters, reason) => {
    const problem = problemOf(sendConnector(parameters))?.replace(/^SendConnectors\[0\]\./, '');
    expect(problem).toMatch(reason);
  });
});

describe('a Send connector is taken', () => {
  it.each([
    ['with every login', { ...smartHost, ...credential, SmartHostAuthMechanism: 'BasicAuthRequireTLS' }],
    ['with a token', { ...smartHost, ...credential, ...oauth, SmartHostAuthMechanism: 'XOAUTH2' }],
    ['externally secured', { ...smartHost, SmartHostAuthMechanism: 'ExternalAuthoritative' }],
    ['with the certificate of the organization', { ...smartHost, SmartHostAuthMechanism: 'ExchangeServer' }],
    ['with mutual TLS', { AddressSpaces: 'fabrikam.com', DomainSecureEnabled: true }],
    ['with the recipient’s domain in certificates', domainValidation],
    ['with a name in certificates', { ...smartHost, ...domainValidation, TlsDomain: 'contoso.com' }],
    ['for other addresses', { ...smartHost, AddressSpaces: ['X400:c=US;a=Fabrikam;p=Contoso;1', 'FAX:*'] }],
    ['internal, by DNS', { Usage: 'Internal', DNSRoutingEnabled: true }],
    ['for a partner, by smart hosts', { ...smartHost, Usage: 'Partner' }],
    [
      'with what Exchange shows',
      { SourceIPAddress: '0.0.0.0', ConnectorType: 'Default', MaxMessageSize: '35 MB (36,700,160 bytes)' },
    ],
    [
      'with entries',
      {
        AccessControl: [
          { User: 'NT AUTHORITY\\ANONYMOUS LOGON', ExtendedRights: 'ms-Exch-Send-Headers-Organization' },
        ],
      },
    ],
  ])('%s', (_, parameters) => expect(problemOf(sendConnector(parameters))).toBeUndefined());
});

describe('an Edge', () => {
  const edge = { Servers: [written({ Name: 'MBX01', Fqdn: 'edge01.contoso.com', ServerRole: 'Edge' })] };
  const none = { Mailboxes: [], DistributionGroups: [], ReceiveConnectors: [] };
  const ofEdge = (parameters: object) => problemOf({ ...edge, ...none, ...sendConnector(parameters) });

  it.each([
    ['-- leads to the smart hosts of the organization', { ...smartHost, AddressSpaces: '--' }],
    ['it says from which of its addresses it connects', { SourceIPAddress: '192.0.2.1' }],
  ])('%s', (_, parameters) => expect(ofEdge(parameters)).toBeUndefined());

  it.each([
    [{ AddressSpaces: '--' }, /AddressSpaces: -- leads to the organization/],
    [
      { FrontendProxyEnabled: true },
      /FrontendProxyEnabled: goes out through a Front End, and an Edge has none/,
    ],
    [{ SourceTransportServers: 'MBX02' }, /SourceTransportServers\[0\]: no server MBX02/],
  ])('%j is refused', (parameters, expected) => expect(ofEdge(parameters)).toMatch(expected));
});
