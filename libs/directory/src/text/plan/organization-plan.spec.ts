import type { Credential } from '../../kinds/credentials/credential.js';
import { matchesHash } from '../../kinds/credentials/password-hash.js';
import { Organization } from '../../organization.js';
import { changedObjects } from '../../rules/directory-change.js';
import { changeFor } from '../../rules/organization-difference.js';
import {
  applied,
  edited,
  example,
  password,
  plan,
  printers,
  started,
  told,
} from '../../spec-support/planned-organization.js';

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

  it('says the same of a recipient, with its sizes as an administrator writes them', async () => {
    const text = `Mailboxes:
  - { Name: dave, PrimarySmtpAddress: dave@contoso.com, MaxReceiveSize: 102400, EmailAddresses: 'd@contoso.com, dd@contoso.com' }`;
    expect(await told(text)).toBe(
      [
        'Mailboxes',
        '  + dave',
        '      PrimarySmtpAddress: dave@contoso.com',
        '      EmailAddresses: dave@contoso.com, d@contoso.com, dd@contoso.com',
        '      MaxReceiveSize: 100 KB',
        '      Alias: dave',
        '      DisplayName: dave',
        '      UserPrincipalName: dave@contoso.com',
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
      /^organization\.yaml:6:\d+: ReceiveConnectors\[0\]\.RemoteIPRanges: MBX01\\Default Frontend MBX01 already takes port 25 on 0\.0\.0\.0 from/,
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
    expect(await isPasswordOf(dave, made[0]?.password ?? '')).toBe(true);
  });

  it('that the file does not name follow their mailboxes to a new login', async () => {
    const after = await applied('Mailboxes: [{ Name: bob, UserPrincipalName: robert@contoso.com }]');
    const { credential } = after.account('robert@contoso.com') ?? {};
    expect(await isPasswordOf(credential, 'Secret-1')).toBe(true);
    expect(after.objects.Credentials).toHaveLength(3);
  });
});

async function isPasswordOf(credential: Credential | undefined, password: string): Promise<boolean> {
  return credential !== undefined && (await matchesHash(password, credential));
}
