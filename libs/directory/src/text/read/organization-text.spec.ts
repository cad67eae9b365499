import { OrganizationError } from '@mailyard/schema';

import { TextPasswords } from '../../kinds/credentials/text-passwords.js';
import { noObjects } from '../../kinds/index.js';
import { organizationFromText } from './organization-from-text.js';
import { parseOrganizationText } from './organization-text.js';

async function read(text: string) {
  const { objects } = await organizationFromText(parseOrganizationText(text, 'organization.yaml'), {
    server: 'MBX01',
    fqdn: 'mbx01.contoso.com',
    serverRole: 'Mailbox',
    current: noObjects,
    passwords: new TextPasswords({ MAILYARD_DEMO_PASSWORD: 'Secret-1' }),
  });
  return objects;
}

/** The lines that an operator sees. */
async function linesOf(text: string): Promise<readonly string[]> {
  try {
    await read(text);
    return [];
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    return error.lines;
  }
}

describe('what organization.yaml does not say', () => {
  it('is the server, its connectors, its domain and the default settings', async () => {
    const objects = await read('');
    expect(objects.Servers).toMatchObject([{ Name: 'MBX01', Fqdn: 'mbx01.contoso.com' }]);
    expect(objects.ReceiveConnectors).toHaveLength(6);
    expect(objects.AcceptedDomains).toMatchObject([{ DomainName: 'contoso.com', Default: true }]);
    expect(objects.TransportSettings).toMatchObject([
      { QueueGlitchRetryCount: 4, MessageRetryInterval: 900_000 },
    ]);
    expect(objects.Mailboxes).toEqual([]);
  });
});

describe('connectors of organization.yaml', () => {
  it('change the default connector of their name, keep the rest of it, and join the others', async () => {
    const { ReceiveConnectors } = await read(`
ReceiveConnectors:
  - Name: Default Frontend MBX01
    MaxMessageSize: 10 MB
  - Name: Printers
    TransportRole: FrontendTransport
    Bindings: 0.0.0.0:25
    RemoteIPRanges: 192.168.7.0/24, 192.168.8.1
    PermissionGroups: AnonymousUsers
    AccessControl:
      - { User: NT AUTHORITY\\ANONYMOUS LOGON, ExtendedRights: [ms-exch-smtp-accept-any-recipient] }
`);
    expect(ReceiveConnectors).toHaveLength(7);
    const frontend = ReceiveConnectors.find(({ Name }) => Name === 'Default Frontend MBX01');
    expect(frontend).toMatchObject({ MaxMessageSize: 10_485_760, Bindings: ['[::]:25', '0.0.0.0:25'] });
    expect(frontend?.PermissionGroups).toContain('AnonymousUsers');
    expect(ReceiveConnectors.find(({ Name }) => Name === 'Printers')).toMatchObject({
      Server: 'MBX01',
      Fqdn: 'mbx01.contoso.com',
      RemoteIPRanges: ['192.168.7.0/24', '192.168.8.1'],
      AccessControl: [{ ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'], Deny: false }],
    });
  });
});

describe('a connector’s usage type', () => {
  const connectorOf = async (text: string) => {
    const { ReceiveConnectors } = await read(`ReceiveConnectors:\n  - ${text}`);
    return ReceiveConnectors.at(-1);
  };

  it('says what the text does not', async () => {
    const text =
      '{ Name: Fabrikam, Usage: partner, TransportRole: FrontendTransport, Bindings: 0.0.0.0:25, RemoteIPRanges: 17.17.17.1/24 }';
    expect(await connectorOf(text)).toMatchObject({
      Usage: 'Partner',
      AuthMechanism: ['Tls'],
      PermissionGroups: ['Partners'],
      Bindings: ['0.0.0.0:25'],
    });
  });

  it('gives way to mechanisms, groups and bindings of the text', async () => {
    const text =
      '{ Name: Edge, Usage: Internal, Bindings: "10.1.1.2:2526", RemoteIPRanges: 10.1.1.1, PermissionGroups: ExchangeServers }';
    expect(await connectorOf(text)).toMatchObject({
      TransportRole: 'HubTransport',
      AuthMechanism: ['Tls', 'ExchangeServer'],
      PermissionGroups: ['ExchangeServers'],
      Bindings: ['10.1.1.2:2526'],
    });
  });

  it.each([
    ['{ Name: A, Usage: Internet }', 'Bindings: is missing'],
    ['{ Name: A, Usage: Custom, Bindings: "0.0.0.0:26" }', 'RemoteIPRanges: is missing'],
    ['{ Name: A, Usage: Client }', 'RemoteIPRanges: is missing'],
    [
      '{ Name: A, Usage: Public, Bindings: "0.0.0.0:26", RemoteIPRanges: 10.0.0.1 }',
      'Usage: must be Client, Custom, Internal, Internet or Partner (got "Public")',
    ],
  ])('%s: %s', async (text, problem) => {
    const lines = await linesOf(`ReceiveConnectors:\n  - ${text}`);
    expect(lines.map((line) => line.replace(/^organization\.yaml:2:\d+: /, ''))).toEqual([
      `ReceiveConnectors[0].${problem}`,
    ]);
  });
});

describe('passwords', () => {
  it('are hashed from the variable that the credential names', async () => {
    const { Credentials } = await read(`
Mailboxes: [{ Name: alice, PrimarySmtpAddress: alice@contoso.com }]
Credentials: [{ Login: alice@contoso.com, PasswordVariable: MAILYARD_DEMO_PASSWORD }]
`);
    expect(Credentials).toMatchObject([{ Login: 'alice@contoso.com', Algorithm: 'scrypt' }]);
    expect(JSON.stringify(Credentials)).not.toContain('Secret-1');
  });

  it('of a server’s account need no mailbox (MemberOf)', async () => {
    const { Credentials } = await read(
      'Credentials: [{ Login: edge@contoso.com, PasswordVariable: P, MemberOf: Exchange Servers }]\n',
    );
    expect(Credentials).toMatchObject([{ Login: 'edge@contoso.com', MemberOf: ['Exchange Servers'] }]);
  });

  it('cannot be in the file', async () => {
    const lines = await linesOf(
      'Credentials:\n  - Login: a@contoso.com\n    Password: x\n    PasswordVariable: P\n',
    );
    expect(lines).toEqual(['organization.yaml:3:5: Credentials[0].Password: unknown key']);
  });
});

describe('a broken file is refused with line, key and reason', () => {
  it.each([
    ['Mailboxes: [', /^organization\.yaml:1:\d+: .*flow/i],
    ['a: 1\na: 2', /^organization\.yaml:2:\d+: Map keys must be unique/],
    ['just text', /^organization\.yaml: must be an object \(got "just text"\)/],
    ['Mailbox: []', /^organization\.yaml:1:\d+: Mailbox: unknown key$/],
    ['\nMailboxes: yes', /^organization\.yaml:2:\d+: Mailboxes: must be a list \(got "yes"\)/],
    ['Mailboxes:\n  - alice', /^organization\.yaml:2:\d+: Mailboxes\[0\]: must be an object/],
    [
      'ReceiveConnectors:\n  - Name: Default MBX01\n  - Name: Client Proxy MBX01\n    MaxMessageSize: "12"',
      /^organization\.yaml:4:\d+: ReceiveConnectors\[1\]\.MaxMessageSize: must be at least 65536 \(got "12"\)$/,
    ],
    [
      'Mailboxes:\n  - Name: alice',
      /^organization\.yaml:2:\d+: Mailboxes\[0\]\.PrimarySmtpAddress: is missing$/,
    ],
    [
      'TransportSettings:\n  DelayNotificationTimeout: 4 h',
      /^organization\.yaml:2:\d+: TransportSettings\.DelayNotificationTimeout: must be a time span/,
    ],
    [
      'Servers:\n  - Name: MBX 01/2\n    Fqdn: x.y',
      /^organization\.yaml:2:\d+: Servers\[0\]\.Name: must not/,
    ],
    [
      'DistributionGroups:\n  - Name: team\n    PrimarySmtpAddress: team@contoso.com\n    Members: [dave]',
      /^organization\.yaml:4:\d+: DistributionGroups\[0\]\.Members\[0\]: no recipient dave$/,
    ],
  ])('%j', async (text, expected) => {
    expect((await linesOf(text))[0]).toMatch(expected);
  });

  it('names every problem, one line each', async () => {
    const lines = await linesOf(
      'Mailboxes:\n  - Nme: a\n  - { Name: b, PrimarySmtpAddress: b, Database: .. }',
    );
    expect(lines).toHaveLength(5);
    for (const line of lines) {
      expect(line).toMatch(/^organization\.yaml:[23]:\d+: Mailboxes\[[01]\]\.\w+: .+$/);
    }
  });
});
