import { randomUUID } from 'node:crypto';

import { objectOperations } from '../objects/object-operations.js';
import { TestServer } from '../spec-support/test-server.js';
import { problemDetails } from './problem-details.js';

// What forms and references say, word for word; administrators look these sentences up.
const { ReceiveConnectors, SendConnectors } = objectOperations;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  const parameters = { ...receive, Name: 'Printers', RemoteIPRanges: '192.168.5.10-192.168.5.20' };
  await server.order(ReceiveConnectors.New, { parameters });
  await server.directory.change({ put: { EdgeSubscriptions: [edge] } });
}, 30_000);
afterAll(() => server.stop());

const receive = {
  Name: 'New',
  TransportRole: 'FrontendTransport',
  Usage: 'Custom',
  Bindings: '0.0.0.0:25',
  RemoteIPRanges: '192.168.9.1',
};
const edge = {
  Guid: randomUUID(),
  Name: 'EDGE01',
  Fqdn: 'edge01.contoso.com',
  Peer: 'Edge',
  Addresses: [],
  Port: 25,
  SyncPort: 5636,
  SealedPassword: '',
  SiteServers: [],
} as const;
const secured = { AuthMechanism: 'ExternalAuthoritative' };
const send = { Name: 'New', AddressSpaces: 'fabrikam.com' };
const smartHost = { DNSRoutingEnabled: false, SmartHosts: 'relay.contoso.com' };
const name65 = 'n'.repeat(65);
const others = 'Basic authentication, Integrated Windows authentication';

type Row = readonly [rule: string, parameter: string, text: string, parameters: object];

const ofReceive: readonly Row[] = [
  ['N1', 'Name', 'Type a name.', { Name: '' }],
  ['N2', 'Name', 'A name has at most 64 characters; this one has 65.', { Name: name65 }],
  [
    'N3',
    'Name',
    'MBX01 has a Receive connector "Printers" already. Choose another name.',
    { Name: 'printers' },
  ],
  ['B1', 'Bindings', 'Add at least one local address and port.', { Bindings: [] }],
  ['B2', 'Bindings', '0.0.0.0:25 is in the list already.', { Bindings: ['0.0.0.0:25', '0.0.0.0'] }],
  [
    'B3',
    'Bindings',
    '"10.10.1.300" is no IP address. Type one like 10.10.1.1 or fd00::25.',
    { Bindings: '10.10.1.300:25' },
  ],
  ['B4', 'Bindings', 'A port is a whole number from 1 to 65535.', { Bindings: '10.10.1.1:70000' }],
  ['B4', 'Bindings', 'A port is a whole number from 1 to 65535.', { Bindings: '[::]:smtp' }],
  [
    'R1',
    'RemoteIPRanges',
    'Add at least one remote address; nobody could connect otherwise.',
    { RemoteIPRanges: [] },
  ],
  [
    'R2',
    'RemoteIPRanges',
    '"192.168.5.0/33" is no address, range or network. Type 192.168.5.10, 192.168.5.1-192.168.5.20 or 192.168.5.0/24.',
    { RemoteIPRanges: '192.168.5.0/33' },
  ],
  [
    'C1',
    'RemoteIPRanges',
    String.raw`MBX01\Default Frontend MBX01 already takes port 25 on 0.0.0.0 from 0.0.0.0-255.255.255.255. Use another local address here, or a narrower remote range.`,
    { RemoteIPRanges: '0.0.0.0-255.255.255.255' },
  ],
  [
    'C2',
    'RemoteIPRanges',
    String.raw`192.168.5.15-192.168.5.30 and 192.168.5.10-192.168.5.20 of MBX01\Printers overlap in part. One range must lie wholly inside the other, or apart from it.`,
    { RemoteIPRanges: '192.168.5.15-192.168.5.30' },
  ],
  [
    'C3',
    'Bindings',
    String.raw`Port 2525 on 0.0.0.0 belongs to MBX01\Default MBX01 in the Hub Transport service. Connectors of two services cannot share a port: change the role or the port.`,
    { Bindings: '0.0.0.0:2525' },
  ],
  [
    'A1',
    'AuthMechanism',
    '"None" stands alone. Clear the other mechanisms, or clear None.',
    { AuthMechanism: 'None, Tls' },
  ],
  [
    'A2',
    'AuthMechanism',
    'Basic authentication after TLS needs both Basic authentication and TLS. Select both.',
    { AuthMechanism: 'BasicAuthRequireTLS' },
  ],
  [
    'A3',
    'AuthMechanism',
    `Externally secured goes with TLS only. Clear ${others}.`,
    {
      AuthMechanism: 'ExternalAuthoritative, BasicAuth, Integrated',
      PermissionGroups: 'ExchangeServers',
      RemoteIPRanges: '10.9.9.9',
    },
  ],
  [
    'A4',
    'PermissionGroups',
    'Externally secured needs the permission group Exchange servers. Select it, or choose another mechanism.',
    { ...secured, PermissionGroups: 'AnonymousUsers' },
  ],
  [
    'A5',
    'RequireTLS',
    'Require TLS needs Transport Layer Security (TLS).',
    { AuthMechanism: 'BasicAuth', RequireTLS: true },
  ],
  [
    'A6',
    'DomainSecureEnabled',
    'Domain security needs TLS and cannot be combined with Externally secured.',
    { ...secured, PermissionGroups: 'ExchangeServers', DomainSecureEnabled: true },
  ],
  ['A7', 'BinaryMimeEnabled', 'BINARYMIME needs CHUNKING.', { ChunkingEnabled: false }],
  [
    'A8',
    'ConnectionInactivityTimeout',
    'The inactivity time-out (00:10:00) must be shorter than the connection time-out (00:05:00).',
    { ConnectionTimeout: '00:05:00', ConnectionInactivityTimeout: '00:10:00' },
  ],
  [
    'A11',
    'LongAddressesEnabled',
    'Long addresses exist in the Hub Transport service only.',
    { LongAddressesEnabled: true },
  ],
];

const domainSecured = (what: string) =>
  `Domain security works with MX records, whole domain names and STARTTLS only; ${what} is in the way.`;

const ofSend: readonly Row[] = [
  [
    'S1',
    'SmartHosts',
    'Smart hosts and MX records exclude each other: remove the smart hosts or choose "Route mail through smart hosts".',
    { SmartHosts: 'relay.contoso.com' },
  ],
  ['S2', 'DNSRoutingEnabled', 'Add at least one smart host.', { DNSRoutingEnabled: false }],
  [
    'S3',
    'AuthenticationCredential',
    'Type user name and password for Basic authentication.',
    { ...smartHost, SmartHostAuthMechanism: 'BasicAuth' },
  ],
  [
    'S4',
    'SmartHostAuthMechanism',
    'Authentication needs a smart host.',
    { SmartHostAuthMechanism: 'ExternalAuthoritative' },
  ],
  [
    'S5',
    'RequireTLS',
    'Require TLS contradicts "Ignore STARTTLS".',
    { RequireTLS: true, IgnoreSTARTTLS: true },
  ],
  ['S6', 'TlsAuthLevel', 'A TLS level needs Require TLS.', { TlsAuthLevel: 'EncryptionOnly' }],
  [
    'S7',
    'TlsAuthLevel',
    'Domain validation through a smart host needs the name to compare: type the TLS domain.',
    { ...smartHost, RequireTLS: true, TlsAuthLevel: 'DomainValidation' },
  ],
  [
    'S8',
    'DomainSecureEnabled',
    domainSecured('DNSRoutingEnabled false'),
    { ...smartHost, DomainSecureEnabled: true },
  ],
  ['S8', 'DomainSecureEnabled', domainSecured('SMTP:*;1'), { AddressSpaces: '*', DomainSecureEnabled: true }],
  [
    'S8',
    'DomainSecureEnabled',
    domainSecured('IgnoreSTARTTLS true'),
    { IgnoreSTARTTLS: true, DomainSecureEnabled: true },
  ],
  ['S9', 'AddressSpaces', '"--" (all accepted domains) is for Edge servers.', { AddressSpaces: '--' }],
  [
    'S10',
    'AddressSpaces',
    '"*contoso.com" is no address space. Use *, contoso.com or *.contoso.com; "*contoso.com" is not allowed.',
    { AddressSpaces: '*contoso.com' },
  ],
  ['S11', 'AddressSpaces', 'Cost is a whole number from 1 to 100.', { AddressSpaces: 'contoso.com;101' }],
  ['S12', 'AddressSpaces', 'Type "FAX" needs a smart host.', { AddressSpaces: 'FAX:*;1' }],
  ['S13', 'SourceTransportServers', 'Choose at least one source server.', { SourceTransportServers: [] }],
  [
    'S14',
    'SourceTransportServers',
    'A connector takes either Mailbox servers or Edge subscriptions as source.',
    { SourceTransportServers: 'MBX01,EDGE01' },
  ],
];

describe.each([
  ['Receive connector', ReceiveConnectors.New, receive, ofReceive],
  ['Send connector', SendConnectors.New, send, ofSend],
] as const)('a %s that breaks a rule', (_, New, valid, rows) => {
  it.each(rows)('%s: %s, %s', async (rule, parameter, text, broken) => {
    const parameters = { ...valid, ...broken };
    const error: unknown = await server.order(New, { parameters }).catch((reason: unknown) => reason);
    const problem = problemDetails(error, parameters);
    const wrong = problem?.problems ?? [problem];
    expect(wrong).toContainEqual(expect.objectContaining({ rule, parameter, detail: text }));
  });
});
