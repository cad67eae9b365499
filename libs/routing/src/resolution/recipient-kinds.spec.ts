import { lines, resolved, type Recipients } from '../spec-support/resolved-organization.js';
import { stranger } from '../spec-support/routable-messages.js';

const people: Recipients = {
  mailboxes: {
    alice: { EmailAddresses: ['a.smith@contoso.com'], Department: 'Sales' },
    bob: { Department: 'Sales' },
    carol: { Database: 'DB02' },
  },
  contacts: {
    partner: {},
    // The address outside is that of somebody here.
    indirect: { ExternalEmailAddress: 'second@fabrikam.example' },
    second: { ExternalEmailAddress: 'alice@contoso.com', EmailAddresses: ['second@fabrikam.example'] },
  },
  users: { guest: {} },
  groups: {
    team: { Members: ['alice', 'partner', 'inner'] },
    inner: { Members: ['bob', 'team', 'alice'] },
    away: { Members: ['alice'], ExpansionServer: 'MBX02' },
    here: { Members: ['alice'], ExpansionServer: 'MBX01.contoso.com' },
    'holds-away': { Members: ['bob', 'away'] },
  },
  dynamicGroups: { sales: { RecipientFilter: "Department -eq 'Sales'" } },
};

describe('recipient resolution by kinds of objects', () => {
  it.each([
    ['Mailbox by a proxy address', 'a.smith', ['DB01: alice']],
    ['MailContact', 'partner', ['fabrikam.example: partner@fabrikam.example']],
    ['MailUser', 'guest', ['fabrikam.example: guest@fabrikam.example']],
    [
      'contact chain: the address outside is another recipient’s, who is followed',
      'indirect',
      ['DB01: alice', 'indirect redirected to second@fabrikam.example', 'second redirected to alice'],
    ],
    [
      'DistributionGroup, nested ones recursively; groups in each other deliver once, silently',
      'team',
      ['DB01: alice bob', 'fabrikam.example: partner@fabrikam.example', 'team expanded: 3'],
    ],
    ['DynamicDistributionGroup', 'sales', ['DB01: alice bob', 'sales expanded: 2']],
    ['ExpansionServer is another one: routed there unexpanded', 'away', ['mbx02.contoso.com: away']],
    ['ExpansionServer is this one', 'here', ['DB01: alice', 'here expanded: 1']],
    [
      'a nested group with an ExpansionServer, and what was expanded travels with it',
      'holds-away',
      [
        expect.stringMatching(
          /^mbx02\.contoso\.com: away \(X-MS-Exchange-Organization-Expansion-History: [\da-f-]{36}\)$/,
        ),
        'DB01: bob',
        'holds-away expanded: 1',
      ],
    ],
    [
      'unknown in an authoritative domain',
      'nobody',
      [
        'nobody failed: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      ],
    ],
    [
      'a stale address of the directory',
      'IMCEAEX-_O=CONTOSO',
      ['IMCEAEX-_O=CONTOSO failed: 550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found'],
    ],
    ['unknown in a relay domain: routed on', 'nobody@relay.example', ['relay.example: nobody@relay.example']],
    ['named twice', 'alice a.smith', ['DB01: alice', 'a.smith dropped: Duplicate']],
  ])('%s', (_, to, expected) => {
    expect(lines(resolved(people, to, stranger))).toEqual(expected);
  });

  it('an address of a proxy address keeps what the sender wrote (ORCPT)', () => {
    const [delivery] = resolved(people, 'a.smith').deliveries;
    expect(delivery?.recipients[0]?.orcpt).toBe('rfc822;a.smith@contoso.com');
  });

  it('message tracking is told of every group with its members', () => {
    const { groups } = resolved(people, 'team');
    const told = groups.map(({ group, members }) => [group.Name, members.map(({ Name }) => Name)]);
    expect(told).toEqual([
      ['team', ['alice', 'partner', 'inner']],
      ['inner', ['bob', 'team', 'alice']],
    ]);
  });
});

describe('chipping', () => {
  it('more than ExpansionSizeLimit recipients are in several copies', () => {
    const members = ['alice', 'bob', 'dora'];
    const small: Recipients = {
      mailboxes: Object.fromEntries(members.map((name) => [name, {}])),
      groups: { team: { Members: members } },
      settings: { ExpansionSizeLimit: 2 },
    };
    expect(lines(resolved(small, 'team'))).toEqual(['DB01: alice bob', 'DB01: dora', 'team expanded: 3']);
  });
});

describe('a message that another server has resolved', () => {
  const more = { ...stranger, history: { resolved: true } } as const;

  it('is not forwarded, judged or counted again', () => {
    const strict: Recipients = {
      mailboxes: { alice: { ForwardingAddress: 'bob', RequireSenderAuthenticationEnabled: true }, bob: {} },
      settings: { MaxRecipientEnvelopeLimit: 1, MaxSendSize: '1KB', MaxReceiveSize: '1KB' },
    };
    expect(lines(resolved(strict, 'alice bob', { ...more, size: 4_096 }))).toEqual(['DB01: alice bob']);
  });

  it('is expanded, but not again what was expanded there', () => {
    const groups = { outer: { Members: ['alice', 'inner'] }, inner: { Members: ['bob', 'outer'] } };
    const both: Recipients = { mailboxes: { alice: {}, bob: {} }, groups };
    expect(lines(resolved(both, 'outer', more))).toEqual(['DB01: alice bob', 'outer expanded: 2']);
  });
});
