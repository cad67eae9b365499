import { exampleObjects, written } from '../spec-support/example-organization.js';
import { connector, problemOf } from '../spec-support/refused-organization.js';
import { changedObjects } from './directory-change.js';

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
      /ReceiveConnectors\[0\]\.Bindings\[1\]: "x" is no IP address\./,
    ],
    [
      connector({ RemoteIPRanges: ['10.0.0.0/40'] }),
      /RemoteIPRanges\[0\]: "10\.0\.0\.0\/40" is no address, range or network\./,
    ],
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

describe('rules between objects', () => {
  const domain = (name: string, more: object = {}) => written({ Name: name, DomainName: name, ...more });
  const box = (name: string, more: object = {}) =>
    written({ Name: name, PrimarySmtpAddress: `${name}@contoso.com`, ...more });
  it.each([
    [
      'two of one name',
      { Mailboxes: [box('alice'), box('bob'), box('ALICE', { PrimarySmtpAddress: 'x@contoso.com' })] },
      /^Mailboxes\[2\]\.Name: The organization has a Mailbox "alice" already\. Choose another name\.$/,
    ],
    [
      'a group with the name of a mailbox',
      { DistributionGroups: [box('bob', { PrimarySmtpAddress: 'b@contoso.com' })] },
      /DistributionGroups\[0\]\.Name: .* has a Mailbox "bob" already/,
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
