import type { DirectorySource } from '@mailyard/directory';
import { provesPassword } from '@mailyard/ldap';
import { ldapInstalled, startLdap, type TestLdap } from '@mailyard/testing';

import { SignInLimits } from './limits/sign-in-limits.js';
import { PasswordVerifier } from './password/password-verifier.js';
import { SignInJournal } from './sign-in-journal.js';
import { SignInPostponed, SignIns } from './sign-ins.js';

const dn = 'cn=dora,dc=contoso,dc=com';
const attempt = {
  account: 'dora',
  principalName: 'dora@contoso.com',
  address: '192.0.2.1',
  mechanism: 'PLAIN',
};

(ldapInstalled() ? describe : describe.skip)('a user of a directory source', () => {
  let server: TestLdap;
  let signIns: SignIns;
  let failures: object[];

  beforeAll(async () => {
    server = await startLdap(
      `dn: ${dn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: dora\nuserPassword: Right-1\n\n`,
    );
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    failures = [];
    signIns = new SignIns({
      limits: new SignInLimits({ steady: () => 0, wall: () => 0 }),
      journal: new SignInJournal({ log: { warn: (details) => void failures.push(details) } }),
      verifier: new PasswordVerifier(),
    });
  });

  const verify = (password: string, more: Partial<DirectorySource> = {}): Promise<boolean> => {
    const source = { Enabled: true, Url: [server.url], CertificateAuthority: server.ca, ...more };
    const bind = { source: source as DirectorySource, distinguishedName: dn };
    return signIns.verify(attempt, { proof: (given) => provesPassword(bind, given) }, password);
  };

  it('signs in with the password that the directory has, and with no other', async () => {
    expect(await verify('Right-1')).toBe(true);
    expect(await verify('Wrong-1')).toBe(false);
    expect(await verify('*')).toBe(false);
    expect(failures).toMatchObject([{ reason: 'wrong password' }, { reason: 'wrong password' }]);
  });

  it('RFC 4513 §5.1.2: an empty password is none, whatever the directory would say', async () => {
    expect(await verify('')).toBe(false);
  });

  it('failures count as everybody’s do', async () => {
    for (let failed = 0; failed < 11; failed += 1) expect(await verify('Wrong-1')).toBe(false);
    await expect(verify('Right-1')).rejects.toThrow('too many failures');
  });

  it('a source that is not enabled lets nobody in', async () => {
    expect(await verify('Right-1', { Enabled: false })).toBe(false);
  });

  it('RFC 4954 §6: a directory that is away, or is not the one, says nothing of a password, and no failure counts', async () => {
    await expect(verify('Right-1', { CertificateAuthority: undefined })).rejects.toThrow(SignInPostponed);
    for (let asked = 0; asked < 11; asked += 1) {
      await expect(verify('Right-1', { Url: ['ldaps://127.0.0.1:1'] })).rejects.toThrow(
        'directory not reachable',
      );
    }
    expect(await verify('Right-1')).toBe(true);
  });
});
