import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';

import {
  ConnectorSecrets,
  Directory,
  parseOrganizationText,
  planOrganization,
  changeFor,
  prepareDirectory,
} from '@mailyard/directory';
import { Degradations, SecretKeys } from '@mailyard/service';
import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import { ConnectorLogins } from './connector-logins.js';
import type { OAuthClient, TokenAnswer } from './oauth/http-token-endpoint.js';

const settings = { server: 'MBX01', fqdn: 'mbx01.contoso.com', serverRole: 'Mailbox' as const };
const organizationFile = new URL('../../../../../../organization.yaml', import.meta.url).pathname;
const environment = { RELAY_PASSWORD: 'Secret-7', CLIENT_SECRET: 'Secret-6' };

let redis: TestRedis;
let folder: TempDir;
let keys: SecretKeys;
let directory: Directory;
let logins: ConnectorLogins;
let asked: OAuthClient[];
let refused: OAuthClient[];
let answer: TokenAnswer;

beforeAll(async () => {
  redis = await startRedis();
  directory = await Directory.open({ redis: redis.client() });
  await prepareDirectory(directory, { settings: { ...settings, organizationFile }, environment });
}, 30_000);
afterAll(async () => {
  directory.close();
  await redis.stop();
});

beforeEach(async () => {
  folder = await tempDir();
  keys = new SecretKeys(folder.path);
  await keys.ensure();
  [asked, refused] = [[], []];
  answer = { kind: 'token', token: { token: 'token-1', expiresAt: Date.now() + 1000 } };
  logins = new ConnectorLogins({
    secrets: new ConnectorSecrets({ keys, directory, degradations: new Degradations() }),
    tokens: {
      of: (client) => {
        asked.push(client);
        return Promise.resolve(answer);
      },
      refused: (client) => {
        refused.push(client);
        return Promise.resolve();
      },
    },
  });
});
afterEach(() => folder.remove());

/** As an administrator makes it. */
async function connectorWith(mechanism: string, parameters = '') {
  const name = `To provider ${randomUUID().slice(0, 8)}`;
  const text = `
SendConnectors:
  - Name: ${name}
    AddressSpaces: "*"
    SmartHosts: relay.contoso.com
    DNSRoutingEnabled: false
    SmartHostAuthMechanism: ${mechanism}
    AuthenticationCredential: { UserName: relay@contoso.com, PasswordVariable: RELAY_PASSWORD }
    ${parameters}`;
  const parsed = parseOrganizationText(text, 'organization.yaml');
  const plan = await planOrganization(parsed, directory.organization, { settings, environment, keys });
  const { sendConnectors } = await directory.change(changeFor(plan.differences));
  const connector = sendConnectors.find(({ Name }) => Name === name);
  if (connector === undefined) throw new Error(`no ${name}`);
  return connector;
}

const oauth =
  'OAuth: { TokenEndpoint: "https://login.contoso.com/token", ClientId: mail, ClientSecretVariable: CLIENT_SECRET }';
const client: OAuthClient = {
  endpoint: 'https://login.contoso.com/token',
  id: 'mail',
  scope: 'https://outlook.office365.com/.default',
  secret: 'Secret-6',
};

it.each(['None', 'ExchangeServer', 'ExternalAuthoritative'])('%s: nobody signs in', async (mechanism) => {
  expect(await logins.of(await connectorWith(mechanism))).toBeUndefined();
});

it.each([
  ['BasicAuth', true],
  ['BasicAuthRequireTLS', false],
])('%s: the password may go in clear text: %s', async (mechanism, allowClearText) => {
  expect(await logins.of(await connectorWith(mechanism))).toEqual({
    kind: 'password',
    userName: 'relay@contoso.com',
    password: 'Secret-7',
    allowClearText,
  });
});

describe('XOAUTH2', () => {
  const tokenOf = async () => {
    const login = await logins.of(await connectorWith('XOAUTH2', oauth));
    return login?.kind === 'token' ? [login.userName, await login.accessToken()] : [];
  };

  it('the token is asked for when it is needed', async () => {
    expect(await tokenOf()).toEqual(['relay@contoso.com', 'token-1']);
    expect(asked).toEqual([client]);
  });

  it('without a token there is no login, and the reason is told', async () => {
    answer = { kind: 'failed', reason: 'login.contoso.com answers 401: invalid_client' };
    await expect(tokenOf()).rejects.toMatchObject({
      kind: 'auth',
      message: expect.stringMatching(
        /^no token for To provider .*: login\.contoso\.com answers 401/,
      ) as string,
    });
  });

  it('one that was refused is told to whoever keeps it', async () => {
    await logins.refused(await connectorWith('XOAUTH2', oauth));
    await logins.refused(await connectorWith('BasicAuth'));
    expect(refused).toEqual([client]);
  });
});

it('mail waits for a key that is not there, and the reason names it', async () => {
  const connector = await connectorWith('BasicAuthRequireTLS');
  await rm(keys.file);
  logins = new ConnectorLogins({
    secrets: new ConnectorSecrets({
      keys: new SecretKeys(folder.path),
      directory,
      degradations: new Degradations(),
    }),
    tokens: { of: () => Promise.resolve(answer), refused: () => Promise.resolve() },
  });
  await expect(logins.of(connector)).rejects.toMatchObject({
    kind: 'auth',
    message: expect.stringMatching(
      /^the secret of To provider .* cannot be opened: the key [\da-f]{8} is not in /,
    ) as string,
  });
});
