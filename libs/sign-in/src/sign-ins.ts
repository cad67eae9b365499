import {
  PasswordCheckOverload,
  type PasswordOwner,
  type PasswordVerifier,
} from './password/password-verifier.js';
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
  | {
      readonly credential: PasswordOwner | undefined;
      /** What is asked besides, once the password was right: why it fails all the same. */
      readonly further?: () => Promise<SignInFailure | undefined>;
    }
  | { readonly refused: SignInFailure };

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

  /** True when the password, and what is asked besides, is right. Throws SignInPostponed. */
  async verify(attempt: SignInAttempt, candidate: SignInCandidate, password: string): Promise<boolean> {
    return (await this.failureOf(attempt, candidate, password)) === undefined;
  }

  /**
   * Why the sign-in failed, for nobody but those who run the server; undefined: it did not. Throws SignInPostponed. A
   * candidate without a password costs the same work as a wrong password, so that nobody learns which names exist.
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
    if (await this.#matches(attempt, candidate, password)) {
      return 'credential' in candidate ? candidate.further?.() : candidate.refused;
    }
    return 'refused' in candidate ? candidate.refused : 'wrong password';
  }

  async #matches(attempt: SignInAttempt, candidate: SignInCandidate, password: string): Promise<boolean> {
    const { credential, further } = 'credential' in candidate ? candidate : {};
    const { limits, verifier } = this.#options;
    const key = keyOf(attempt);
    const turn = {
      source: key.source,
      known: limits.isKnown(key),
      // A password that is right although the rest is not must not be told by its speed.
      afresh: further !== undefined,
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
