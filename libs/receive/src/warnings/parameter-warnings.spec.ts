import { connectorOf, defaultConnector } from '../testing/contoso.js';
import { parameterWarnings } from './parameter-warnings.js';

const warningsOf = (...connectors: Parameters<typeof parameterWarnings>[0]) => parameterWarnings(connectors);

it('the default connectors ask for nothing in vain', () => {
  const names = ['Default Frontend', 'Client Frontend', 'Outbound Proxy Frontend', 'Default'];
  expect(warningsOf(...names.map((name) => defaultConnector(name)))).toEqual([]);
});

it('a parameter or right that can do nothing is told of when somebody has set it', () => {
  const set = connectorOf({
    ProxyEnabled: true,
    MaxAcknowledgementDelay: '00:00:10',
    AccessControl: [{ User: 'alice', ExtendedRights: 'ms-Exch-SMTP-Accept-Exch50, ms-Exch-SMTP-Submit' }],
  });
  expect(warningsOf(connectorOf({ MaxAcknowledgementDelay: '00:00:30' }), set)).toEqual([
    String.raw`ProxyEnabled, MaxAcknowledgementDelay, ms-Exch-SMTP-Accept-Exch50 without effect: MBX01\Test`,
  ]);
});

describe('AUTH that nobody can succeed with', () => {
  const refused = [
    String.raw`every login is refused, since PermissionGroups lets no user submit: MBX01\Test`,
  ];
  const allowed = { User: 'alice', ExtendedRights: 'ms-Exch-SMTP-Submit' };

  it.each([
    [{ AuthMechanism: 'Tls, BasicAuth', PermissionGroups: 'AnonymousUsers' }, refused],
    [{ AuthMechanism: 'Integrated', EnableAuthGSSAPI: true, PermissionGroups: 'AnonymousUsers' }, refused],
    [{ AuthMechanism: 'Tls, Integrated', PermissionGroups: 'AnonymousUsers' }, []],
    [{ AuthMechanism: 'BasicAuth', PermissionGroups: 'AnonymousUsers, ExchangeUsers' }, []],
    [{ AuthMechanism: 'BasicAuth', PermissionGroups: 'ExchangeServers' }, []],
    [{ AuthMechanism: 'BasicAuth', AccessControl: [allowed] }, []],
    [{ AuthMechanism: 'BasicAuth', AccessControl: [{ ...allowed, Deny: true }] }, refused],
  ])('%o', (parameters, warnings) => {
    expect(warningsOf(connectorOf({ TransportRole: 'FrontendTransport', ...parameters }))).toEqual(warnings);
  });
});

it.each([
  [{ PermissionGroups: 'AnonymousUsers' }, 0],
  [
    {
      PermissionGroups: 'AnonymousUsers',
      AccessControl: [
        { User: 'NT AUTHORITY\\ANONYMOUS LOGON', ExtendedRights: 'ms-Exch-SMTP-Accept-Any-Recipient' },
      ],
    },
    1,
  ],
  [{ PermissionGroups: 'ExchangeServers', AuthMechanism: 'ExternalAuthoritative' }, 1],
])('whoever relays without a login is told of: %o', (parameters, count) => {
  const RemoteIPRanges = '192.168.8.10-192.168.8.12, 10.0.0.1';
  const relays = String.raw`relays to every domain for whoever is in 192.168.8.10-192.168.8.12, 10.0.0.1: MBX01\Test`;
  expect(warningsOf(connectorOf({ RemoteIPRanges, ...parameters }))).toEqual(Array(count).fill(relays));
});

it('Partners without DomainSecureEnabled lets nobody in', () => {
  const partner = connectorOf({ PermissionGroups: 'Partners' });
  expect(warningsOf({ ...partner, DomainSecureEnabled: true })).toEqual([]);
  expect(warningsOf(partner)).toEqual([
    String.raw`Partners gives nobody a right, since DomainSecureEnabled is off: MBX01\Test`,
  ]);
});

it.each([
  ['[::1]:25', '0.0.0.0-255.255.255.255', 1],
  ['0.0.0.0:25', '2001:db8::/32', 1],
  ['[::]:25, 0.0.0.0:25', '10.1.2.10', 0],
])('a connector on %s for %s alone can serve nobody: %i', (Bindings, RemoteIPRanges, count) => {
  expect(warningsOf(connectorOf({ Bindings, RemoteIPRanges }))).toHaveLength(count);
});
