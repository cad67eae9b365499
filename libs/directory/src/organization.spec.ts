import { pathOf } from '@mailyard/schema';

import { postmasterWarnings } from './default-postmaster.js';
import { Organization } from './organization.js';
import { exampleObjects, written } from './spec-support/example-organization.js';

const hash = {
  Algorithm: 'scrypt',
  Hash: Buffer.alloc(32).toString('base64'),
  Salt: Buffer.alloc(16).toString('base64'),
  Cost: 32_768,
  BlockSize: 8,
  Parallelization: 1,
};
const organization = new Organization(
  7,
  exampleObjects({
    AcceptedDomains: [
      written({ Name: 'contoso.com', DomainName: 'Contoso.com', Default: true }),
      written({ Name: 'All', DomainName: '*.contoso.com', DomainType: 'InternalRelay' }),
      written({ Name: 'Sales', DomainName: '*.sales.contoso.com', DomainType: 'ExternalRelay' }),
      written({ Name: 'U-label', DomainName: 'bücher.example' }),
      written({ Name: 'A-label', DomainName: '*.xn--mller-kva.example' }),
    ],
    Credentials: [
      written({ Login: 'bob@ad.contoso.com', ...hash }),
      written({ Login: 'edge@contoso.com', MemberOf: 'exchange servers', ...hash }),
    ],
  }),
);

describe('remote domains: the most specific one holds', () => {
  const remote = new Organization(
    8,
    exampleObjects({
      RemoteDomains: [
        written({ Name: 'Default', DomainName: '*' }),
        written({ Name: 'Below', DomainName: '*.fabrikam.com' }),
        written({ Name: 'Itself', DomainName: 'Fabrikam.com' }),
        written({ Name: 'U-label', DomainName: 'bücher.example' }),
      ],
    }),
  );

  it.each([
    ['FABRIKAM.com', 'Itself'],
    ['a.b.fabrikam.com', 'Below'],
    ['xn--bcher-kva.example', 'U-label'],
    ['com', 'Default'],
    ['xfabrikam.com', 'Default'],
  ])('%s: %s', (domain, name) => {
    expect(remote.remoteDomain(domain)?.Name).toBe(name);
  });
});

describe('accepted domains', () => {
  it.each([
    ['contoso.com', 'contoso.com'],
    ['CONTOSO.COM', 'contoso.com'],
    ['a.contoso.com', 'All'],
    ['sales.contoso.com', 'All'],
    ['x.y.sales.contoso.com', 'Sales'],
    ['xn--bcher-kva.example', 'U-label'],
    ['BÜCHER.example', 'U-label'],
    ['bu\u0308cher.example', 'U-label'],
    ['mail.müller.example', 'A-label'],
    ['müller.example', undefined],
    ['xcontoso.com', undefined],
    ['com', undefined],
    ['example.net', undefined],
    ['', undefined],
  ])('%s belongs to %s', (domain, name) => {
    expect(organization.acceptedDomain(domain)?.Name).toBe(name);
  });
});

describe('recipients', () => {
  it.each([
    ['alice@contoso.com', 'Alice Ames'],
    ['ALICE@contoso.com', 'Alice Ames'],
    ['postmaster@contoso.com', 'Alice Ames'],
    ['"alice"@contoso.com', 'Alice Ames'],
    ['"al\\ice"@CONTOSO.com', 'Alice Ames'],
    ['"alice "@contoso.com', undefined],
    ['alice@ｃｏｎｔｏｓｏ.com', 'Alice Ames'],
    ['team@contoso.com', 'team'],
    ['nobody@contoso.com', undefined],
    ['alice@example.net', undefined],
  ])('%s is %s', (address, name) => {
    expect(organization.recipient(pathOf(address))?.Name).toBe(name);
  });

  describe('system addresses (RFC 5321 §4.5.1)', () => {
    const exchange = 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e';
    const system = (changes: Parameters<typeof exampleObjects>[0]) =>
      new Organization(
        1,
        exampleObjects({
          AcceptedDomains: [
            written({ Name: 'contoso.com', DomainName: 'contoso.com', Default: true }),
            written({ Name: 'Fabrikam', DomainName: '*.fabrikam.com', DomainType: 'InternalRelay' }),
          ],
          ...changes,
        }),
      );
    const addresses = [
      'postmaster@contoso.com',
      '"POSTmaster"@contoso.com',
      'postmaster@mail.fabrikam.com',
      `${exchange}@contoso.com`,
      `${exchange.toLowerCase()}@mail.fabrikam.com`,
    ];

    it.each(addresses)('%s is whoever has postmaster@ the default domain', (address) => {
      expect(system({}).recipient(pathOf(address))?.Name).toBe('Alice Ames');
      expect(postmasterWarnings(system({}))).toEqual([]);
    });

    it.each(addresses)('%s is kept in a mailbox that always is there, when nobody has it', (address) => {
      const nobody = system({
        Mailboxes: [written({ Name: 'bob', PrimarySmtpAddress: 'bob@contoso.com', Database: 'DB07' })],
        DistributionGroups: [],
      });
      const recipient = nobody.recipient(pathOf(address));
      expect(recipient).toMatchObject({ kind: 'Mailbox', Alias: 'postmaster', Database: 'DB07' });
      expect(nobody.recipient(pathOf(recipient?.PrimarySmtpAddress ?? ''))).toBe(recipient);
      expect(nobody.hasPostmaster).toBe(false);
      expect(postmasterWarnings(nobody)).toEqual([
        expect.stringContaining('nobody has postmaster@contoso.com'),
      ]);
      expect(nobody.account('postmaster@contoso.com')).toBeUndefined();
    });

    it('MicrosoftExchangeRecipientReplyRecipient gets what nobody else has', () => {
      const named = system({
        TransportSettings: [written({ MicrosoftExchangeRecipientReplyRecipient: 'TEAM' })],
      });
      expect(named.recipient(pathOf(`${exchange}@contoso.com`))?.Name).toBe('team');
      expect(named.recipient(pathOf('postmaster@mail.fabrikam.com'))?.Name).toBe('team');
      expect(named.recipient(pathOf('postmaster@contoso.com'))?.Name).toBe('Alice Ames');
    });

    it('ExternalPostmasterAddress is somebody, too', () => {
      const external = system({
        TransportSettings: [written({ ExternalPostmasterAddress: 'help@mail.fabrikam.com' })],
      });
      expect(external.recipient(pathOf('help@mail.fabrikam.com'))?.Name).toBe('Alice Ames');
      expect(external.recipient(pathOf('other@mail.fabrikam.com'))).toBeUndefined();
    });

    it.each(['postmaster@example.net', `${exchange}@example.net`, 'postmaster2@contoso.com'])(
      '%s is nobody of ours',
      (address) => expect(system({}).recipient(pathOf(address))).toBeUndefined(),
    );
  });

  it('<Postmaster> without a domain is that of the default domain (RFC 5321 §4.1.1.3)', () => {
    expect(organization.recipient({ localPart: 'Postmaster', domain: '' })?.Name).toBe('Alice Ames');
  });

  it('one is the same to whoever asks, without a copy for each', () => {
    const alice = organization.recipient(pathOf('alice@contoso.com'));
    expect(organization.recipient(pathOf('postmaster@contoso.com'))).toBe(alice);
    expect(organization.recipientByName('Alice Ames')).toBe(alice);
  });

  it('a group names its members by name, alias or address', () => {
    const [team] = organization.distributionGroups;
    expect(team && organization.members(team).map(({ Name }) => Name)).toEqual(['Alice Ames', 'bob']);
  });

  it('the alias of a mailbox is the local part of its address unless it is given', () => {
    expect(organization.recipientByName('alice')).toMatchObject({
      kind: 'Mailbox',
      Alias: 'alice',
      Database: 'DB01',
    });
  });
});

describe('logins', () => {
  it.each([
    'bob@ad.contoso.com',
    'BOB@AD.contoso.com',
    'bob',
    String.raw`CONTOSO\bob`,
    'ｂｏｂ',
    'Bob@ad。contoso.com',
  ])('%s signs in as bob', (login) => {
    expect(organization.account(login)).toMatchObject({
      login: 'bob@ad.contoso.com',
      credential: { Login: 'bob@ad.contoso.com' },
      user: { Name: 'bob' },
    });
  });

  it.each([
    ['bob', 'bob@ad.contoso.com'],
    [String.raw`one\bob`, 'bob@ad.contoso.com'],
    ['two＼bob', 'bob@ad.contoso.com'],
    ['three＼BOB@AD.contoso.com', 'bob@ad.contoso.com'],
    ['bob＠ad.contoso.com', 'bob@ad.contoso.com'],
    ['four＼nobody', 'nobody@contoso.com'],
    ['nobody＠contoso.com', 'nobody@contoso.com'],
  ])('%s is a guess at %s, whether or not there is such an account', (login, principalName) => {
    expect(organization.principalName(login)).toBe(principalName);
  });

  it.each(['edge@contoso.com', 'Edge', String.raw`CONTOSO\edge`])(
    '%s signs in without a mailbox',
    (login) => {
      const account = organization.account(login);
      expect(account?.credential?.MemberOf).toEqual(['Exchange Servers']);
      expect(account?.user).toBeUndefined();
    },
  );

  it.each(['bob@contoso.com', 'team', ''])('%j is nobody', (login) => {
    expect(organization.account(login)).toBeUndefined();
  });

  it('a mailbox without a credential has an account without a password', () => {
    expect(organization.account('alice')).toMatchObject({
      credential: undefined,
      user: { Alias: 'alice' },
    });
  });
});

it('lists the connectors of a server without the implicit one', () => {
  expect(organization.receiveConnectors('mbx01')).toHaveLength(5);
  expect(organization.mailboxDeliveryConnector('MBX01')?.Bindings).toEqual(['[::]:475', '0.0.0.0:475']);
  expect(organization.receiveConnectors('MBX02')).toEqual([]);
});
