import { createHash, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

import type { PasswordHash } from './credential.js';

/** Of a credential's parameters those that no one is shown. */
export const hashParameters = ['Algorithm', 'Hash', 'Salt', 'Cost', 'BlockSize', 'Parallelization'] as const;

export function passwordHashOf({
  Algorithm,
  Hash,
  Salt,
  Cost,
  BlockSize,
  Parallelization,
}: PasswordHash): PasswordHash {
  return { Algorithm, Hash, Salt, Cost, BlockSize, Parallelization };
}

/** 32 MB and about a tenth of a second a guess (OWASP's recommendation for scrypt with r = 8 begins at 2^15 with p = 3). */
const parameters = { Cost: 32_768, BlockSize: 8, Parallelization: 1 } as const;
const hashBytes = 32;

/** A fresh salt and the hash of the password with it. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, parameters);
  return { Algorithm: 'scrypt', ...parameters, Salt: salt.toString('base64'), Hash: hash.toString('base64') };
}

/** That of no password's hash: those are random. */
const noSalt = Buffer.alloc(16).toString('base64');

/**
 * What is kept of a hash where only its change matters: a digest, without the salt that guessing needs. No password fits
 * it, so a login that it is given is locked.
 */
export function forgottenPassword(hash: PasswordHash): PasswordHash {
  const kept = passwordHashOf(hash);
  if (kept.Salt === noSalt) return kept;
  return { ...kept, Salt: noSalt, Hash: createHash('sha256').update(hash.Hash).digest('base64') };
}

/** Compares in constant time. */
export async function matchesHash(password: string, hash: PasswordHash): Promise<boolean> {
  const expected = Buffer.from(hash.Hash, 'base64');
  const actual = await derive(password, Buffer.from(hash.Salt, 'base64'), hash);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(
  password: string,
  salt: Buffer,
  { Cost, BlockSize, Parallelization }: Pick<PasswordHash, 'Cost' | 'BlockSize' | 'Parallelization'>,
): Promise<Buffer> {
  const options: ScryptOptions = {
    N: Cost,
    r: BlockSize,
    p: Parallelization,
    // Node refuses what needs more than 32 MB unless told otherwise; scrypt needs 128·N·r and a little.
    maxmem: 128 * Cost * BlockSize + 1_048_576 * Parallelization,
  };
  return new Promise((resolve, reject) => {
    // RFC 8265 §4.2.1: the same password typed on another keyboard gives the same code points.
    scrypt(password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC'), salt, hashBytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
