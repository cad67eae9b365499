import { type Credential, hashPassword } from '@mailyard/directory';
import { cpuMs } from '@mailyard/testing';

import { PasswordCheckOverload, PasswordVerifier } from './password-verifier.js';

async function credentialOf(password: string): Promise<Credential> {
  return {
    Guid: '00000000-0000-4000-8000-000000000001',
    Login: 'alice@contoso.com',
    MemberOf: [],
    RemoteIPRanges: [],
    ...(await hashPassword(password)),
  };
}

describe('passwords', () => {
  it('are kept as a salted scrypt hash', async () => {
    const [first, second] = [await credentialOf('Secret-1'), await credentialOf('Secret-1')];
    expect(JSON.stringify(first)).not.toContain('Secret-1');
    expect(first.Hash).not.toBe(second.Hash);
    expect(first).toMatchObject({ Algorithm: 'scrypt', Cost: 32_768, BlockSize: 8, Parallelization: 1 });
  });

  it('match themselves only, with and without memory', async () => {
    const verifier = new PasswordVerifier();
    const credential = await credentialOf('Sécret-1');
    expect(await verifier.verify(credential, 'Sécret-1')).toBe(true);
    expect(await verifier.verify(credential, 'Sécret-1')).toBe(true);
    // The same letters typed as base and accent (RFC 8265 §4).
    expect(await verifier.verify(credential, 'Se\u0301cret-1')).toBe(true);
    expect(await verifier.verify(credential, 'secret-1')).toBe(false);
    expect(await verifier.verify(credential, '')).toBe(false);
  });

  it('a changed password ends what was remembered of the old one', async () => {
    const verifier = new PasswordVerifier();
    expect(await verifier.verify(await credentialOf('old'), 'old')).toBe(true);
    expect(await verifier.verify(await credentialOf('new'), 'old')).toBe(false);
  });

  it('of an unknown user take as much work as a wrong one', async () => {
    const verifier = new PasswordVerifier();
    const credential = await credentialOf('Secret-1');
    const wrong = await cpuMs(() => verifier.verify(credential, 'wrong'));
    const unknown = await cpuMs(() => verifier.verify(undefined, 'wrong'));
    expect(await verifier.verify(undefined, 'wrong')).toBe(false);
    expect(unknown).toBeGreaterThan(wrong / 4);
  });

  it('a hundred at once with the right password cost one check, and all are let in', async () => {
    const verifier = new PasswordVerifier();
    const credential = await credentialOf('Secret-1');
    const turn = { source: '192.0.2.1', known: false };
    const all = Array.from({ length: 100 }, () => verifier.verify(credential, 'Secret-1', turn));
    expect(new Set(await Promise.all(all))).toEqual(new Set([true]));
  });

  it.each(['of a user', 'of nobody'])(
    'a hundred at once with a wrong one are one guess: %s',
    async (whose) => {
      const verifier = new PasswordVerifier();
      const credential = whose === 'of nobody' ? undefined : await credentialOf('Secret-1');
      const turn = { source: '192.0.2.1', known: false, account: 'alice' };
      const all = await Promise.allSettled(
        Array.from({ length: 100 }, () => verifier.verify(credential, 'wrong', turn)),
      );
      expect(all.filter(({ status }) => status === 'fulfilled')).toEqual([
        { status: 'fulfilled', value: false },
      ]);
      expect(
        all.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : [])),
      ).toContainEqual(expect.any(PasswordCheckOverload));
    },
  );

  it('a second check of what is checked afresh is none', async () => {
    const verifier = new PasswordVerifier();
    const credential = await credentialOf('Secret-1');
    const turn = { source: '192.0.2.1', known: false, afresh: true };
    const [one, other] = ['Secret-1', 'Secret-1'].map((password) =>
      verifier.verify(credential, password, turn),
    );
    expect(await one).toBe(true);
    await expect(other).rejects.toBeInstanceOf(PasswordCheckOverload);
  });

  it('that were right are not hashed again while they are remembered', async () => {
    const verifier = new PasswordVerifier({ concurrent: 1, waiting: 0 });
    const credential = await credentialOf('Secret-1');
    expect(await verifier.verify(credential, 'Secret-1')).toBe(true);
    // The only place for a hash is taken.
    const wrong = verifier.verify(credential, 'wrong');
    expect(await verifier.verify(credential, 'Secret-1')).toBe(true);
    expect(await wrong).toBe(false);
  });
});

describe('many logins at once', () => {
  it('are checked a few at a time, and beyond a limit put off', async () => {
    const verifier = new PasswordVerifier({ concurrent: 1, waiting: 2, rememberMs: 0 });
    const credential = await credentialOf('Secret-1');
    const checks = Array.from({ length: 5 }, (_, at) => verifier.verify(credential, `Secret-${at}`));
    const outcomes = await Promise.allSettled(checks);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    await expect(checks[4]).rejects.toThrow(PasswordCheckOverload);
    // The line moves on afterwards.
    expect(await verifier.verify(credential, 'Secret-1')).toBe(true);
  });
});
