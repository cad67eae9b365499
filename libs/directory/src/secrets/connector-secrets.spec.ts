import { rename } from 'node:fs/promises';

import { Degradations, SecretKeys } from '@mailyard/service';
import { eventually, startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import { Directory } from '../redis/directory.js';
import { exampleInput, written } from '../spec-support/example-organization.js';
import { secretPlace } from '../kinds/send-connectors/parameters/credential-parameters.js';
import { ConnectorSecrets } from './connector-secrets.js';
import { resealSecrets } from './reseal-secrets.js';

let server: TestRedis;
let folder: TempDir;
let directory: Directory;
let keys: SecretKeys;

beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.stop());
beforeEach(async () => {
  folder = await tempDir();
  keys = new SecretKeys(folder.path);
  await keys.ensure();
  const redis = server.client();
  await redis.flushall();
  directory = await Directory.open({ redis });
  await directory.put(exampleInput({ SendConnectors: [await connectorWith('Secret-7')] }));
});
afterEach(async () => {
  directory.close();
  await folder.remove();
});

async function connectorWith(password: string) {
  const connector = written({
    Name: 'To provider',
    AddressSpaces: '*',
    SourceTransportServers: 'MBX01',
    SmartHosts: 'relay.contoso.com',
    DNSRoutingEnabled: false,
    SmartHostAuthMechanism: 'BasicAuth',
    AuthenticationCredential: { UserName: 'relay' },
  });
  const place = secretPlace(connector.Guid, 'SealedPassword');
  return { ...connector, SealedPassword: await keys.seal(password, place) };
}

const connector = () => {
  const [only] = directory.organization.sendConnectors;
  if (only === undefined) throw new Error('there is one');
  return only;
};

it('a hub opens the password of a connector, and says why when it cannot', async () => {
  const degradations = new Degradations();
  const secrets = new ConnectorSecrets({ keys, directory, degradations });
  expect(await secrets.password(connector())).toEqual({ kind: 'opened', secret: 'Secret-7' });
  expect(await secrets.clientSecret(connector())).toMatchObject({ kind: 'closed' });
  const another = { ...connector(), Guid: '00000000-0000-4000-8000-00000000ffff' };
  expect(await secrets.password(another)).toMatchObject({ kind: 'closed' });
});

it('a hub whose key file is not there is degraded until it is', async () => {
  const degradations = new Degradations();
  const elsewhere = new SecretKeys(`${folder.path}/mounted`);
  const secrets = new ConnectorSecrets({ keys: elsewhere, directory, degradations });
  secrets.start();
  await eventually(() =>
    expect(degradations.current).toMatchObject([
      {
        code: 'secret-not-opened',
        subject: 'To provider',
        reason: expect.stringMatching(
          /^its secret cannot be opened, and mail waits: the key [\da-f]{8} is not in /,
        ) as string,
      },
    ]),
  );
  await new SecretKeys(`${folder.path}/mounted`).ensure();
  await rename(keys.file, elsewhere.file);
  // Whatever changes in the directory, it looks again.
  await directory.put({ SendConnectors: [{ ...connector(), Comment: 'mounted' }] });
  await eventually(() => expect(degradations.current).toEqual([]));
  await secrets.stop();
});

it('a hub that has read the keys goes on without their file, and says that it is gone', async () => {
  const degradations = new Degradations();
  const secrets = new ConnectorSecrets({ keys, directory, degradations });
  expect(await secrets.password(connector())).toMatchObject({ kind: 'opened' });
  await rename(keys.file, `${keys.file}.away`);
  secrets.start();
  await eventually(() =>
    expect(degradations.current).toMatchObject([
      {
        subject: 'To provider',
        reason: expect.stringMatching(/^the key .* is not in .* any more$/) as string,
      },
    ]),
  );
  expect(await secrets.password(connector())).toEqual({ kind: 'opened', secret: 'Secret-7' });
  await secrets.stop();
});

it('secrets are sealed with the newest key, and with nothing else afterwards', async () => {
  const before = connector().SealedPassword;
  await keys.rotate();
  expect(await resealSecrets(directory, keys)).toEqual({ resealed: ['To provider'], closed: [] });
  expect(connector().SealedPassword).not.toBe(before);
  await keys.forgetOlder();
  const secrets = new ConnectorSecrets({
    keys: new SecretKeys(folder.path),
    directory,
    degradations: new Degradations(),
  });
  expect(await secrets.password(connector())).toEqual({ kind: 'opened', secret: 'Secret-7' });
});

it('what cannot be opened stays as it is and is told', async () => {
  const lost = connector().SealedPassword;
  const others = new SecretKeys(`${folder.path}/others`);
  await others.ensure();
  expect(await resealSecrets(directory, others)).toEqual({
    resealed: [],
    closed: [{ connector: 'To provider', reason: expect.stringMatching(/^the key .* is not in/) as string }],
  });
  expect(connector().SealedPassword).toBe(lost);
});
