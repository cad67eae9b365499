import { createHmac, randomBytes } from 'node:crypto';

import type { Credential } from '../objects/credential.js';
import { matchesHash, type PasswordHash } from './password-hash.js';

/** More logins are waiting than the server can check in reasonable time; the client should come back. */
export class PasswordCheckOverload extends Error {
  override readonly name = 'PasswordCheckOverload';
}

/** Stands in for the hash of a user who does not exist, so that the answer takes the same time. Nothing matches it. */
const nobody: PasswordHash = {
  Algorithm: 'scrypt',
  Cost: 32_768,
  BlockSize: 8,
  Parallelization: 1,
  Salt: randomBytes(16).toString('base64'),
  Hash: randomBytes(32).toString('base64'),
};

export interface PasswordVerifierOptions {
  /** Each check takes 32 MB and a thread of libuv's pool of four, which file I/O needs as well. */
  readonly concurrent?: number;
  /** Checks that may wait; those beyond fail with PasswordCheckOverload. */
  readonly waiting?: number;
  /** How long a password that was right is known to be right, in milliseconds; 0 = not at all. */
  readonly rememberMs?: number;
}

/** Checks passwords with bounded work. A client that signs in for each message costs one slow check in five minutes. */
export class PasswordVerifier {
  readonly #concurrent: number;
  readonly #waitingMax: number;
  readonly #rememberMs: number;
  /** HMACs of (hash, password) that matched, with the time until which they count; oldest first, never a password. */
  readonly #known = new Map<string, number>();
  readonly #key = randomBytes(32);
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor({ concurrent = 2, waiting = 200, rememberMs = 300_000 }: PasswordVerifierOptions = {}) {
    this.#concurrent = concurrent;
    this.#waitingMax = waiting;
    this.#rememberMs = rememberMs;
  }

  async verify(credential: Credential | undefined, password: string): Promise<boolean> {
    const proof = credential === undefined ? undefined : this.#proof(credential, password);
    if (proof !== undefined && (this.#known.get(proof) ?? 0) > Date.now()) return true;
    await this.#enter();
    try {
      const matches = await matchesHash(password, credential ?? nobody);
      if (matches && proof !== undefined) this.#remember(proof);
      return matches && credential !== undefined;
    } finally {
      this.#leave();
    }
  }

  /** A changed password has another hash and salt, so what was known of the old one no longer counts. */
  #proof(credential: Credential, password: string): string {
    return createHmac('sha256', this.#key)
      .update(`${credential.Login}\0${credential.Salt}\0${credential.Hash}\0${password}`)
      .digest('base64');
  }

  #remember(proof: string): void {
    if (this.#rememberMs === 0) return;
    this.#known.delete(proof);
    this.#known.set(proof, Date.now() + this.#rememberMs);
    const oldest = this.#known.keys().next();
    if (this.#known.size > 10_000 && !oldest.done) this.#known.delete(oldest.value);
  }

  async #enter(): Promise<void> {
    if (this.#running < this.#concurrent) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= this.#waitingMax) throw new PasswordCheckOverload('too many logins at once');
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Hands the place to the next in line, so that #running stays as it is. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }
}

const processWide = new PasswordVerifier();

/** True when the password is that of the credential; without a credential it takes as long and is false. */
export function verifyPassword(credential: Credential | undefined, password: string): Promise<boolean> {
  return processWide.verify(credential, password);
}
