import type { Account, Organization } from '@mailyard/directory';
import { directoryBindOf, LdapError, provesPassword } from '@mailyard/ldap';

import { FairTurns } from './password/fair-turns.js';
import {
  PasswordCheckOverload,
  type PasswordOwner,
  type PasswordTurn,
  type PasswordVerifier,
} from './password/password-verifier.js';
import type { FailedSignIn, SignInFailure, SignInJournal } from './sign-in-journal.js';
import { signInKey, type SignInKey } from './limits/sign-in-key.js';
import type { SignInLimits } from './limits/sign-in-limits.js';

/** Too many sign-ins have failed, or too many wait: nothing is looked at now, and the client should come back. */
export class SignInPostponed extends Error {
  override readonly name = 'SignInPostponed';

  constructor(
    readonly reason: SignInFailure,
    readonly waitMs: number,
    options: ErrorOptions = {},
  ) {
    super(reason, options);
  }
}

/** Somebody who says who they are. */
export interface SignInAttempt extends Omit<FailedSignIn, 'reason'> {
  /** `account` in its complete form, whether or not there is such an account; undefined: only the source is counted. */
  readonly principalName: string | undefined;
}

interface Asked {
  /** What is asked besides, once the password was right: why it fails all the same. */
  readonly further?: () => Promise<SignInFailure | undefined>;
}

/** Asks a directory; throws LdapError when it cannot be asked. */
export type DirectoryProof = (password: string) => Promise<boolean>;

/** What a password is compared with, who is asked about it, or why none can be right. */
export type SignInCandidate =
  | (Asked & { readonly credential: PasswordOwner | undefined; readonly alone?: boolean })
  | (Asked & { readonly proof: DirectoryProof })
  | { readonly refused: SignInFailure };

/** How an account proves itself: to the directory that it comes from, or by the hash of a password that is kept here. */
export function candidateOf(
  { user, credential }: Pick<Account, 'user' | 'credential'>,
  organization: Organization,
): SignInCandidate {
  const bind = directoryBindOf(user, organization);
  return bind === undefined ? { credential } : { proof: (password) => provesPassword(bind, password) };
}

/** A directory that is slow keeps only its own users waiting. */
const bindTurns = { concurrent: 10, waiting: 200, waitingPerSource: 20 } as const;
/** When somebody whose directory is away had better come back. */
const awayMs = 5_000;

export interface SignInsOptions {
  readonly limits: SignInLimits;
  readonly journal: SignInJournal;
  readonly verifier: PasswordVerifier;
  /** Hears who is signed in to send mail. */
  readonly onSignedIn?: (login: string) => void;
}

/** The one way to sign in, whatever proves who it is: limits before, journal and counts afterwards. */
export class SignIns {
  readonly #options: SignInsOptions;
  readonly #bindTurns = new FairTurns(bindTurns);

  constructor(options: SignInsOptions) {
    this.#options = options;
  }

  /** Throws SignInPostponed. */
  checkLimits(attempt: SignInAttempt): void {
    const waitMs = this.#options.limits.waitMs(keyOf(attempt));
    if (waitMs > 0) throw this.#postponed(attempt, 'too many failures', waitMs);
  }

  /** Somebody is let in to send mail, whatever has proved who it is. */
  signedIn(login: string): void {
    this.#options.onSignedIn?.(login);
  }

  succeeded(attempt: SignInAttempt): void {
    this.#options.limits.succeeded(keyOf(attempt));
  }

  failed(attempt: SignInAttempt, reason: SignInFailure): void {
    this.#options.limits.failed(keyOf(attempt));
    this.reported(attempt, reason);
  }

  /** A failure that was no attempt to find out a secret. */
  reported(attempt: SignInAttempt, reason: SignInFailure, detail?: string): void {
    this.#options.journal.failed({ ...attempt, reason, ...(detail === undefined ? {} : { detail }) });
  }

  /** True when the password, and what is asked besides, is right. Throws SignInPostponed. */
  async verify(attempt: SignInAttempt, candidate: SignInCandidate, password: string): Promise<boolean> {
    return (await this.failureOf(attempt, candidate, password)) === undefined;
  }

  /**
   * Why the sign-in failed, for nobody but those who run the server; undefined: it did not. Throws SignInPostponed,
   * also when the directory that knows the password cannot be asked. A candidate without a password costs the same work as a
   * wrong password, so that nobody learns which names exist.
   */
  async failureOf(
    attempt: SignInAttempt,
    candidate: SignInCandidate,
    password: string,
  ): Promise<SignInFailure | undefined> {
    this.checkLimits(attempt);
    const failure = await this.#lookedAt(attempt, candidate, password);
    if (failure === undefined) this.succeeded(attempt);
    else this.failed(attempt, failure);
    return failure;
  }

  async #lookedAt(
    attempt: SignInAttempt,
    candidate: SignInCandidate,
    password: string,
  ): Promise<SignInFailure | undefined> {
    const isRight =
      'proof' in candidate
        ? await this.#proves(attempt, candidate.proof, password)
        : await this.#matches(attempt, candidate, password);
    if (isRight) return 'refused' in candidate ? candidate.refused : candidate.further?.();
    return 'refused' in candidate ? candidate.refused : 'wrong password';
  }

  /** Asked beside the work that a password costs which is kept here: how long it takes tells nobody where an account is. */
  async #proves(attempt: SignInAttempt, proof: DirectoryProof, password: string): Promise<boolean> {
    if (!(await this.#bindTurns.enter(this.#turnOf(attempt)))) {
      throw this.#postponed(attempt, 'too many at once', 1000);
    }
    try {
      this.checkLimits(attempt);
      const [proved] = await Promise.all([
        proof(password),
        this.#matches(attempt, { credential: undefined, alone: true }, password),
      ]);
      return proved;
    } catch (error) {
      if (!(error instanceof LdapError)) throw error;
      this.reported(attempt, 'directory not reachable', error.message);
      throw new SignInPostponed('directory not reachable', awayMs, { cause: error });
    } finally {
      this.#bindTurns.leave();
    }
  }

  #turnOf(attempt: SignInAttempt): Pick<PasswordTurn, 'source' | 'known'> {
    const key = keyOf(attempt);
    return { source: key.source, known: this.#options.limits.isKnown(key) };
  }

  async #matches(attempt: SignInAttempt, candidate: SignInCandidate, password: string): Promise<boolean> {
    const { credential, further, alone = false } = 'credential' in candidate ? candidate : {};
    const turn = {
      ...this.#turnOf(attempt),
      alone,
      account: attempt.account,
      // A password that is right although the rest is not must not be told by its speed.
      afresh: further !== undefined,
      // While it waited for its turn, others of its source or account may have failed.
      onTurn: () => this.checkLimits(attempt),
    };
    try {
      return await this.#options.verifier.verify(credential, password, turn);
    } catch (error) {
      if (!(error instanceof PasswordCheckOverload)) throw error;
      throw this.#postponed(attempt, 'too many at once', 1000);
    }
  }

  #postponed(attempt: SignInAttempt, reason: SignInFailure, waitMs: number): SignInPostponed {
    this.reported(attempt, reason);
    return new SignInPostponed(reason, waitMs);
  }
}

function keyOf({ address, principalName }: SignInAttempt): SignInKey {
  return signInKey(address, principalName);
}
