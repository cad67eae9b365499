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
import { without } from '../written.js';

const settings = { server: 'MBX01', fqdn: 'mbx01.contoso.com' };
const password = { MAILYARD_DEMO_PASSWORD: 'Secret-1' };

let example: string;
/** As the first start with the example leaves it. */
let started: Organization;

beforeAll(async () => {
  example = await readFile(join(import.meta.dirname, '../../../../../organization.yaml'), 'utf8');
  const objects = await organizationFromText(parseOrganizationText(example, 'organization.yaml'), {
    ...settings,
    newGuid: () => crypto.randomUUID(),
    current: noObjects,
    passwords: new TextPasswords(password),
  });
  started = new Organization(1, objects);
});

const plan = (text: string, organization = started, environment: Record<string, string> = {}) =>
  planOrganization(parseOrganizationText(text, 'organization.yaml'), organization, { settings, environment });

async function told(text: string, organization?: Organization, environment?: Record<string, string>) {
  return describeDifferences((await plan(text, organization, environment)).differences).join('\n');
}

async function applied(text: string, organization = started): Promise<Organization> {
  const { differences } = await plan(text, organization);
  return new Organization(
    organization.revision + 1,
    changedObjects(organization.objects, changeFor(differences)),
  );
}

const exported = ({ revision, objects }: Organization) => organizationToText(revision, objects);

type Sections = Record<
  'ReceiveConnectors' | 'Mailboxes' | 'DistributionGroups',
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
    expect(await told(example, started, password)).toBe('');
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
    const text = edited(before, ({ ReceiveConnectors, Mailboxes, DistributionGroups }) => {
      const printer = ReceiveConnectors.find(({ Name }) => Name === 'Printers') ?? {};
      const others = ReceiveConnectors.filter(({ Name }) => Name !== 'Printers');
      return {
        ReceiveConnectors: [
          ...others,
          {
            ...without(printer, 'Banner'),
            Enabled: false,
            Fqdn: 'x.contoso.com',
            RemoteIPRanges: '192.168.6.0/24, fe80::1%eth0',
          },
        ],
        Mailboxes: Mailboxes.filter(({ Name }) => Name !== 'carol'),
        DistributionGroups: DistributionGroups.map((group) => ({ ...group, Members: ['alice'] })),
      };
    });
    expect(await told(text, before)).toBe(
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
      /^organization\.yaml:6: ReceiveConnectors\[0\]\.RemoteIPRanges: 0\.0\.0\.0 belongs to MBX01\\Default Frontend MBX01 on/,
    );
  });
});

describe('the usage type of a connector', () => {
  const withUsage = (usage: string) => printers.replace('- Name: Printers', `- Name: Printers\n    ${usage}`);
  const refusal =
    /^organization\.yaml:\d+: ReceiveConnectors\[0\]\.Usage: was Custom when the connector was made/;

  it.each(['Usage: Partner', 'Comment: of no usage'])('is given once: %s comes too late', async (later) => {
    const before = await applied(withUsage('Usage: Custom'));
    expect(await told(withUsage('Usage: custom'), before)).toBe('');
    await expect(plan(withUsage(later), before)).rejects.toThrow(refusal);
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

  it('connectors and settings have their defaults, so that taking them out of the file takes them away', async () => {
    const changed = await applied(`${printers}\nTransportSettings: { QueueGlitchRetryCount: 1 }`);
    expect(await told(example, changed)).toBe(
      [
        'ReceiveConnectors',
        '  - MBX01\\Printers',
        'TransportSettings',
        '  ~ of the organization',
        '      QueueGlitchRetryCount: 1 → 4',
      ].join('\n'),
    );
  });

  it('servers, domains, mailboxes, groups and credentials stay', async () => {
    expect(await told('ReceiveConnectors: []')).toBe('');
    expect(await told('Mailboxes: []\nDistributionGroups: []')).toMatch(/- alice\n {2}- bob\n {2}- carol\n/);
  });

  it('a default connector that was removed stays away while the file says so, and comes back with a file that does not', async () => {
    const text = edited(started, ({ ReceiveConnectors }) => ({
      ReceiveConnectors: ReceiveConnectors.filter(({ Name }) => Name !== 'Default Frontend MBX01'),
    }));
    expect(await told(text)).toBe('ReceiveConnectors\n  - MBX01\\Default Frontend MBX01');
    const without = await applied(text);
    expect(await told(exported(without), without)).toBe('');
    expect(await told(example, without)).toContain('+ MBX01\\Default Frontend MBX01');
  });

  it('the implicit connector of Mailbox Delivery cannot be removed', async () => {
    const text = edited(started, () => ({ ReceiveConnectors: [] }));
    const { objects } = await applied(text);
    expect(objects.ReceiveConnectors.map(({ TransportRole }) => TransportRole)).toEqual([
      'MailboxTransportDelivery',
    ]);
  });
});

describe('identity', () => {
  it('objects keep their Guid by name, without regard to case', async () => {
    const after = await applied(exported(started).replace('- Name: alice', '- Name: ALICE'));
    const guids = ({ objects }: Organization) => objects.Mailboxes.map(({ Guid }) => Guid).toSorted();
    expect(guids(after)).toEqual(guids(started));
    expect(after.recipientByName('alice')?.Name).toBe('ALICE');
  });

  it('a Guid in the text renames the object that has it', async () => {
    const { Guid = '' } = started.recipientByName('carol') ?? {};
    const text = exported(started).replace('- Name: carol', `- Guid: ${Guid}\n    Name: Caroline`);
    expect(await told(text)).toBe('Mailboxes\n  ~ carol\n      Name: carol → Caroline');
  });
});

describe('credentials', () => {
  const credentials = `Credentials:
  - { Login: alice@contoso.com, PasswordVariable: ALICE }
  - { Login: bob@contoso.com, PasswordVariable: BOB }
`;

  it('a section is complete; only a password that is given and different is new', async () => {
    expect(await told(credentials, started, { ALICE: 'Secret-1', BOB: 'Secret-2' })).toBe(
      ['Credentials', '  - carol@contoso.com', '  ~ bob@contoso.com', '      Password: new'].join('\n'),
    );
  });

  it('a new login without a password gets one, which is told once', async () => {
    const text = `${credentials}  - { Login: dave@contoso.com, PasswordVariable: DAVE }
Mailboxes:
${['alice', 'bob', 'dave'].map((name) => `  - { Name: ${name}, PrimarySmtpAddress: ${name}@contoso.com }`).join('\n')}
DistributionGroups: []
`;
    const { made, differences } = await plan(text);
    expect(made).toMatchObject([{ variable: 'DAVE', logins: ['dave@contoso.com'] }]);
    const { Credentials } = changedObjects(started.objects, changeFor(differences));
    const dave = Credentials.find(({ Login }) => Login === 'dave@contoso.com');
    expect(await new PasswordVerifier().verify(dave, made[0]?.password ?? '')).toBe(true);
  });

  it('without a section they follow their mailboxes to a new login', async () => {
    const text = exported(started).replace(
      'UserPrincipalName: bob@contoso.com',
      'UserPrincipalName: robert@contoso.com',
    );
    const after = await applied(text);
    expect(
      await new PasswordVerifier().verify(after.account('robert@contoso.com')?.credential, 'Secret-1'),
    ).toBe(true);
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
      expect(text).not.toMatch(/Guid|Hash|Salt|Secret/);
      expect(plain((await applied(text, organization)).objects)).toBe(plain(organization.objects));
    }
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
