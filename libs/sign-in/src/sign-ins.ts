import type { Credential } from '@mailyard/directory';

import { PasswordCheckOverload, type PasswordVerifier } from './password/password-verifier.js';
import type { FailedSignIn, SignInFailure, SignInJournal } from './sign-in-journal.js';
import { signInKey, type SignInKey } from './limits/sign-in-key.js';
import type { SignInLimits } from './limits/sign-in-limits.js';

/** Too many sign-ins have failed, or too many wait: nothing is looked at now, and the client should come back. */
export class SignInPostponed extends Error {
  override readonly name = 'SignInPostponed';

  constructor(
    reason: SignInFailure,
    readonly waitMs: number,
  ) {
    super(reason);
  }
}

/** Somebody who says who they are. */
export interface SignInAttempt extends Omit<FailedSignIn, 'reason'> {
  /** `account` in its complete form, whether or not there is such an account; undefined: only the source is counted. */
  readonly principalName: string | undefined;
}

/** What a password is compared with, or why none can be right. */
export type SignInCandidate =
  { readonly credential: Credential | undefined } | { readonly refused: SignInFailure };

export interface SignInsOptions {
  readonly limits: SignInLimits;
  readonly journal: SignInJournal;
  readonly verifier: PasswordVerifier;
}

/** The one way to sign in, whatever proves who it is: limits before, journal and counts afterwards. */
export class SignIns {
  readonly #options: SignInsOptions;

  constructor(options: SignInsOptions) {
    this.#options = options;
  }

  /** Throws SignInPostponed. */
  checkLimits(attempt: SignInAttempt): void {
    const waitMs = this.#options.limits.waitMs(keyOf(attempt));
    if (waitMs > 0) throw this.#postponed(attempt, 'too many failures', waitMs);
  }

  succeeded(attempt: SignInAttempt): void {
    this.#options.limits.succeeded(keyOf(attempt));
  }

  failed(attempt: SignInAttempt, reason: SignInFailure): void {
    this.#options.limits.failed(keyOf(attempt));
    this.reported(attempt, reason);
  }

  /** A failure that was no attempt to find out a secret. */
  reported(attempt: SignInAttempt, reason: SignInFailure): void {
    this.#options.journal.failed({ ...attempt, reason });
  }

  /**
   * True when the password is right. Throws SignInPostponed. A candidate without a password costs the same work as a
   * wrong password, so that nobody learns which names exist.
   */
  async verify(attempt: SignInAttempt, candidate: SignInCandidate, password: string): Promise<boolean> {
    this.checkLimits(attempt);
    const credential = 'credential' in candidate ? candidate.credential : undefined;
    const matches = await this.#matches(attempt, credential, password);
    if (matches) this.succeeded(attempt);
    else this.failed(attempt, reasonOf(candidate));
    return matches;
  }

  async #matches(
    attempt: SignInAttempt,
    credential: Credential | undefined,
    password: string,
  ): Promise<boolean> {
    const { limits, verifier } = this.#options;
    const key = keyOf(attempt);
    const turn = {
      source: key.source,
      known: limits.isKnown(key),
      // While it waited for its turn, others of its source or account may have failed.
      onTurn: () => this.checkLimits(attempt),
    };
    try {
      return await verifier.verify(credential, password, turn);
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

function reasonOf(candidate: SignInCandidate): SignInFailure {
  return 'refused' in candidate ? candidate.refused : 'wrong password';
}
