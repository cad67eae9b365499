import { newGuid, written } from '../../spec-support/example-organization.js';
import { connector, problemOf } from '../../spec-support/refused-organization.js';
import { defaultReceiveConnectors } from './default-receive-connectors.js';

const entry = (User: string, ...ExtendedRights: readonly string[]) => ({ User, ExtendedRights });

describe('rules between the parameters of a connector', () => {
  it.each([
    [
      { AuthMechanism: ['None', 'Tls'] },
      'AuthMechanism: "None" stands alone. Clear the other mechanisms, or clear None.',
    ],
    [
      { AuthMechanism: ['Tls', 'BasicAuthRequireTLS'] },
      'AuthMechanism: Basic authentication after TLS needs both Basic authentication and TLS. Select both.',
    ],
    [
      { AuthMechanism: ['ExternalAuthoritative', 'BasicAuth'], PermissionGroups: ['ExchangeServers'] },
      'AuthMechanism: Externally secured goes with TLS only. Clear Basic authentication.',
    ],
    [
      { AuthMechanism: ['ExternalAuthoritative', 'Tls'], PermissionGroups: ['AnonymousUsers'] },
      'PermissionGroups: Externally secured needs the permission group Exchange servers. Select it, or choose another mechanism.',
    ],
    [
      { AuthMechanism: ['BasicAuth'], RequireTLS: true },
      'RequireTLS: Require TLS needs Transport Layer Security (TLS). Name Tls among AuthMechanism, or set RequireTLS to false.',
    ],
    [
      { AuthMechanism: ['BasicAuth'], DomainSecureEnabled: true },
      'DomainSecureEnabled: Domain security needs TLS and cannot be combined with Externally secured. Set AuthMechanism accordingly, or DomainSecureEnabled to false.',
    ],
    [
      {
        AuthMechanism: ['Tls', 'ExternalAuthoritative'],
        PermissionGroups: ['ExchangeServers'],
        DomainSecureEnabled: true,
      },
      'DomainSecureEnabled: Domain security needs TLS and cannot be combined with Externally secured. Set AuthMechanism accordingly, or DomainSecureEnabled to false.',
    ],
    [
      { ChunkingEnabled: false },
      'BinaryMimeEnabled: BINARYMIME needs CHUNKING. Set ChunkingEnabled to true, or BinaryMimeEnabled to false.',
    ],
    [
      { SuppressXAnonymousTls: true, TransportRole: 'HubTransport', Bindings: ['0.0.0.0:2526'] },
      'SuppressXAnonymousTls: is for FrontendTransport only. Set it to false.',
    ],
    [
      { ConnectionTimeout: '00:05:00', ConnectionInactivityTimeout: '00:05:00' },
      'ConnectionInactivityTimeout: The inactivity time-out (00:05:00) must be shorter than the connection time-out (00:05:00). Make it shorter, or ConnectionTimeout longer.',
    ],
    [
      { LongAddressesEnabled: true },
      'LongAddressesEnabled: Long addresses exist in the Hub Transport service only. Set it to false, or make the connector with TransportRole HubTransport.',
    ],
    [
      { TransportRole: 'MailboxTransportDelivery', Bindings: ['0.0.0.0:2475'] },
      'TransportRole: MailboxTransportDelivery is for Mailbox delivery Receive connector, which has no other. Choose FrontendTransport or HubTransport.',
    ],
    [
      { Name: 'mailbox delivery Receive Connector' },
      'TransportRole: MailboxTransportDelivery is for Mailbox delivery Receive connector, which has no other. Choose FrontendTransport or HubTransport.',
    ],
    [
      { AccessControl: [entry('NT AUTHORITY\\ANONYMOUS', 'ms-Exch-SMTP-Submit')] },
      'AccessControl[0].User: no principal NT AUTHORITY\\ANONYMOUS',
    ],
    [{ Server: 'MBX09' }, 'Server: no server MBX09'],
    [{ DefaultDomain: 'fabrikam.com' }, 'DefaultDomain: no accepted domain fabrikam.com without *.'],
    [{ DefaultDomain: 'Branches' }, 'DefaultDomain: no accepted domain Branches without *.'],
  ])('%o', (parameters, reason) => {
    expect(problemOf(connector(parameters))).toBe(`ReceiveConnectors[0].${reason}`);
  });

  it('anonymous relay and externally secured relay are both legal', () => {
    const rights = ['Ms-Exch-SMTP-Accept-Any-Recipient'];
    const AccessControl = [entry('NT AUTHORITY\\ANONYMOUS LOGON', ...rights)];
    expect(problemOf(connector({ PermissionGroups: 'AnonymousUsers', AccessControl }))).toBeUndefined();
    const secured = { AuthMechanism: 'Tls, ExternalAuthoritative', PermissionGroups: ['ExchangeServers'] };
    expect(problemOf(connector(secured))).toBeUndefined();
  });
});

it.each([
  'nt authority\\anonymous logon',
  'CONTOSO\\bob',
  'Alice Ames',
  'ALICE@contoso.com',
  'CONTOSO\\Exchange Servers',
])('an access control entry may name %s', (User) => {
  const AccessControl = [entry(User, 'ms-Exch-SMTP-Submit')];
  expect(problemOf(connector({ AccessControl }))).toBeUndefined();
});

it('what Exchange shows of a connector can be written here as it is', () => {
  const shown = {
    TransportRole: 'Frontend',
    PermissionGroups: 'Anonymous, Partner, Custom',
    MaxInboundConnectionPerSource: 'unlimited',
    MaxMessageSize: '36 MB (37,748,736 bytes)',
    ExtendedProtectionPolicy: 'None',
    TlsDomainCapabilities: ['mail.protection.outlook.com:AcceptCloudServicesMail'],
  };
  expect(problemOf(connector(shown))).toBeUndefined();
});

describe('binding and remote ranges are unique on a server', () => {
  const defaults = defaultReceiveConnectors({ server: 'MBX01', fqdn: 'mbx01.contoso.com', newGuid });
  const beside = (parameters: object) => ({
    ReceiveConnectors: [...defaults, ...connector(parameters).ReceiveConnectors],
  });
  const everybody = { RemoteIPRanges: ['0.0.0.0-255.255.255.255'] };
  const everybodyClash =
    /RemoteIPRanges: MBX01\\Default Frontend MBX01 already takes port 25 on 0\.0\.0\.0 from 0\.0\.0\.0-255/;
  const roleClash =
    /Bindings: Port \d+ on [\d.]+ belongs to MBX01\\.* in the \w+( End)? Transport service\. .*: change the role or the port\.$/;

  it.each([
    ['the same range on the same binding', everybody, everybodyClash],
    ['the same range in other words', { RemoteIPRanges: ['0.0.0.0/0'] }, everybodyClash],
    ['the same range mapped into IPv6', { RemoteIPRanges: ['::ffff:0:0/96'] }, everybodyClash],
    ['the same range on a disabled connector', { ...everybody, Enabled: false }, everybodyClash],
    [
      'the same IPv6 range on the same binding in other words',
      { Bindings: ['[0:0::0]:25'], RemoteIPRanges: ['::/0'] },
      /MBX01\\Default Frontend MBX01 already takes port 25 on :: from ::/,
    ],
    ['the same range on another server', { ...everybody, Server: 'MBX02' }, 'no problem'],
    ['a narrower range', { RemoteIPRanges: ['192.168.1.0/24'] }, 'no problem'],
    ['another local address', { Bindings: ['10.1.1.1:25'], RemoteIPRanges: ['0.0.0.0'] }, 'no problem'],
    ['another port', { Bindings: ['0.0.0.0:26'], RemoteIPRanges: ['0.0.0.0'] }, 'no problem'],
    ['another role on the same binding', { TransportRole: 'HubTransport' }, roleClash],
    [
      'another role on the same port of another address',
      { TransportRole: 'HubTransport', Bindings: ['10.1.1.1:587'] },
      roleClash,
    ],
    ['another role on the port of a hub', { Bindings: ['10.1.1.1:2525'] }, roleClash],
  ])('%s', (_, parameters, expected) => {
    const Servers = ['MBX01', 'MBX02'].map((Name) => written({ Name, Fqdn: `${Name}.contoso.com` }));
    expect(problemOf({ Servers, ...beside(parameters) }) ?? 'no problem').toMatch(expected);
  });

  it('a port of another service is told once, of the same connector in any order, with an address that is really taken', () => {
    const front = { TransportRole: 'FrontendTransport', RemoteIPRanges: ['10.0.0.1'] };
    const one = connector({ ...front, Name: 'One', Bindings: ['10.1.1.1:2600'] });
    const two = connector({ ...front, Name: 'Two', Bindings: ['10.1.1.2:2600'] });
    const hub = connector({
      Name: 'Hub',
      TransportRole: 'HubTransport',
      Bindings: ['[::]:2600', '0.0.0.0:2600'],
    });
    for (const order of [
      [one, two, hub],
      [two, one, hub],
    ]) {
      expect(problemOf({ ReceiveConnectors: order.flatMap((each) => each.ReceiveConnectors) })).toBe(
        String.raw`ReceiveConnectors[2].Bindings: Port 2600 on 10.1.1.1 belongs to MBX01\One in the Front End Transport service. Connectors of two services cannot share a port: change the role or the port.`,
      );
    }
  });

  it.each([
    [
      '10.0.0.0-10.0.0.20',
      '10.0.0.10-10.0.0.30',
      '10.0.0.10-10.0.0.30 and 10.0.0.0-10.0.0.20 of MBX01\\Relay overlap in part.',
    ],
    ['10.0.0.0-10.0.0.20', '10.0.0.21-10.0.0.30', 'no problem'],
    ['10.0.0.0-10.0.0.20', '10.0.0.5', 'no problem'],
    ['10.0.0.5', '10.0.0.0-10.0.0.20', 'no problem'],
    ['10.0.0.9/24', '10.0.0.0-10.0.0.255', 'MBX01\\Relay already takes port 25 on 0.0.0.0 from 10.0.0.9/24.'],
    [
      '192.168.0.1, 10.0.0.0/8',
      '172.16.0.0/12, 10.0.0.0/8',
      'MBX01\\Relay already takes port 25 on 0.0.0.0 from 10.0.0.0/8.',
    ],
    ['fe80::1%eth0', 'fe80::1%eth1', 'no problem'],
    ['fe80::1%eth0', 'fe80::1', 'no problem'],
    ['fe80::1%eth0', 'fe80::1%eth0', 'MBX01\\Relay already takes port 25 on 0.0.0.0 from fe80::1%eth0.'],
  ])('%s beside %s: %s', (first, second, expected) => {
    const Bindings = '0.0.0.0:25, [::]:25';
    const ReceiveConnectors = [
      ...connector({ Bindings, RemoteIPRanges: first }).ReceiveConnectors,
      ...connector({ Bindings, RemoteIPRanges: second, Name: 'Other' }).ReceiveConnectors,
    ];
    expect(problemOf({ ReceiveConnectors }) ?? 'no problem').toContain(expected);
  });
});

describe('at an Edge', () => {
  const edge = {
    Servers: [written({ Name: 'MBX01', Fqdn: 'edge01.contoso.com', ServerRole: 'Edge' })],
    Mailboxes: [],
    DistributionGroups: [],
  };
  it.each([
    [{ TransportRole: 'HubTransport' }, /^$/],
    [{}, /^ReceiveConnectors\[0\]\.TransportRole: FrontendTransport is not available on an Edge server\./],
    [
      { TransportRole: 'HubTransport', Usage: 'Client' },
      /Usage: Client is not available on an Edge server\./,
    ],
    [
      { TransportRole: 'HubTransport', PermissionGroups: ['ExchangeLegacyServers'] },
      /PermissionGroups: ExchangeLegacyServers is not available on an Edge server\./,
    ],
  ])('%j', (parameters, expected) => {
    expect(problemOf({ ...edge, ...connector(parameters) }) ?? '').toMatch(expected);
  });
});
