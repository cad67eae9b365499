import {
  hashPassword,
  noObjects,
  secretPlace,
  type DirectorySource,
  type Organization,
  type RoleGroup,
} from '@mailyard/directory';
import { AuditLog, SecretKeys, secretsFolder, silentLog } from '@mailyard/service';
import {
  eventually,
  ldapInstalled,
  ldapReader,
  startLdap,
  startRedis,
  tempDir,
  type TempDir,
  type TestLdap,
  type TestRedis,
} from '@mailyard/testing';

import { LastSignIns } from '../../redis-last-sign-ins.js';
import { SignInLimits } from '../../limits/sign-in-limits.js';
import { PasswordVerifier } from '../../password/password-verifier.js';
import { SignInJournal } from '../../sign-in-journal.js';
import { SignIns } from '../../sign-ins.js';
import { Administrators } from '../accounts/redis-administrators.js';
import { AdministratorSignIn } from '../administrator-sign-in.js';
import { AdministratorSessions } from '../sessions/redis-administrator-sessions.js';
import { ApiTokens } from '../tokens/redis-api-tokens.js';

const base = 'dc=contoso,dc=com';
const person = (uid: string, more = '') =>
  `dn: uid=${uid},${base}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid}\nsn: ${uid}\nuserPassword: Right-1\n${more}\n`;
const group = (name: string, member: string) =>
  `dn: cn=${name},${base}\nobjectClass: groupOfNames\ncn: ${name}\nmember: ${member},${base}\n\n`;
const here = { address: '192.0.2.1', userAgent: 'test' };

(ldapInstalled() ? describe : describe.skip)('an administrator of a directory', () => {
  let ldap: TestLdap;
  let redis: TestRedis;
  let dir: TempDir;
  let keys: SecretKeys;
  let desk: AdministratorSignIn;
  let administrators: Administrators;

  beforeAll(async () => {
    [redis, dir] = await Promise.all([startRedis(), tempDir()]);
    ldap = await startLdap(
      [
        person('dora', 'displayName: Dora Dent\nmail: dora@contoso.com\n'),
        person('emil'),
        person('star', 'mail: double@contoso.com\n'),
        person('moon', 'mail: double@contoso.com\n'),
        group('Mail team', 'uid=dora'),
        // A group of a group, and a circle.
        group('admins', 'cn=Mail team'),
        group('all', 'cn=admins').replace('\n\n', `\nmember: cn=all,${base}\n\n`),
      ].join(''),
    );
    keys = new SecretKeys(secretsFolder({ dataDir: dir.path }));
    await keys.ensure();
    desk = await startDesk();
  }, 60_000);
  afterAll(async () => {
    await Promise.all([ldap.stop(), redis.stop()]);
    await dir.remove();
  });

  async function startDesk(): Promise<AdministratorSignIn> {
    const Guid = '11111111-1111-4111-8111-111111111111';
    const source = {
      Guid,
      Name: 'contoso',
      Enabled: true,
      AdministratorSignIn: true,
      Url: [ldap.url],
      CertificateAuthority: ldap.ca,
      BaseDN: base,
      AuthenticationCredential: { UserName: ldapReader.dn },
      SealedPassword: await keys.seal(
        ldapReader.password,
        secretPlace(Guid, 'SealedPassword', 'DirectorySources'),
      ),
    } as unknown as DirectorySource;
    const roleGroup = { Name: 'Server Management', LinkedForeignGroup: [`CN=Admins, DC=contoso,DC=com`] };
    const objects = {
      ...noObjects,
      DirectorySources: [source],
      RoleGroups: [roleGroup as unknown as RoleGroup],
    };
    const client = redis.client();
    administrators = new Administrators(client);
    await administrators.ensureBuiltIn();
    const limits = new SignInLimits({ steady: () => performance.now(), wall: () => Date.now() });
    const journal = new SignInJournal({ log: { warn: () => undefined } });
    return new AdministratorSignIn({
      administrators,
      directory: { organization: { objects } as unknown as Organization },
      sessions: new AdministratorSessions(client),
      tokens: new ApiTokens(client),
      signIns: new SignIns({ limits, journal, verifier: new PasswordVerifier() }),
      lastSignIns: new LastSignIns(client, 'administration'),
      audit: new AuditLog({ redis: client }),
      keys,
      log: silentLog,
      builtIn: await hashPassword('built in'),
    });
  }

  const open = async (name: string, password: string) =>
    (await desk.openSession({ name, password, code: '' }, here))?.signedIn.account;

  it('signs in with the password of there, by any of their names, and has the groups of groups', async () => {
    const account = await open('dora', 'Right-1');
    expect(account).toMatchObject({ name: 'dora', displayName: 'Dora Dent', roleGroups: [] });
    expect(account?.linked?.groups.toSorted()).toEqual(
      ['Mail team', 'admins', 'all'].map((name) => `cn=${name},${base}`),
    );
    expect((await open('DORA@contoso.com', 'Right-1'))?.guid).toBe(account?.guid);
    const basic = await desk.withPassword({ name: 'dora', password: 'Right-1' }, here.address);
    expect(basic?.account.guid).toBe(account?.guid);
  });

  it.each([
    ['dora', 'Wrong-1'],
    ['dora', ''],
    ['', 'Right-1'],
    ['*', 'Right-1'],
    ['dora)(uid=*', 'Right-1'],
    ['double@contoso.com', 'Right-1'],
    ['nobody', 'Right-1'],
  ])('%j with %j is nobody (RFC 4513 §5.1.2, RFC 4515)', async (name, password) => {
    expect(await open(name, password)).toBeUndefined();
  });

  it('who is in no group that is linked has no account, and gets none', async () => {
    expect(await open('emil', 'Right-1')).toBeUndefined();
    expect(await administrators.find('emil')).toBeUndefined();
  });

  it('the built-in account is never one of a directory, and goes on while the directory is away', async () => {
    await ldap.modify(person('admin').replace('\n', '\nchangetype: add\n'));
    expect(await open('admin', 'Right-1')).toBeUndefined();
    await ldap.away();
    expect(await open('admin', 'built in')).toMatchObject({ name: 'admin' });
    await expect(open('dora', 'Right-1')).rejects.toMatchObject({
      message: 'directory not reachable',
      cause: { message: expect.stringContaining('127.0.0.1') as unknown },
    });
    await ldap.start();
    // It has just come back: whoever is told to come again does so.
    await eventually(async () => expect(await open('dora', 'Right-1')).toMatchObject({ name: 'dora' }));
  });

  it('a disabled account stays outside, whatever the directory says', async () => {
    await administrators.change('dora', (account) => ({ ...account, enabled: false }));
    expect(await open('dora', 'Right-1')).toBeUndefined();
    expect(await open('dora@contoso.com', 'Right-1')).toBeUndefined();
  });
});
