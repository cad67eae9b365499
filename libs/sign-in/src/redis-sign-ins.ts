import type { Log } from '@mailyard/service';

import { PasswordVerifier } from './password/password-verifier.js';
import { RedisSignInExchange, type SignInExchangeOptions } from './limits/redis-sign-in-exchange.js';
import { LastSignIns } from './redis-last-sign-ins.js';
import { SignInJournal, type SignInJournalOptions } from './sign-in-journal.js';
import { SignInLimits } from './limits/sign-in-limits.js';
import { SignIns } from './sign-ins.js';

export interface RedisSignInsOptions extends Omit<SignInExchangeOptions, 'limits'> {
  readonly log: Log & SignInJournalOptions['log'];
  /** Counts a failed sign-in. */
  readonly count: NonNullable<SignInJournalOptions['count']>;
}

/** How a service signs people in, with limits that its replicas share. */
export class RedisSignIns {
  readonly signIns: SignIns;
  readonly #journal: SignInJournal;
  readonly #exchange: RedisSignInExchange;

  constructor(options: RedisSignInsOptions) {
    const limits = new SignInLimits({ steady: () => performance.now(), wall: () => Date.now() });
    this.#journal = new SignInJournal(options);
    const last = new LastSignIns(options.redis, 'mail');
    this.signIns = new SignIns({
      limits,
      journal: this.#journal,
      verifier: new PasswordVerifier(),
      onSignedIn: (login) => last.note(login),
    });
    this.#exchange = new RedisSignInExchange({ ...options, limits });
  }

  start(): Promise<void> {
    return this.#exchange.start();
  }

  async stop(): Promise<void> {
    this.#journal.close();
    await this.#exchange.stop();
  }
}
