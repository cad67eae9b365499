import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { SecretKeys } from '@mailyard/service';
import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import type { Credential } from '../../kinds/credentials/credential.js';
import { matchesHash } from '../../kinds/credentials/password-hash.js';
import { describeMadePasswords } from '../../kinds/credentials/text-passwords.js';
import { Directory } from '../../redis/directory.js';
import { prepareDirectory } from './first-start.js';

const example = join(import.meta.dirname, '../../../../../organization.yaml');
const settings = {
  server: 'MBX01',
  fqdn: 'mbx01.contoso.com',
  serverRole: 'Mailbox' as const,
  organizationFile: example,
};
let server: TestRedis;
let dir: TempDir;
const opened: Directory[] = [];

async function open(): Promise<Directory> {
  const directory = await Directory.open({ redis: server.client() });
  opened.push(directory);
  return directory;
}

beforeAll(async () => {
  server = await startRedis();
  dir = await tempDir();
});
beforeEach(() => server.client().flushall());
afterEach(() => {
  for (const directory of opened.splice(0)) directory.close();
});
afterAll(async () => {
  await server.stop();
  await dir.remove();
});

describe('the first start with the example organization', () => {
  it('makes contoso.com with alice, bob, carol and their team', async () => {
    const directory = await open();
    const made = await prepareDirectory(directory, {
      settings,
      environment: { MAILYARD_DEMO_PASSWORD: 'Secret-1' },
    });
    const { organization } = directory;
    expect(made).toEqual([]);
    expect(organization.defaultDomain).toMatchObject({
      DomainName: 'contoso.com',
      DomainType: 'Authoritative',
    });
    expect(organization.mailboxes.map(({ Alias, Database }) => `${Database}/${Alias}`)).toEqual([
      'DB01/alice',
      'DB01/bob',
      'DB01/carol',
    ]);
    const [team] = organization.distributionGroups;
    expect(team && organization.members(team).map(({ Name }) => Name)).toEqual(['alice', 'bob']);
    expect(organization.receiveConnectors('MBX01')).toHaveLength(5);
    expect(await isPasswordOf(organization.account('carol@contoso.com')?.credential, 'Secret-1')).toBe(true);
  });

  it('by four processes at once makes one organization and one password, which the winner shows', async () => {
    const directories = await Promise.all([open(), open(), open(), open()]);
    const results = await Promise.all(
      directories.map((directory) => prepareDirectory(directory, { settings, environment: {} })),
    );
    const made = results.flat();
    expect(made).toHaveLength(1);
    expect(directories.map(({ organization }) => organization.revision)).toEqual([1, 1, 1, 1]);
    const password = made[0]?.password ?? '';
    expect(password).toMatch(/^[\w-]{16}$/);
    for (const login of ['alice', 'bob', 'carol']) {
      expect(
        await isPasswordOf(
          directories[3]?.organization.account(`${login}@contoso.com`)?.credential,
          password,
        ),
      ).toBe(true);
    }
    expect(describeMadePasswords(made)).toEqual([
      expect.stringContaining(
        `Password of alice@contoso.com, bob@contoso.com, carol@contoso.com: ${password}`,
      ),
    ]);
  });
});

describe('the first start with a file that names secrets', () => {
  const withSecret = async () => {
    const organizationFile = join(dir.path, 'secrets.yaml');
    const connector = `
SendConnectors:
  - Name: To provider
    AddressSpaces: "*"
    SmartHosts: relay.contoso.com
    DNSRoutingEnabled: false
    SmartHostAuthMechanism: BasicAuth
    AuthenticationCredential: { UserName: relay, PasswordVariable: RELAY_PASSWORD }
`;
    await writeFile(organizationFile, `${await readFile(example, 'utf8')}${connector}`);
    return { ...settings, organizationFile };
  };

  it('is a hub’s, which has the key: others wait for it', async () => {
    const [settings, frontEnd, hub] = await Promise.all([withSecret(), open(), open()]);
    const environment = { RELAY_PASSWORD: 'Secret-7' };
    const waiting = prepareDirectory(frontEnd, { settings, environment });
    const keys = new SecretKeys(join(dir.path, 'secrets'));
    await prepareDirectory(hub, { settings, environment, keys });
    expect(await waiting).toEqual([]);
    expect(frontEnd.organization.sendConnectors).toMatchObject([
      { Name: 'To provider', SealedPassword: expect.stringMatching(/^v1\./) as string },
    ]);
    expect(frontEnd.organization.revision).toBe(hub.organization.revision);
  });
});

describe('later starts', () => {
  it('do not read the file', async () => {
    await prepareDirectory(await open(), { settings, environment: {} });
    const directory = await open();
    const organizationFile = join(dir.path, 'missing.yaml');
    expect(
      await prepareDirectory(directory, { settings: { ...settings, organizationFile }, environment: {} }),
    ).toEqual([]);
    expect(directory.organization.revision).toBe(1);
  });

  it('under another spelling of a known server are refused: its queues would not be found', async () => {
    const directory = await open();
    await prepareDirectory(directory, { settings, environment: {} });
    await expect(
      prepareDirectory(directory, { settings: { ...settings, server: 'mbx01' }, environment: {} }),
    ).rejects.toThrow('MAILYARD_SERVER: the directory writes mbx01 as MBX01');
  });

  it('add a server that the directory does not know, with its connectors', async () => {
    const directory = await open();
    await prepareDirectory(directory, { settings, environment: {} });
    const second = { ...settings, server: 'MBX02', fqdn: 'mbx02.contoso.com' };
    const others = [await open(), await open()];
    await Promise.all(others.map((other) => prepareDirectory(other, { settings: second, environment: {} })));
    const organization = others[0]?.organization;
    expect(organization?.receiveConnectors('MBX02').map(({ Name }) => Name)).toContain('Client Proxy MBX02');
    expect(organization?.servers.map(({ Name }) => Name)).toEqual(['MBX01', 'MBX02']);
  });
});

describe('the first start of an Edge', () => {
  const edge = { server: 'EDGE01', fqdn: 'edge01.contoso.com', serverRole: 'Edge' as const };

  it('makes one Receive connector, and nothing that mail could go to', async () => {
    const directory = await open();
    expect(await prepareDirectory(directory, { settings: edge, environment: {} })).toEqual([]);
    const { objects, defaultDomain, transport } = directory.organization;
    expect(objects.Servers).toMatchObject([{ Name: 'EDGE01', ServerRole: 'Edge' }]);
    expect(objects.ReceiveConnectors).toMatchObject([
      {
        Name: 'Default internal receive connector EDGE01',
        Bindings: ['0.0.0.0:25'],
        RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
        AuthMechanism: ['Tls', 'ExchangeServer'],
        PermissionGroups: ['AnonymousUsers', 'ExchangeServers', 'Partners'],
        MessageRateLimit: 600,
        MessageRateSource: 'IPAddress',
        ProtocolLoggingLevel: 'None',
        ConnectionTimeout: 300_000,
        ConnectionInactivityTimeout: 60_000,
        MaxInboundConnection: 5000,
        MaxInboundConnectionPerSource: 20,
        MaxInboundConnectionPercentagePerSource: 2,
        TarpitInterval: 5000,
      },
    ]);
    const none = [
      'SendConnectors',
      'AcceptedDomains',
      'MailboxDatabases',
      'Mailboxes',
      'Credentials',
    ] as const;
    expect(none.flatMap<object>((kind) => objects[kind])).toEqual([]);
    expect(objects.RemoteDomains).toMatchObject([{ DomainName: '*' }]);
    expect(defaultDomain).toEqual({ DomainName: 'edge01.contoso.com' });
    expect(transport).toMatchObject({
      QueueGlitchRetryCount: 4,
      TransientFailureRetryInterval: 600_000,
      OutboundConnectionFailureRetryInterval: 1_800_000,
      DelayNotificationTimeout: 14_400_000,
    });
  });

  it('applies the file that it is told to, if an Edge can have what it says', async () => {
    const organizationFile = join(dir.path, 'edge.yaml');
    await writeFile(organizationFile, 'AcceptedDomains: [{ Name: contoso.com, DomainName: contoso.com }]\n');
    const directory = await open();
    await prepareDirectory(directory, { settings: { ...edge, organizationFile }, environment: {} });
    expect(directory.organization.defaultDomain).toMatchObject({ DomainName: 'contoso.com', Default: true });
    await writeFile(organizationFile, 'Mailboxes: [{ Name: a, PrimarySmtpAddress: a@contoso.com }]\n');
    await server.client().flushall();
    const refused = prepareDirectory(await open(), {
      settings: { ...edge, organizationFile },
      environment: {},
    });
    await expect(refused).rejects.toThrow(/edge\.yaml:1:1: Mailboxes: an Edge server has none/);
  });

  it('is for good, and nobody joins it', async () => {
    const directory = await open();
    await prepareDirectory(directory, { settings: edge, environment: {} });
    await expect(
      prepareDirectory(directory, { settings: { ...edge, serverRole: 'Mailbox' }, environment: {} }),
    ).rejects.toThrow('MAILYARD_SERVER_ROLE: setup made EDGE01 a server of the role Edge, not Mailbox');
    await expect(
      prepareDirectory(directory, { settings: { ...settings, server: 'MBX02' }, environment: {} }),
    ).rejects.toThrow('an Edge server shares its directory with no other server');
    await server.client().flushall();
    const organization = await open();
    await prepareDirectory(organization, { settings, environment: {} });
    await expect(prepareDirectory(organization, { settings: edge, environment: {} })).rejects.toThrow(
      'an Edge server shares its directory with no other server',
    );
  });
});

describe('a file that cannot be applied', () => {
  it('leaves the directory empty and names the key', async () => {
    const organizationFile = join(dir.path, 'broken.yaml');
    await writeFile(
      organizationFile,
      `${await readFile(example, 'utf8')}\nTransportSettings:\n  MesageRetryInterval: 1\n`,
    );
    const directory = await open();
    const start = prepareDirectory(directory, {
      settings: { ...settings, organizationFile },
      environment: {},
    });
    await expect(start).rejects.toThrow(
      /broken\.yaml:\d+:\d+: TransportSettings\.MesageRetryInterval: unknown key/,
    );
    expect(await server.client().dbsize()).toBe(0);
  });

  it('is also one that is missing', async () => {
    const organizationFile = join(dir.path, 'missing.yaml');
    const start = prepareDirectory(await open(), {
      settings: { ...settings, organizationFile },
      environment: {},
    });
    await expect(start).rejects.toThrow(/missing\.yaml: cannot be read: ENOENT/);
  });
});

async function isPasswordOf(credential: Credential | undefined, password: string): Promise<boolean> {
  return credential !== undefined && (await matchesHash(password, credential));
}
