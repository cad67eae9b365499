import { SecretKeys } from '@mailyard/service';
import { tempDir, type TempDir } from '@mailyard/testing';

import { applied, exported, plan, started, told } from '../../spec-support/planned-organization.js';
import { organizationToText } from '../../text/write/organization-to-text.js';
import { secretPlace } from './parameters/credential-parameters.js';

let directory: TempDir;
let keys: SecretKeys;
beforeEach(async () => {
  directory = await tempDir();
  keys = new SecretKeys(directory.path);
});
afterEach(() => directory.remove());

const given = (environment: Readonly<Record<string, string>> = { RELAY_PASSWORD: 'Secret-7' }) => ({
  environment,
  keys,
});

const provider = (
  parameters = 'AuthenticationCredential: { UserName: relay, PasswordVariable: RELAY_PASSWORD }',
) => `
SendConnectors:
  - Name: To provider
    AddressSpaces: "*"
    SmartHosts: relay.contoso.com
    DNSRoutingEnabled: false
    SmartHostAuthMechanism: BasicAuthRequireTLS
    ${parameters}`;

it('a password comes from the environment and is kept sealed, for this connector alone', async () => {
  const { sendConnectors } = await applied(provider(), started, given());
  expect(sendConnectors).toMatchObject([{ AuthenticationCredential: { UserName: 'relay' } }]);
  expect(JSON.stringify(sendConnectors)).not.toMatch(/Secret-7|RELAY_PASSWORD/);
  const [{ Guid, SealedPassword } = { Guid: '', SealedPassword: undefined }] = sendConnectors;
  const open = (guid: string) => keys.open(SealedPassword ?? '', secretPlace(guid, 'SealedPassword'));
  expect(await open(Guid)).toEqual({ kind: 'opened', secret: 'Secret-7' });
  expect(await open('00000000-0000-4000-8000-000000000001')).toMatchObject({ kind: 'closed' });
});

it('a plan shows that a secret changes, and nothing of it', async () => {
  expect(await told(provider(), started, given())).toMatch(
    /\n {6}AuthenticationCredential: {"UserName":"relay"}\n(?:.*\n)*\s+Secret: new$/,
  );
  const organization = await applied(provider(), started, given());
  expect(await told(provider(), organization, given({ RELAY_PASSWORD: 'Secret-8' }))).toBe(
    'SendConnectors\n  ~ To provider\n      Secret: new',
  );
});

it.each([
  ['the same password', { RELAY_PASSWORD: 'Secret-7' }, undefined],
  ['a variable that is not set', {}, undefined],
  ['no variable', {}, 'AuthenticationCredential: { UserName: relay }'],
  ['nothing about it', {}, ''],
])('%s changes nothing', async (_, environment, parameters) => {
  const organization = await applied(provider(), started, given());
  expect(await told(provider(parameters), organization, given(environment))).toBe('');
});

it('a new password alone keeps the user', async () => {
  const organization = await applied(provider(), started, given());
  const changed = await applied(
    provider('AuthenticationCredential: { PasswordVariable: OTHER }'),
    organization,
    given({ OTHER: 'Secret-9' }),
  );
  const [connector] = changed.sendConnectors;
  expect(connector?.AuthenticationCredential).toEqual({ UserName: 'relay' });
  expect(connector?.SealedPassword).not.toBe(organization.sendConnectors[0]?.SealedPassword);
});

it('the password goes with the credential', async () => {
  const organization = await applied(provider(), started, given());
  const text = provider('AuthenticationCredential: null').replace('BasicAuthRequireTLS', 'None');
  expect(await told(text, organization, given())).toMatch(
    /AuthenticationCredential: .* → default\n\s+Secret: gone$/,
  );
  expect((await applied(text, organization, given())).sendConnectors[0]?.SealedPassword).toBeUndefined();
});

it('the secret of an OAuth client is kept as a password is', async () => {
  const oauth = `AuthenticationCredential: { UserName: relay@contoso.com }
    OAuth: { TokenEndpoint: "https://login.contoso.com/token", ClientId: mail, ClientSecretVariable: CLIENT_SECRET }`;
  const text = provider(oauth).replace('BasicAuthRequireTLS', 'XOAUTH2');
  const { sendConnectors } = await applied(text, started, given({ CLIENT_SECRET: 'Secret-6' }));
  expect(sendConnectors).toMatchObject([
    {
      OAuth: {
        TokenEndpoint: 'https://login.contoso.com/token',
        ClientId: 'mail',
        Scope: 'https://outlook.office365.com/.default',
      },
      SealedClientSecret: expect.stringMatching(/^v1\./) as string,
    },
  ]);
});

it('no export has the secret, and applied again it stays', async () => {
  const organization = await applied(provider(), started, given());
  const { revision, objects } = organization;
  for (const text of [exported(organization), organizationToText(revision, objects, { changesOnly: true })]) {
    expect(text).toMatch(/AuthenticationCredential:\s+UserName: relay/);
    expect(text).not.toMatch(/Sealed|v1\./);
    expect(await told(text, organization, { prune: true })).toBe('');
  }
});

describe('refused', () => {
  it.each([
    [
      'a secret in the file',
      'SealedPassword: Secret-7',
      /SealedPassword: must be in no file: name the environment variable/,
    ],
    [
      'a variable that is none',
      'AuthenticationCredential: { PasswordVariable: pass word }',
      /PasswordVariable: must be the name of an environment variable/,
    ],
    [
      'a variable that is not set, for a new connector',
      undefined,
      /AuthenticationCredential: Type user name and password for Basic authentication\. Set/,
    ],
  ])('%s', async (_, parameters, expected) => {
    const refused = (async () => plan(provider(parameters), started, given({})))();
    await expect(refused).rejects.toThrow(expected);
    await expect(refused).rejects.not.toThrow(/Secret-7|pass word/);
  });

  it('new keys, while there are secrets that were sealed with others', async () => {
    const organization = await applied(provider(), started, given());
    const elsewhere = new SecretKeys(`${directory.path}/elsewhere`);
    const change = plan(provider(), organization, {
      environment: { RELAY_PASSWORD: 'Secret-8' },
      keys: elsewhere,
    });
    await expect(change).rejects.toThrow(
      /^there is no .*elsewhere\/keys\.json, but the organization has secrets/,
    );
    expect(await elsewhere.exist()).toBe(false);
  });
});
