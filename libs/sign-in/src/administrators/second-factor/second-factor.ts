import { createHash, randomBytes } from 'node:crypto';

import { base32, stepOfCode } from './totp.js';

/** What is known of a second factor. Plain JSON. */
export interface SecondFactor {
  /** The key of TOTP, sealed (ADR 14). */
  readonly sealedKey: string;
  /** False until its owner has shown a code of it: before that it is not asked for. */
  readonly confirmed: boolean;
  /** Time step of the last code that was taken: none is taken twice, nor an older one (RFC 6238 §5.2). */
  readonly lastStep: number;
  /** Hashes of the recovery codes that are left. */
  readonly recoveryCodes: readonly string[];
}

const keyBytes = 20;
const recoveryCodeCount = 10;
/** 80 bits, as many as nobody guesses; therefore a fast hash is enough. */
const recoveryCodeBytes = 10;

/** RFC 4226 §4: as long as the hash. */
export function newTotpKey(): Buffer {
  return randomBytes(keyBytes);
}

/** What the sealed key is bound to. */
export function totpKeyPlace(guid: string): string {
  return `Administrators/${guid}/SecondFactor`;
}

/** Each is shown once, and signs in once: `ABCD-EFGH-IJKL-MNOP`. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const letters = base32(randomBytes(recoveryCodeBytes));
    return letters.match(/.{4}/g)?.join('-') ?? letters;
  });
}

export function recoveryCodeHash(code: string): string {
  const letters = code.toUpperCase().replaceAll(/[^A-Z2-7]/g, '');
  return createHash('sha256').update(letters).digest('base64url');
}

/** The second factor after a code was taken, which then is not taken again; undefined: it is not right. `now` in milliseconds. */
export function takenCode(
  factor: SecondFactor,
  { key, code, now }: { readonly key: Buffer; readonly code: string; readonly now: number },
): SecondFactor | undefined {
  const step = stepOfCode(key, code.replaceAll(/\s/g, ''), now);
  if (step !== undefined) return step > factor.lastStep ? { ...factor, lastStep: step } : undefined;
  const hash = recoveryCodeHash(code);
  if (!factor.recoveryCodes.includes(hash)) return undefined;
  return { ...factor, recoveryCodes: factor.recoveryCodes.filter((each) => each !== hash) };
}
