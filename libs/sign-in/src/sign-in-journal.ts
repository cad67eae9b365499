/** Why a sign-in failed. The client is told none of these. */
export type SignInFailure =
  | 'unknown account'
  | 'wrong password'
  | 'account disabled'
  | 'second factor needed'
  | 'wrong code'
  | 'bad token'
  | 'refused by its provider'
  | 'name is taken'
  | 'no right to submit'
  | 'foreign identity'
  | 'address not allowed'
  | 'bad ticket'
  | 'too many failures'
  | 'too many at once'
  | 'directory not reachable';

export interface FailedSignIn {
  /** As the client typed it. */
  readonly account: string;
  readonly address: string;
  readonly reason: SignInFailure;
  /** What a directory or a provider said; for the log alone. */
  readonly detail?: string;
  readonly mechanism: string;
  readonly connector?: string;
  readonly session?: string;
}

export interface SignInJournalOptions {
  readonly log: { warn(details: object, message: string): void };
  readonly count?: (reason: SignInFailure) => void;
}

const windowMs = 10_000;
const linesMax = 30;
// Whoever floods must not take the lines of others.
const linesPerAddressMax = 5;
const addressesMax = 1000;
const accountLengthMax = 254;

/**
 * Tells of failed sign-ins: a line each, and of those beyond 5 of one address or 30 in 10 s one line that says how many
 * they were and from where.
 */
export class SignInJournal {
  readonly #options: SignInJournalOptions;
  #lines = 0;
  readonly #byAddress = new Map<string, { told: number; untold: number }>();
  #untold = 0;
  #window: NodeJS.Timeout | undefined;

  constructor(options: SignInJournalOptions) {
    this.#options = options;
  }

  failed(failure: FailedSignIn): void {
    this.#options.count?.(failure.reason);
    this.#window ??= setTimeout(() => this.close(), windowMs).unref();
    const counts = this.#countsOf(failure.address);
    if (this.#lines >= linesMax || counts.told >= linesPerAddressMax) {
      counts.untold += 1;
      this.#untold += 1;
      return;
    }
    this.#lines += 1;
    counts.told += 1;
    const { account, address, reason, detail, mechanism, connector, session } = failure;
    const name = account.slice(0, accountLengthMax);
    this.#options.log.warn(
      { account: name, address, reason, detail, mechanism, connector, session },
      'failed sign-in',
    );
  }

  /** Tells at once what is left to tell. */
  close(): void {
    clearTimeout(this.#window);
    this.#window = undefined;
    if (this.#untold > 0) {
      const addresses = [...this.#byAddress].filter(([, { untold }]) => untold > 0);
      const most = addresses
        .toSorted(([, left], [, right]) => right.untold - left.untold)
        .slice(0, 5)
        .map(([address, { untold }]) => `${address} (${untold})`);
      const details = { failures: this.#untold, addresses: addresses.length, most: most.join(', ') };
      this.#options.log.warn(details, 'further failed sign-ins');
    }
    this.#lines = 0;
    this.#untold = 0;
    this.#byAddress.clear();
  }

  #countsOf(address: string): { told: number; untold: number } {
    const known = this.#byAddress.get(address);
    if (known !== undefined) return known;
    const name = this.#byAddress.size < addressesMax ? address : 'others';
    const counts = this.#byAddress.get(name) ?? { told: 0, untold: 0 };
    this.#byAddress.set(name, counts);
    return counts;
  }
}
