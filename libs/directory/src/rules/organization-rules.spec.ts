import { formatProblem, OrganizationError } from '@mailyard/schema';

import { noObjects } from '../kinds/index.js';
import { defaultReceiveConnectors } from '../kinds/receive-connectors/default-receive-connectors.js';
import { exampleInput, exampleObjects, newGuid, written } from '../spec-support/example-organization.js';
import { changedObjects } from './directory-change.js';

/** The first problem of the example with some kinds of objects replaced. */
function problemOf(replaced: Readonly<Record<string, readonly object[]>>): string | undefined {
  try {
    changedObjects(noObjects, { put: exampleInput(replaced) });
    return undefined;
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    return error.problems.map(formatProblem)[0];
  }
}

const connector = (parameters: object) => ({
  ReceiveConnectors: [
    written({
      Name: 'Relay',
      Server: 'MBX01',
      Fqdn: 'mbx01.contoso.com',
      TransportRole: 'FrontendTransport',
      Bindings: ['0.0.0.0:25'],
      RemoteIPRanges: ['10.0.0.0/8'],
      ...parameters,
    }),
  ],
});
const entry = (User: string, ...ExtendedRights: readonly string[]) => ({ User, ExtendedRights });
const mailbox = (parameters: object) => ({
  Mailboxes: [written({ Name: 'alice', PrimarySmtpAddress: 'alice@contoso.com', ...parameters })],
  DistributionGroups: [],
});

it('the example breaks no rule', () => {
  expect(problemOf({})).toBeUndefined();
});

describe('schema: the key and the reason', () => {
  it.each([
    [
      connector({ MaxMessageSize: '12' }),
      'ReceiveConnectors[0].MaxMessageSize: must be at least 65536 (got "12")',
    ],
    [connector({ MaxMessageSize: 'big' }), /\[0\]\.MaxMessageSize: must be a size such as .* \(got "big"\)/],
    [connector({ MaxHopCount: 60.5 }), 'ReceiveConnectors[0].MaxHopCount: must be a whole number (got 60.5)'],
    [connector({ MaxMesageSize: 1 }), 'ReceiveConnectors[0].MaxMesageSize: unknown key'],
    [connector({ Bindings: undefined }), 'ReceiveConnectors[0].Bindings: is missing'],
    [
      connector({ Bindings: ['0.0.0.0:25', 'x'] }),
      /ReceiveConnectors\[0\]\.Bindings\[1\]: must be address:port/,
    ],
    [connector({ RemoteIPRanges: ['10.0.0.0/40'] }), /RemoteIPRanges\[0\]: must be an address/],
    [
      connector({ AuthMechanism: ['Tsl'] }),
      /AuthMechanism\[0\]: must be None, .* or ExternalAuthoritative \(got "Tsl"\)/,
    ],
    [connector({ PermissionGroups: 'E' }), /PermissionGroups\[0\]: must be None, .* or Custom \(got "E"\)/],
    [
      connector({ MaxProtocolErrors: 'many' }),
      'ReceiveConnectors[0].MaxProtocolErrors: must be a number or Unlimited (got "many")',
    ],
    [connector({ ConnectionTimeout: '10' }), /ConnectionTimeout: must be a time span/],
    [connector({ ConnectionTimeout: '1.00:00:01' }), /ConnectionTimeout: must be at most 1\.00:00:00 \(got/],
    [connector({ Enabled: 'yes' }), 'ReceiveConnectors[0].Enabled: must be true or false (got "yes")'],
    [connector({ Banner: 'hello' }), 'ReceiveConnectors[0].Banner: must start with 220 (got "hello")'],
    [connector({ Banner: `220 ${'x'.repeat(507)}` }), /Banner: must be at most 510 long/],
    [connector({ Banner: '220\r\n250 ok' }), /Banner: must start with 220/],
    [mailbox({ PrimarySmtpAddress: 'alice' }), /Mailboxes\[0\]\.PrimarySmtpAddress: must be an SMTP address/],
    [mailbox({ Name: '../x' }), /Mailboxes\[0\]\.Name: must not begin with a dot/],
    [mailbox({ Alias: 'a/b' }), /Mailboxes\[0\]\.Alias: must be letters/],
    [mailbox({ Database: '..' }), /Mailboxes\[0\]\.Database: must not begin with a dot/],
  ])('%#', (replaced, expected) => {
    expect(problemOf(replaced)).toMatch(expected);
  });
});

describe('rules between the parameters of a connector', () => {
  it.each([
    [{ AuthMechanism: ['None', 'Tls'] }, 'AuthMechanism: None stands alone'],
    [
      { AuthMechanism: ['Tls', 'BasicAuthRequireTLS'] },
      'AuthMechanism: BasicAuthRequireTLS needs BasicAuth and Tls',
    ],
    [
      { AuthMechanism: ['ExternalAuthoritative', 'BasicAuth'], PermissionGroups: ['ExchangeServers'] },
      'AuthMechanism: ExternalAuthoritative goes with Tls only',
    ],
    [
      { AuthMechanism: ['ExternalAuthoritative', 'Tls'], PermissionGroups: ['AnonymousUsers'] },
      'PermissionGroups: ExternalAuthoritative needs ExchangeServers',
    ],
    [{ AuthMechanism: ['BasicAuth'], RequireTLS: true }, 'RequireTLS: needs Tls among AuthMechanism'],
    [
      { AuthMechanism: ['BasicAuth'], DomainSecureEnabled: true },
      'DomainSecureEnabled: needs Tls among AuthMechanism and does not go with ExternalAuthoritative',
    ],
    [
      {
        AuthMechanism: ['Tls', 'ExternalAuthoritative'],
        PermissionGroups: ['ExchangeServers'],
        DomainSecureEnabled: true,
      },
      'DomainSecureEnabled: needs Tls among AuthMechanism and does not go with ExternalAuthoritative',
    ],
    [{ ChunkingEnabled: false }, 'BinaryMimeEnabled: needs ChunkingEnabled'],
    [
      { SuppressXAnonymousTls: true, TransportRole: 'HubTransport', Bindings: ['0.0.0.0:2526'] },
      'SuppressXAnonymousTls: is for FrontendTransport only',
    ],
    [
      { ConnectionTimeout: '00:05:00', ConnectionInactivityTimeout: '00:05:00' },
      'ConnectionInactivityTimeout: must be shorter than ConnectionTimeout',
    ],
    [{ LongAddressesEnabled: true }, 'LongAddressesEnabled: is for HubTransport only'],
    [
      { TransportRole: 'MailboxTransportDelivery', Bindings: ['0.0.0.0:2475'] },
      'TransportRole: MailboxTransportDelivery is for Mailbox delivery Receive connector, which has no other',
    ],
    [
      { Name: 'mailbox delivery Receive Connector' },
      'TransportRole: MailboxTransportDelivery is for Mailbox delivery Receive connector, which has no other',
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
    /RemoteIPRanges: .* belongs to MBX01\\Default Frontend MBX01 on the same binding, 0\.0\.0\.0:25$/;
  const roleClash = /Bindings: port \d+ belongs to MBX01\\.* need ports of their own$/;

  it.each([
    ['the same range on the same binding', everybody, everybodyClash],
    ['the same range in other words', { RemoteIPRanges: ['0.0.0.0/0'] }, everybodyClash],
    ['the same range mapped into IPv6', { RemoteIPRanges: ['::ffff:0:0/96'] }, everybodyClash],
    ['the same range on a disabled connector', { ...everybody, Enabled: false }, everybodyClash],
    [
      'the same IPv6 range on the same binding in other words',
      { Bindings: ['[0:0::0]:25'], RemoteIPRanges: ['::/0'] },
      /belongs to MBX01\\Default Frontend MBX01 on the same binding, \[::\]:25$/,
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

  it.each([
    ['10.0.0.0-10.0.0.20', '10.0.0.10-10.0.0.30', 'overlaps 10.0.0.0-10.0.0.20 of MBX01\\Relay in part'],
    ['10.0.0.0-10.0.0.20', '10.0.0.21-10.0.0.30', 'no problem'],
    ['10.0.0.0-10.0.0.20', '10.0.0.5', 'no problem'],
    ['10.0.0.5', '10.0.0.0-10.0.0.20', 'no problem'],
    ['10.0.0.9/24', '10.0.0.0-10.0.0.255', 'belongs to MBX01\\Relay'],
    ['192.168.0.1, 10.0.0.0/8', '172.16.0.0/12, 10.0.0.0/8', '10.0.0.0/8 belongs to MBX01\\Relay'],
    ['fe80::1%eth0', 'fe80::1%eth1', 'no problem'],
    ['fe80::1%eth0', 'fe80::1', 'no problem'],
    ['fe80::1%eth0', 'fe80::1%eth0', 'belongs to MBX01\\Relay'],
  ])('%s beside %s: %s', (first, second, expected) => {
    const Bindings = '0.0.0.0:25, [::]:25';
    const ReceiveConnectors = [
      ...connector({ Bindings, RemoteIPRanges: first }).ReceiveConnectors,
      ...connector({ Bindings, RemoteIPRanges: second, Name: 'Other' }).ReceiveConnectors,
    ];
    expect(problemOf({ ReceiveConnectors }) ?? 'no problem').toContain(expected);
  });
});

describe('rules between objects', () => {
  const domain = (name: string, more: object = {}) => written({ Name: name, DomainName: name, ...more });
  const box = (name: string, more: object = {}) =>
    written({ Name: name, PrimarySmtpAddress: `${name}@contoso.com`, ...more });
  it.each([
    [
      'two of one name',
      { Mailboxes: [box('alice'), box('bob'), box('ALICE', { PrimarySmtpAddress: 'x@contoso.com' })] },
      /^Mailboxes\[2\]\.Name: ALICE is taken by Mailboxes\[alice\]$/,
    ],
    [
      'a group with the name of a mailbox',
      { DistributionGroups: [box('bob', { PrimarySmtpAddress: 'b@contoso.com' })] },
      /DistributionGroups\[0\]\.Name: bob is taken/,
    ],
    [
      'an address twice',
      { Mailboxes: [box('alice'), box('bob', { EmailAddresses: ['Alice@contoso.com'] })] },
      /^Mailboxes\[1\]\.EmailAddresses: Alice@contoso\.com is taken by Mailboxes\[alice\]$/,
    ],
    [
      'an address outside',
      { Mailboxes: [box('alice', { EmailAddresses: ['a@example.net'] }), box('bob')] },
      /a@example\.net is in no accepted domain/,
    ],
    [
      'a member that is nobody',
      { DistributionGroups: [box('team', { Members: ['alice', 'dave'] })] },
      /^DistributionGroups\[0\]\.Members\[1\]: no recipient dave$/,
    ],
    [
      'no default domain',
      { AcceptedDomains: [domain('contoso.com')] },
      /^AcceptedDomains: exactly one .*\(0 have\)/,
    ],
    [
      'two default domains',
      { AcceptedDomains: [domain('contoso.com', { Default: true }), domain('b.com', { Default: true })] },
      /\(2 have\)/,
    ],
    [
      'a wildcard as default',
      {
        AcceptedDomains: [
          domain('contoso.com'),
          written({ Name: 'w', DomainName: '*.x.com', Default: true }),
        ],
      },
      /cannot be the default/,
    ],
    [
      'a Guid twice',
      {
        Servers: [
          written({ Name: 'MBX01', Fqdn: 'a.b', Guid: 'c156aa14-ace2-4e8f-a0c1-44b946ea6f97' }),
          written({ Name: 'MBX02', Fqdn: 'a.b', Guid: 'C156AA14-ACE2-4E8F-A0C1-44B946EA6F97' }),
        ],
      },
      /^Servers\[1\]\.Guid: .* is taken/,
    ],
    ['no transport settings', { TransportSettings: [] }, /^TransportSettings: must be there once/],
    [
      'a postmaster who is nobody',
      { TransportSettings: [written({ MicrosoftExchangeRecipientReplyRecipient: 'nobody' })] },
      /^TransportSettings\[0\]\.MicrosoftExchangeRecipientReplyRecipient: no recipient nobody/,
    ],
  ])('%s', (_, replaced, expected) => {
    expect(problemOf(replaced as Record<string, object[]>)).toMatch(expected);
  });

  it('a live organization names the object instead of its place', () => {
    const current = exampleObjects();
    const [alice] = current.Mailboxes;
    const changed = { ...alice, PrimarySmtpAddress: 'bob@contoso.com' };
    expect(() => changedObjects(current, { put: { Mailboxes: [changed as never] } })).toThrow(
      'Mailboxes[Alice Ames].PrimarySmtpAddress: bob@contoso.com is taken',
    );
  });
});
