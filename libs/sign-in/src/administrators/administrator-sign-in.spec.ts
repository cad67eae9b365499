import { randomUUID } from 'node:crypto';

import { hashPassword, noObjects, type Organization, type OrganizationObjects } from '@mailyard/directory';
import { AuditLog, SecretKeys, secretsFolder, silentLog } from '@mailyard/service';
import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { LastSignIns } from '../redis-last-sign-ins.js';
import { SignInLimits } from '../limits/sign-in-limits.js';
import { PasswordVerifier } from '../password/password-verifier.js';
import { SignInJournal } from '../sign-in-journal.js';
import { SignIns } from '../sign-ins.js';
import type { Administrator } from './accounts/administrator.js';
import { Administrators } from './accounts/redis-administrators.js';
import { AdministratorSignIn } from './administrator-sign-in.js';
import { newTotpKey, recoveryCodeHash, totpKeyPlace } from './second-factor/second-factor.js';
import { totpCode } from './second-factor/totp.js';
import { AdministratorSessions } from './sessions/redis-administrator-sessions.js';
import { ApiTokens } from './tokens/redis-api-tokens.js';

let redis: TestRedis;
let client: Redis;
let directory: TempDir;
let keys: SecretKeys;
beforeAll(async () => {
  [redis, directory] = await Promise.all([startRedis(), tempDir()]);
  client = redis.client();
  keys = new SecretKeys(secretsFolder({ dataDir: directory.path }));
  await keys.ensure();
}, 30_000);
afterAll(() => Promise.all([redis.stop(), directory.remove()]));

const password = 'correct horse battery';
const here = { address: '192.0.2.1', userAgent: 'test' };
const key = newTotpKey();
async function signInDesk(objects: Partial<OrganizationObjects> = {}) {
  const administrators = new Administrators(client);
  const sessions = new AdministratorSessions(client);
  const tokens = new ApiTokens(client);
  const limits = new SignInLimits({ steady: () => performance.now(), wall: () => Date.now() });
  const journal = new SignInJournal({ log: { warn: () => undefined } });
  const signIns = new SignIns({ limits, journal, verifier: new PasswordVerifier() });
  const audit = new AuditLog({ redis: client });
  const builtIn = await hashPassword('built in');
  const directory = { organization: { objects: { ...noObjects, ...objects } } as unknown as Organization };
  const desk = new AdministratorSignIn({
    directory,
    administrators,
    sessions,
    tokens,
    signIns,
    lastSignIns: new LastSignIns(client, 'administration'),
    audit,
    keys,
    log: silentLog,
    builtIn,
  });
  return { desk, administrators, sessions, tokens };
}

async function account(name: string, more: Partial<Administrator> = {}): Promise<Administrator> {
  return {
    guid: randomUUID(),
    name,
    displayName: name,
    enabled: true,
    roleGroups: [],
    password: await hashPassword(password),
    generation: 0,
    createdAt: 0,
    ...more,
  };
}

async function withSecondFactor(name: string): Promise<Administrator> {
  const made = await account(name);
  const sealedKey = await keys.seal(key.toString('base64'), totpKeyPlace(made.guid));
  const recoveryCodes = [recoveryCodeHash('AAAA-BBBB-CCCC-DDDD')];
  return { ...made, secondFactor: { sealedKey, confirmed: true, lastStep: 0, recoveryCodes } };
}

const codeOfNow = (): string => totpCode(key, Math.floor(Date.now() / 30_000));

it('RFC 6238 §5.2: of several sign-ins with one code at once one succeeds', async () => {
  const { desk, administrators } = await signInDesk();
  await administrators.add(await withSecondFactor('anna'));
  const code = codeOfNow();
  // From one address they would be one check, of which the others hear that they are to come again.
  const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'];
  const opened = await Promise.all(
    addresses.map((address) => desk.openSession({ name: 'anna', password, code }, { ...here, address })),
  );
  expect(opened.filter((each) => each !== undefined)).toHaveLength(1);
});

it('with a second factor the password alone opens nothing, a recovery code does once', async () => {
  const { desk, administrators } = await signInDesk();
  await administrators.add(await withSecondFactor('berta'));
  const open = (code: string) => desk.openSession({ name: 'berta', password, code }, here);
  expect(await desk.withPassword({ name: 'berta', password }, here.address)).toBeUndefined();
  expect(await open('')).toBeUndefined();
  expect(await open('AAAA-BBBB-CCCC-DDDD')).toBeDefined();
  expect(await open('AAAA-BBBB-CCCC-DDDD')).toBeUndefined();
});

it('codes cannot be guessed by whoever has the password: each costs a try, and none is forgiven for it', async () => {
  const { desk, administrators } = await signInDesk();
  await administrators.add(await withSecondFactor('carla'));
  const guess = async () => {
    for (let tries = 0; tries < 20; tries += 1) {
      // One after the other.
      // eslint-disable-next-line no-await-in-loop
      await desk.openSession({ name: 'carla', password, code: '000000' }, here);
    }
  };
  await expect(guess()).rejects.toThrow('too many failures');
}, 30_000);

it('a right password with a wrong code takes as long as a wrong password, the second time, too', async () => {
  const { desk, administrators } = await signInDesk();
  await administrators.add(await withSecondFactor('dora'));
  const milliseconds = async (name: string, typed: string) => {
    const start = process.cpuUsage();
    await desk.openSession({ name, password: typed, code: 'x' }, here);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  await milliseconds('dora', password);
  const [right, wrong, nobody] = [
    await milliseconds('dora', password),
    await milliseconds('dora', 'wrong'),
    await milliseconds('nobody', 'wrong'),
  ];
  expect(right).toBeGreaterThan(wrong / 3);
  expect(nobody).toBeGreaterThan(wrong / 3);
});

it.each([
  ['another password', (known: Administrator) => ({ ...known, generation: known.generation + 1 })],
  ['a disabled account', (known: Administrator) => ({ ...known, enabled: false })],
  ['another account of the name', (known: Administrator) => ({ ...known, guid: randomUUID() })],
])('a session ends with %s', async (_, change) => {
  const { desk, administrators } = await signInDesk();
  const made = await account(`emma-${randomUUID()}`);
  await administrators.add(made);
  const opened = await desk.openSession({ name: made.name, password, code: '' }, here);
  const value = opened?.value ?? '';
  expect(await desk.withSession(value)).toMatchObject({ by: 'session', account: { name: made.name } });
  await administrators.change(made.name, change);
  expect(await desk.withSession(value)).toBeUndefined();
});

it('a copy of Redis signs nobody in', async () => {
  const { desk, administrators, tokens } = await signInDesk();
  const made = await account('fina');
  await administrators.add(made);
  const opened = await desk.openSession({ name: 'fina', password, code: '' }, here);
  const { value } = await tokens.make({
    description: '',
    account: made.guid,
    accountName: 'fina',
    readOnly: false,
    expiresAt: Date.now() + 60_000,
  });
  const texts: string[] = [];
  for (const name of await client.keys('{mailyard}:*')) {
    // A handful.
    // eslint-disable-next-line no-await-in-loop
    const kept = await client.dump(name);
    texts.push(name, String(kept));
  }
  const all = texts.join('\n');
  expect(all).toContain('administrator');
  for (const secret of [opened?.value ?? '', value, password]) expect(all).not.toContain(secret);
});

it('a token counts until it expires', async () => {
  const { desk, administrators, tokens } = await signInDesk();
  const made = await account('greta');
  await administrators.add(made);
  const expiring = async (inMs: number) => {
    const { value } = await tokens.make({
      description: '',
      account: made.guid,
      accountName: 'greta',
      readOnly: false,
      expiresAt: Date.now() + inMs,
    });
    return (await desk.withToken(value, here.address))?.by;
  };
  expect([await expiring(60_000), await expiring(0)]).toEqual(['token', undefined]);
});

it('two changes of one account at once are both there', async () => {
  const { administrators } = await signInDesk();
  await administrators.add(await account('hanna'));
  await Promise.all(
    Array.from({ length: 5 }, (_, number) =>
      administrators.change('hanna', (known) => ({
        ...known,
        roleGroups: [...known.roleGroups, String(number)],
      })),
    ),
  );
  expect((await administrators.find('HANNA'))?.roleGroups.toSorted()).toEqual(['0', '1', '2', '3', '4']);
});

it('a token that has expired is shown for 30 days, and then it is gone', async () => {
  const { tokens } = await signInDesk();
  const day = 86_400_000;
  const made = async (description: string, days: number) => {
    const expiresAt = Date.now() + days * day;
    await tokens.make({ description, account: 'a', accountName: 'a', readOnly: false, expiresAt });
  };
  await made('long ago', -31);
  await made('just now', -1);
  await made('good', 1);
  const shown = (await tokens.list()).map(({ description }) => description);
  expect(shown).toEqual(expect.arrayContaining(['just now', 'good']));
  expect(shown).not.toContain('long ago');
  const kept = await client.hvals('{mailyard}:api-tokens');
  expect(kept.join('\n')).not.toContain('long ago');
});
