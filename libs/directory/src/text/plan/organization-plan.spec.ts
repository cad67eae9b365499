import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse, stringify } from 'yaml';

import { PasswordVerifier } from '../../credentials/password-verifier.js';
import { noObjects, type OrganizationObjects } from '../../objects/organization-objects.js';
import { Organization } from '../../organization.js';
import { changedObjects } from '../../rules/directory-change.js';
import { changeFor } from '../../rules/organization-difference.js';
import { describeDifferences } from './difference-text.js';
import { organizationFromText } from '../organization-from-text.js';
import { planOrganization } from './organization-plan.js';
import { parseOrganizationText } from '../organization-text.js';
import { organizationToText } from './organization-to-text.js';
import { TextPasswords } from '../text-passwords.js';

const settings = { server: 'MBX01', fqdn: 'mbx01.contoso.com' };
const password = { MAILYARD_DEMO_PASSWORD: 'Secret-1' };

let example: string;
/** As the first start with the example leaves it. */
let started: Organization;

beforeAll(async () => {
  example = await readFile(join(import.meta.dirname, '../../../../../organization.yaml'), 'utf8');
  const { objects } = await organizationFromText(parseOrganizationText(example, 'organization.yaml'), {
    ...settings,
    newGuid: () => crypto.randomUUID(),
    current: noObjects,
    passwords: new TextPasswords(password),
  });
  started = new Organization(1, objects);
});

interface Given {
  readonly environment?: Readonly<Record<string, string>>;
  readonly prune?: boolean;
}

const plan = (text: string, organization = started, { environment = {}, prune = false }: Given = {}) =>
  planOrganization(parseOrganizationText(text, 'organization.yaml'), organization, {
    settings,
    environment,
    prune,
  });

async function told(text: string, organization?: Organization, given?: Given) {
  return describeDifferences((await plan(text, organization, given)).differences).join('\n');
}

async function applied(text: string, organization = started, given?: Given): Promise<Organization> {
  const { differences } = await plan(text, organization, given);
  return new Organization(
    organization.revision + 1,
    changedObjects(organization.objects, changeFor(differences)),
  );
}

const exported = ({ revision, objects }: Organization) => organizationToText(revision, objects);

type Sections = Record<
  'ReceiveConnectors' | 'Mailboxes' | 'DistributionGroups' | 'Credentials',
  readonly Record<string, unknown>[]
>;

/** The export with some sections replaced. */
function edited(organization: Organization, edit: (sections: Sections) => Partial<Sections>): string {
  const sections = parse(exported(organization)) as Sections;
  return stringify({ ...sections, ...edit(sections) });
}

const printers = `
ReceiveConnectors:
  - Name: Printers
    TransportRole: FrontendTransport
    Bindings: 0.0.0.0:25
    RemoteIPRanges: [192.168.5.0/24, fe80::1%eth0]
    PermissionGroups: AnonymousUsers
    Banner: 220 printers only
    TarpitInterval: 00:00:00.250
    MaxMessageSize: 1000001
    AccessControl:
      - { User: NT AUTHORITY\\ANONYMOUS LOGON, ExtendedRights: [ms-Exch-SMTP-Accept-Any-Recipient] }
`;

describe('a plan', () => {
  it('of the file that the organization was made of has nothing to do, with and without the passwords', async () => {
    expect(await told(example)).toBe('');
    expect(await told(example, started, { environment: password })).toBe('');
  });

  it('says what is added, without what is default', async () => {
    expect(await told(printers)).toBe(
      [
        'ReceiveConnectors',
        '  + MBX01\\Printers',
        '      TransportRole: FrontendTransport',
        '      Bindings: 0.0.0.0:25',
        '      RemoteIPRanges: 192.168.5.0/24, fe80::1%eth0',
        '      PermissionGroups: AnonymousUsers',
        '      AccessControl: {"User":"NT AUTHORITY\\\\ANONYMOUS LOGON","ExtendedRights":["ms-Exch-SMTP-Accept-Any-Recipient"],"Deny":false}',
        '      Fqdn: mbx01.contoso.com',
        '      Banner: 220 printers only',
        '      MaxMessageSize: 1000001 B',
        '      TarpitInterval: 00:00:00.250',
      ].join('\n'),
    );
  });

  it('says what is changed and removed', async () => {
    const before = await applied(printers);
    const text = edited(before, ({ ReceiveConnectors, Mailboxes, DistributionGroups, Credentials }) => {
      const printer = ReceiveConnectors.find(({ Name }) => Name === 'Printers') ?? {};
      const others = ReceiveConnectors.filter(({ Name }) => Name !== 'Printers');
      return {
        ReceiveConnectors: [
          ...others,
          {
            ...printer,
            Banner: null,
            Enabled: false,
            Fqdn: 'x.contoso.com',
            RemoteIPRanges: '192.168.6.0/24, fe80::1%eth0',
          },
        ],
        Mailboxes: Mailboxes.filter(({ Name }) => Name !== 'carol'),
        DistributionGroups: DistributionGroups.map((group) => ({ ...group, Members: ['alice'] })),
        Credentials: Credentials.filter(({ Login }) => Login !== 'carol@contoso.com'),
      };
    });
    expect(await told(text, before, { prune: true })).toBe(
      [
        'ReceiveConnectors',
        '  ~ MBX01\\Printers',
        '      RemoteIPRanges: - 192.168.5.0/24  + 192.168.6.0/24',
        '      Enabled: true → false',
        '      Fqdn: mbx01.contoso.com → x.contoso.com',
        '      Banner: 220 printers only → default',
        'Mailboxes',
        '  - carol',
        'DistributionGroups',
        '  ~ team',
        '      Members: - bob',
        'Credentials',
        '  - carol@contoso.com',
      ].join('\n'),
    );
  });

  it('names file, line and the other connector when a rule is broken', async () => {
    const text = printers.replace('[192.168.5.0/24, fe80::1%eth0]', '0.0.0.0');
    await expect(plan(text)).rejects.toThrow(
      /^organization\.yaml:6:\d+: ReceiveConnectors\[0\]\.RemoteIPRanges: 0\.0\.0\.0 belongs to MBX01\\Default Frontend MBX01 on/,
    );
  });
});

describe('the usage type of a connector', () => {
  const withUsage = (usage: string) => printers.replace('- Name: Printers', `- Name: Printers\n    ${usage}`);
  const refusal =
    /^organization\.yaml:\d+:\d+: ReceiveConnectors\[0\]\.Usage: was Custom when the connector was made/;

  it('is given once: another one comes too late', async () => {
    const before = await applied(withUsage('Usage: Custom'));
    expect(await told(withUsage('Usage: custom'), before)).toBe('');
    expect(await told(withUsage('Comment: of no usage'), before)).toMatch(/Comment: default → of no usage$/);
    await expect(plan(withUsage('Usage: Partner'), before)).rejects.toThrow(refusal);
  });

  it('cannot be given to a connector that has none', async () => {
    const before = await applied(printers);
    await expect(plan(withUsage('Usage: Custom'), before)).rejects.toThrow(/Usage: was not given when/);
  });
});

describe('what a text does not say', () => {
  it.each(['', '# nothing\n', '{}'])(
    '%j is refused: a broken pipe must not reset every connector',
    async (text) => {
      await expect(plan(text)).rejects.toThrow('organization.yaml: has no section');
    },
  );

  it('stays as it is: sections, objects and parameters', async () => {
    const changed = await applied(`${printers}\nTransportSettings: { QueueGlitchRetryCount: 1 }`);
    expect(await told(example, changed)).toBe('');
    expect(await told('ReceiveConnectors: []\nMailboxes: []\nTransportSettings: {}', changed)).toBe('');
    expect(await told('ReceiveConnectors: [{ Name: Printers, Enabled: false }]', changed)).toBe(
      ['ReceiveConnectors', '  ~ MBX01\\Printers', '      Enabled: true → false'].join('\n'),
    );
    expect(await told('TransportSettings: { QueueGlitchRetryInterval: 00:00:30 }', changed)).toBe(
      [
        'TransportSettings',
        '  ~ of the organization',
        '      QueueGlitchRetryInterval: 00:01:00 → 00:00:30',
      ].join('\n'),
    );
  });

  it.each([
    ['TransportSettings: { QueueGlitchRetryCount: null }', 'QueueGlitchRetryCount: 1 → 4'],
    ['ReceiveConnectors: [{ Name: Printers, Banner: null }]', 'Banner: 220 printers only → default'],
    ['ReceiveConnectors: [{ Name: Client Frontend MBX01, MessageRateLimit: ~ }]', 'MessageRateLimit: 77 → 5'],
    ['ReceiveConnectors: [{ Name: Printers, Fqdn: }]', 'Fqdn: p.contoso.com → mbx01.contoso.com'],
    [
      'Mailboxes: [{ Name: bob, UserPrincipalName: null }]',
      'UserPrincipalName: b@contoso.com → bob@contoso.com',
    ],
  ])('goes back to the default by null: %s', async (text, expected) => {
    const changed = await applied(`${printers.replace('Banner', 'Fqdn: p.contoso.com\n    Banner')}
  - { Name: Client Frontend MBX01, MessageRateLimit: 77 }
TransportSettings: { QueueGlitchRetryCount: 1 }
Mailboxes: [{ Name: bob, UserPrincipalName: b@contoso.com }]
`);
    expect(await told(text, changed)).toContain(expected);
  });

  it('null for what must be there is refused at its place', async () => {
    await expect(plan('Mailboxes:\n  - Name: bob\n    PrimarySmtpAddress: null')).rejects.toThrow(
      /^organization\.yaml:3:5: Mailboxes\[0\]\.PrimarySmtpAddress: is missing$/,
    );
  });

  it('a problem of what is not in the file names the object, not a line', async () => {
    await expect(plan('Mailboxes: [{ Name: carol, Alias: team }]')).rejects.toThrow(
      /^organization\.yaml:1:28: Mailboxes\[0\]\.Alias: team is taken by DistributionGroups\[team\]$/,
    );
    await expect(plan('AcceptedDomains: [{ Name: contoso.com, DomainName: x.org }]')).rejects.toThrow(
      /^organization\.yaml: Mailboxes\[alice\]\.PrimarySmtpAddress: alice@contoso\.com is in no accepted domain \(in the organization, not in the file\)$/m,
    );
    const tls = await applied('ReceiveConnectors: [{ Name: Default Frontend MBX01, RequireTLS: true }]');
    await expect(
      plan('\nReceiveConnectors: [{ Name: Default Frontend MBX01, AuthMechanism: ExchangeServer }]', tls),
    ).rejects.toThrow(
      /^organization\.yaml:2:21: .*\.RequireTLS: needs Tls among AuthMechanism \(RequireTLS is not in the file and stays as it was\)$/m,
    );
  });

  it('an object that is there twice in one section is refused', async () => {
    await expect(
      plan('Mailboxes:\n  - { Name: bob, Database: DB02 }\n  - { Name: "BOB ", Database: DB03 }'),
    ).rejects.toThrow(/^organization\.yaml:3:7: Mailboxes\[1\]\.Name: is in this section already$/);
  });

  it('a default connector that was removed stays away, until the file asks for it', async () => {
    const text = edited(started, ({ ReceiveConnectors }) => ({
      ReceiveConnectors: ReceiveConnectors.filter(({ Name }) => Name !== 'Default Frontend MBX01'),
    }));
    expect(await told(text)).toBe('');
    expect(await told(text, started, { prune: true })).toBe(
      'ReceiveConnectors\n  - MBX01\\Default Frontend MBX01',
    );
    const without = await applied(text, started, { prune: true });
    expect(await told(exported(without), without, { prune: true })).toBe('');
    expect(await told(example, without)).toBe('');
    const asked = 'Servers: [{ Name: MBX01, DefaultReceiveConnectors: true }]';
    expect(await told(asked, without)).toContain('+ MBX01\\Default Frontend MBX01');
  });

  it('another default domain takes the place of the one before', async () => {
    expect(await told('AcceptedDomains: [{ Name: a, DomainName: a.org, Default: true }]')).toBe(
      [
        'AcceptedDomains',
        '  ~ contoso.com',
        '      Default: true → false',
        '  + a',
        '      DomainName: a.org',
        '      Default: true',
      ].join('\n'),
    );
  });
});

describe('prune', () => {
  it('takes the domain that was the default along', async () => {
    const text =
      'AcceptedDomains: [{ Name: a, DomainName: a.org, Default: true }]\nMailboxes: []\nDistributionGroups: []';
    const pruned = await applied(text, started, { prune: true });
    expect(pruned.acceptedDomains.map(({ Name }) => Name)).toEqual(['a']);
  });

  it('removes what the sections of the file do not name, and nothing of other sections', async () => {
    const before = await applied(`${printers}\nTransportSettings: { QueueGlitchRetryCount: 1 }`);
    const text = 'ReceiveConnectors: []\nMailboxes: [{ Name: alice }, { Name: bob }]';
    const { unmentioned } = await plan(text, before);
    expect(unmentioned.map(({ kind }) => kind)).toEqual(['ReceiveConnectors', 'Mailboxes']);
    expect(await told(text, before, { prune: true })).toBe(
      [
        'ReceiveConnectors',
        '  - MBX01\\Printers',
        'Mailboxes',
        '  - carol',
        'Credentials',
        '  - carol@contoso.com',
      ].join('\n'),
    );
  });

  it('spares the connectors of setup unless the server is to be without them, and that of Mailbox Delivery always', async () => {
    const { objects } = await applied(
      'Servers: [{ Name: MBX01, DefaultReceiveConnectors: false }]\nReceiveConnectors: []',
      started,
      { prune: true },
    );
    expect(objects.ReceiveConnectors.map(({ TransportRole }) => TransportRole)).toEqual([
      'MailboxTransportDelivery',
    ]);
  });

  it('takes a server with its connectors', async () => {
    const two = await applied('Servers: [{ Name: MBX02, Fqdn: mbx02.contoso.com }]');
    expect(two.receiveConnectors('MBX02')).toHaveLength(5);
    const one = await applied('Servers: [{ Name: MBX01 }]', two, { prune: true });
    expect(one.objects.ReceiveConnectors.map(({ Server }) => Server)).not.toContain('MBX02');
  });

  it('is refused when something else needs what would go', async () => {
    await expect(plan('Mailboxes: [{ Name: alice }]', started, { prune: true })).rejects.toThrow(
      /^organization\.yaml: DistributionGroups\[team\]\.Members\[1\]: no recipient bob \(in the organization/,
    );
  });
});

describe('identity', () => {
  it('objects keep their Guid by name, without regard to case', async () => {
    const after = await applied('Mailboxes: [{ Name: "ALICE\u00a0" }]');
    const guids = ({ objects }: Organization) => objects.Mailboxes.map(({ Guid }) => Guid).toSorted();
    expect(guids(after)).toEqual(guids(started));
    expect(after.recipientByName('alice')?.Name).toBe('ALICE');
  });

  it('a Guid in the text renames the object that has it', async () => {
    const { Guid = '' } = started.recipientByName('carol') ?? {};
    const text = `Mailboxes: [{ Guid: ${Guid.toUpperCase()}, Name: Caroline }]`;
    expect(await told(text)).toBe('Mailboxes\n  ~ carol\n      Name: carol → Caroline');
  });
});

describe('credentials', () => {
  const credentials = `Credentials:
  - { Login: alice@contoso.com, PasswordVariable: ALICE }
  - { Login: bob@contoso.com, PasswordVariable: BOB }
`;

  it('are changed by login; only a password that is given and different is new', async () => {
    expect(await told(credentials, started, { environment: { ALICE: 'Secret-1', BOB: 'Secret-2' } })).toBe(
      ['Credentials', '  ~ bob@contoso.com', '      Password: new'].join('\n'),
    );
    expect(await told('Credentials: [{ Login: " alice@contoso.com\u00a0" }]')).toBe('');
  });

  it('keep the groups that the file does not name', async () => {
    const edge = 'Credentials: [{ Login: edge@contoso.com, PasswordVariable: P';
    const after = await applied(`${edge}, MemberOf: Exchange Servers }]`, started, {
      environment: { P: 'x' },
    });
    expect(await told(`${edge} }]`, after, { environment: { P: 'x' } })).toBe('');
    await expect(plan(`${edge}, MemberOf: [] }]`, after)).rejects.toThrow(
      /^organization\.yaml:1:17: Credentials\[0\]\.Login: no mailbox has/,
    );
  });

  it('a new login without a password gets one, which is told once', async () => {
    const text = `${credentials}  - { Login: dave@contoso.com, PasswordVariable: DAVE }
Mailboxes: [{ Name: dave, PrimarySmtpAddress: dave@contoso.com }]
`;
    const { made, differences } = await plan(text);
    expect(made).toMatchObject([{ variable: 'DAVE', logins: ['dave@contoso.com'] }]);
    const { Credentials } = changedObjects(started.objects, changeFor(differences));
    const dave = Credentials.find(({ Login }) => Login === 'dave@contoso.com');
    expect(await new PasswordVerifier().verify(dave, made[0]?.password ?? '')).toBe(true);
  });

  it('that the file does not name follow their mailboxes to a new login', async () => {
    const after = await applied('Mailboxes: [{ Name: bob, UserPrincipalName: robert@contoso.com }]');
    const { credential } = after.account('robert@contoso.com') ?? {};
    expect(await new PasswordVerifier().verify(credential, 'Secret-1')).toBe(true);
    expect(after.objects.Credentials).toHaveLength(3);
  });
});

describe('an exported organization', () => {
  it('is a text that changes nothing, whatever the organization holds', async () => {
    const rich = await applied(
      `${printers}
Servers:
  - { Name: MBX01, Fqdn: mbx01.contoso.com }
  - { Name: MBX02, Fqdn: mbx02.contoso.com }
AcceptedDomains:
  - { Name: contoso.com, DomainName: contoso.com, Default: true }
  - { Name: "yes", DomainName: "*.fabrikam.com", DomainType: InternalRelay }
TransportSettings: { MessageExpirationTimeout: 3.04:05:06, ExternalPostmasterAddress: pm@contoso.com }
`,
    );
    const plain = (objects: OrganizationObjects) => JSON.stringify(objects);
    for (const organization of [started, rich]) {
      const text = exported(organization);
      expect(await told(text, organization)).toBe('');
      expect(await told(text, organization, { prune: true })).toBe('');
      expect(text).not.toMatch(/Guid|Hash|Salt|Secret/);
      expect(plain((await applied(text, organization)).objects)).toBe(plain(organization.objects));
    }
  });

  it('takes back what was made and set since, when it prunes', async () => {
    const text = exported(started);
    const later = await applied(
      `${printers}  - { Name: Default MBX01, Banner: 220 hello }\nTransportSettings: { ExternalPostmasterAddress: pm@contoso.com }`,
    );
    expect(await told(text, later, { prune: true })).toBe(
      [
        'ReceiveConnectors',
        '  - MBX01\\Printers',
        '  ~ MBX01\\Default MBX01',
        '      Banner: 220 hello → default',
        'TransportSettings',
        '  ~ of the organization',
        '      ExternalPostmasterAddress: pm@contoso.com → default',
      ].join('\n'),
    );
  });

  it('of the changes leaves out defaults, and makes the same organization of nothing', async () => {
    const changed = await applied(
      `${printers}  - { Name: Client Frontend MBX01, MessageRateLimit: 77 }
  - { Name: Partner, Usage: Partner, Bindings: "0.0.0.0:2600", RemoteIPRanges: 10.1.1.1, PermissionGroups: [] }
TransportSettings: { QueueGlitchRetryCount: 1 }`,
    );
    const bare = await applied(
      edited(changed, ({ ReceiveConnectors }) => ({ ReceiveConnectors: ReceiveConnectors.slice(0, 1) })),
      changed,
      { prune: true },
    );
    for (const organization of [started, changed, bare]) {
      const text = organizationToText(organization.revision, organization.objects, { changesOnly: true });
      expect(await told(text, organization, { prune: true })).toBe('');
      const { objects } = await organizationFromText(parseOrganizationText(text, 'changes.yaml'), {
        ...settings,
        newGuid: () => crypto.randomUUID(),
        current: noObjects,
        passwords: new TextPasswords({}),
      });
      expect(exported(new Organization(organization.revision, objects))).toBe(exported(organization));
    }
    const sections = parse(organizationToText(2, changed.objects, { changesOnly: true })) as Record<
      string,
      unknown
    >;
    expect(sections['TransportSettings']).toEqual({ QueueGlitchRetryCount: 1 });
    expect(sections['Servers']).toEqual([{ Name: 'MBX01', Fqdn: 'mbx01.contoso.com' }]);
    expect(sections['Credentials']).toContainEqual({ Login: 'alice@contoso.com' });
    expect(sections['ReceiveConnectors']).toContainEqual({
      Name: 'Client Frontend MBX01',
      Server: 'MBX01',
      MessageRateLimit: 77,
    });
    expect(sections['ReceiveConnectors']).toHaveLength(3);
  });

  it('is written for people: units, lists in one line, no secrets', async () => {
    const text = exported(await applied(printers));
    for (const line of [
      '# The organization at revision 2,',
      'MaxMessageSize: 36 MB',
      'MaxMessageSize: 1000001 B',
      "ConnectionTimeout: '00:10:00'",
      "TarpitInterval: '00:00:00.250'",
      "RemoteIPRanges: [192.168.5.0/24, 'fe80::1%eth0']",
      'Members: [alice, bob]',
      "MessageExpirationTimeout: '2.00:00:00'",
    ]) {
      expect(text).toContain(line);
    }
  });
});
