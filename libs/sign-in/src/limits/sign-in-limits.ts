import { FailureCounts, type FailurePolicy, type KeyCount } from './failure-counts.js';
import { KnownSources, type KnownSource } from './known-sources.js';
import type { SignInKey } from './sign-in-key.js';

const minuteMs = 60_000;

/** Ten at once, then one in five minutes for as long as it goes on. */
const strangers: FailurePolicy = {
  free: 10,
  forgetOneMs: 5 * minuteMs,
  firstWaitMs: 1000,
  longestWaitMs: 5 * minuteMs,
};
/** A device that still has the old password must not keep the others of its user out for long. */
const acquaintances: FailurePolicy = { ...strangers, longestWaitMs: 30_000 };

/** What one replica tells the others. Plain JSON data. */
export interface SignInReport {
  readonly failed: readonly KeyCount[];
  readonly known: readonly KnownSource[];
}

/**
 * Who may try a password now. Failures are counted for the source and for the account, whichever account or source the
 * other is; but where an account has signed in before, its own failures from there are all that counts: neither a
 * stranger elsewhere nor a neighbour behind the same address can lock its user out. An account that does not exist is
 * counted like any other.
 */
export class SignInLimits {
  /** Called when there is something to tell the other replicas. */
  onChange: () => void = () => undefined;
  readonly #byStrangers: FailureCounts;
  readonly #byAcquaintances: FailureCounts;
  readonly #known: KnownSources;
  readonly #unsaid = new Map<string, number>();
  #unsaidKnown: KnownSource[] = [];

  constructor(clock: { readonly steady: () => number; readonly wall: () => number }) {
    this.#byStrangers = new FailureCounts(strangers, clock.steady);
    this.#byAcquaintances = new FailureCounts(acquaintances, clock.steady);
    this.#known = new KnownSources(clock.wall);
  }

  isKnown(key: SignInKey): boolean {
    return this.#known.has(pairOf(key));
  }

  /** 0: it may be tried now. */
  waitMs(key: SignInKey): number {
    if (this.isKnown(key)) return this.#byAcquaintances.waitMs(pairOf(key));
    return Math.max(...strangerKeys(key).map((each) => this.#byStrangers.waitMs(each)));
  }

  failed(key: SignInKey): void {
    for (const each of this.isKnown(key) ? [pairOf(key)] : strangerKeys(key)) {
      this.#count(each, 1);
      this.#unsaid.set(each, (this.#unsaid.get(each) ?? 0) + 1);
    }
    this.onChange();
  }

  /**
   * It proves that this source is the user's, and nothing about other accounts: who has one password must not buy
   * guesses at others with it.
   */
  succeeded(key: SignInKey): void {
    const pair = pairOf(key);
    this.#byAcquaintances.clear(pair);
    const news = this.#known.note(pair);
    if (news === undefined) return;
    this.#unsaidKnown.push(news);
    this.onChange();
  }

  /** What is new since the report before. */
  news(): SignInReport {
    const report = { failed: [...this.#unsaid], known: this.#unsaidKnown };
    this.#unsaid.clear();
    this.#unsaidKnown = [];
    return report;
  }

  hear({ failed, known }: SignInReport): void {
    for (const [key, times] of failed) this.#count(key, times);
    for (const each of known) this.#known.learn(each);
  }

  /** All failures, for a replica that has just started. */
  failures(): readonly KeyCount[] {
    return [...this.#byStrangers.counts(), ...this.#byAcquaintances.counts()];
  }

  learn({ failed, known }: SignInReport): void {
    for (const [key, count] of failed) this.#countsOf(key).learn(key, count);
    for (const each of known) this.#known.learn(each);
  }

  /** Known sources that were seen before that moment count no more. */
  get oldestKnown(): number {
    return this.#known.oldest;
  }

  #count(key: string, times: number): void {
    this.#countsOf(key).add(key, times);
  }

  #countsOf(key: string): FailureCounts {
    return key.startsWith('pair ') ? this.#byAcquaintances : this.#byStrangers;
  }
}

function strangerKeys({ source, account }: SignInKey): readonly string[] {
  return account === undefined ? [`source ${source}`] : [`source ${source}`, `account ${account}`];
}

function pairOf({ source, account = '*' }: SignInKey): string {
  return `pair ${account} ${source}`;
}
