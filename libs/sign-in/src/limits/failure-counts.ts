export type KeyCount = readonly [key: string, count: number];

export interface FailurePolicy {
  /** So many failures cost nothing yet: people mistype. */
  readonly free: number;
  /** How long it takes until one failure is forgotten. */
  readonly forgetOneMs: number;
  /** After the first failure that is not free; doubled by each that follows. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

interface Failures {
  readonly count: number;
  readonly at: number;
}

// Whoever guesses chooses the addresses and the names under which the failures are counted.
const keysMax = 100_000;

/** Failures under one key, and how long nothing is tried under it: two numbers a key, no timer. */
export class FailureCounts {
  readonly #policy: FailurePolicy;
  readonly #now: () => number;
  /** Those that failed last come last. */
  readonly #failures = new Map<string, Failures>();

  /** `now` gives milliseconds of any steady clock. */
  constructor(policy: FailurePolicy, now: () => number) {
    this.#policy = policy;
    this.#now = now;
  }

  /** 0: it may be tried now. */
  waitMs(key: string): number {
    const failures = this.#failures.get(key);
    if (failures === undefined) return 0;
    return Math.max(0, failures.at + this.#waitAfter(failures.count) - this.#now());
  }

  add(key: string, times = 1): void {
    this.#set(key, this.#left(key) + times);
  }

  /** Takes over what somebody else has counted, as far as it is more. */
  learn(key: string, count: number): void {
    if (count > this.#left(key)) this.#set(key, count);
  }

  clear(key: string): void {
    this.#failures.delete(key);
  }

  /** What is not forgotten yet. */
  counts(): readonly KeyCount[] {
    return [...this.#failures.keys()].flatMap((key) => {
      const left = this.#left(key);
      return left > 0 ? [[key, left] as const] : [];
    });
  }

  #left(key: string): number {
    const failures = this.#failures.get(key);
    if (failures === undefined) return 0;
    return Math.max(0, failures.count - (this.#now() - failures.at) / this.#policy.forgetOneMs);
  }

  #waitAfter(count: number): number {
    const { free, firstWaitMs, longestWaitMs } = this.#policy;
    const beyond = Math.ceil(count) - free - 1;
    return beyond < 0 ? 0 : Math.min(firstWaitMs * 2 ** beyond, longestWaitMs);
  }

  #set(key: string, count: number): void {
    this.#failures.delete(key);
    this.#failures.set(key, { count, at: this.#now() });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > keysMax && !oldest.done) this.#failures.delete(oldest.value);
  }
}
