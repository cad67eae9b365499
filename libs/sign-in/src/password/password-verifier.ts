import { createHmac, randomBytes } from 'node:crypto';

import { matchesHash, type PasswordHash } from '@mailyard/directory';

import { FairTurns, type Turn } from './fair-turns.js';

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

/** Whose password it is, and the hash of it. */
export type PasswordOwner = PasswordHash & { readonly Login: string };

export interface PasswordVerifierOptions {
  /** Each check takes 32 MB and a thread of libuv's pool of four, which file I/O needs as well. */
  readonly concurrent?: number;
  /** Checks that may wait; those beyond fail with PasswordCheckOverload. */
  readonly waiting?: number;
  /** Of them, from one source. */
  readonly waitingPerSource?: number;
  /** How long a password that was right is known to be right, in milliseconds; 0 = not at all. */
  readonly rememberMs?: number;
}

/** For whom a password is checked. */
export interface PasswordTurn extends Turn {
  /** As the client named it, whether or not there is such an account. */
  readonly account?: string | undefined;
  /** Is there for the time that it takes: no other check is the same. */
  readonly alone?: boolean;
  /** Whether a password that was right before is hashed again. */
  readonly afresh?: boolean;
  /** Called when it is the turn of this one, before any work; what it throws ends the check. */
  readonly onTurn?: () => void;
}

const anybody: PasswordTurn = { source: '', known: false };

/** Checks passwords with bounded work. A client that signs in for each message costs one slow check in five minutes. */
export class PasswordVerifier {
  readonly #turns: FairTurns;
  readonly #rememberMs: number;
  /** HMACs of (hash, password) that matched, with the time until which they count; oldest first, never a password. */
  readonly #known = new Map<string, number>();
  readonly #key = randomBytes(32);
  /** Checks that are under way, by the HMAC of what is checked and for whom. */
  readonly #running = new Map<string, Promise<boolean>>();

  constructor(options: PasswordVerifierOptions = {}) {
    const { concurrent = 2, waiting = 200, waitingPerSource = 20, rememberMs = 300_000 } = options;
    this.#turns = new FairTurns({ concurrent, waiting, waitingPerSource });
    this.#rememberMs = rememberMs;
  }

  /** True when the password is that of the credential; without a credential it takes as long and is false. */
  async verify(
    credential: PasswordOwner | undefined,
    password: string,
    turn: PasswordTurn = anybody,
  ): Promise<boolean> {
    const isRemembered = credential !== undefined && turn.afresh !== true;
    const proof = isRemembered ? this.#proof(credential, password) : undefined;
    if (this.#isKnown(proof)) return true;
    const matches = await this.#checked(credential, password, turn);
    if (matches && proof !== undefined) this.#remember(proof);
    return matches;
  }

  async #checked(
    credential: PasswordOwner | undefined,
    password: string,
    turn: PasswordTurn,
  ): Promise<boolean> {
    if (turn.alone === true) return this.#inTurn(credential ?? nobody, password, turn);
    const same = this.#sameLogin(credential, password, turn);
    const running = this.#running.get(same);
    if (running !== undefined) return this.#joined(running, turn);
    const check = this.#inTurn(credential ?? nobody, password, turn);
    this.#keep(same, check);
    return check;
  }

  #keep(same: string, check: Promise<boolean>): void {
    this.#running.set(same, check);
    const end = (): boolean => this.#running.delete(same);
    void check.then(end, end);
  }

  /**
   * A client that signs in over many connections at once costs one check. Of what was wrong the one that was looked at
   * tells, and counts; the others are to come back, as they are where there is no room.
   */
  async #joined(running: Promise<boolean>, { afresh }: PasswordTurn): Promise<boolean> {
    const matches = await running;
    if (matches && afresh !== true) return true;
    throw new PasswordCheckOverload('the same login is being checked');
  }

  async #inTurn(hash: PasswordHash, password: string, turn: PasswordTurn): Promise<boolean> {
    if (!(await this.#turns.enter(turn))) throw new PasswordCheckOverload('too many logins at once');
    return this.#check(hash, password, turn).finally(() => this.#turns.leave());
  }

  /** By the name that was said, since nobody may learn from it which names there are. */
  #sameLogin(
    credential: PasswordOwner | undefined,
    password: string,
    { source, account }: PasswordTurn,
  ): string {
    const whose = [source, account ?? credential?.Login ?? '', credential?.Hash ?? ''];
    return createHmac('sha256', this.#key)
      .update(`${whose.join('\0')}\0${password}`)
      .digest('base64');
  }

  #isKnown(proof: string | undefined): boolean {
    return proof !== undefined && (this.#known.get(proof) ?? 0) > performance.now();
  }

  async #check(hash: PasswordHash, password: string, { onTurn }: PasswordTurn): Promise<boolean> {
    onTurn?.();
    return matchesHash(password, hash);
  }

  /** A changed password has another hash and salt, so what was known of the old one no longer counts. */
  #proof(credential: PasswordOwner, password: string): string {
    return createHmac('sha256', this.#key)
      .update(`${credential.Login}\0${credential.Salt}\0${credential.Hash}\0${password}`)
      .digest('base64');
  }

  #remember(proof: string): void {
    if (this.#rememberMs === 0) return;
    this.#known.delete(proof);
    this.#known.set(proof, performance.now() + this.#rememberMs);
    const oldest = this.#known.keys().next();
    if (this.#known.size > 10_000 && !oldest.done) this.#known.delete(oldest.value);
  }
}
