export const minuteMs = 60_000;

export type KeyCount = readonly [key: string, count: number];

type Counts = Map<string, number>;

// A client without a login chooses the addresses under which it is counted, as many as it likes: what does not fit is
// not counted. A rate that nobody keeps is the lesser evil.
const keysMax = 100_000;

/**
 * How often something happened within the last minute, for each key with two numbers only: what is left of the minute
 * before counts in proportion. Neither a timer nor a list of moments is needed.
 */
export class SlidingMinute {
  readonly #now: () => number;
  #startedAt: number;
  #current: Counts = new Map();
  #previous: Counts = new Map();

  /** `now` gives milliseconds of any steady clock. */
  constructor(now: () => number) {
    this.#now = now;
    this.#startedAt = now();
  }

  add(key: string, times = 1): void {
    this.#turn();
    const count = this.#current.get(key);
    if (count === undefined && this.#current.size >= keysMax) return;
    this.#current.set(key, (count ?? 0) + times);
  }

  count(key: string): number {
    const elapsedMs = this.#turn();
    const left = (minuteMs - elapsedMs) / minuteMs;
    return (this.#current.get(key) ?? 0) + (this.#previous.get(key) ?? 0) * left;
  }

  /** Of every key what `count` gives. */
  counts(): readonly KeyCount[] {
    this.#turn();
    const keys = new Set([...this.#previous.keys(), ...this.#current.keys()]);
    return Array.from(keys, (key) => [key, this.count(key)] as const);
  }

  /** Takes over what somebody else has counted in the minute up to now, as far as it is more than is known here. */
  learn(counts: readonly KeyCount[]): void {
    for (const [key, times] of counts) {
      const missing = times - this.count(key);
      if (missing > 0) this.#previous.set(key, (this.#previous.get(key) ?? 0) + missing);
    }
  }

  /** Begins a new minute when one is over; returns how much of it has passed. */
  #turn(): number {
    const elapsedMs = this.#now() - this.#startedAt;
    if (elapsedMs < minuteMs) return elapsedMs;
    this.#previous = elapsedMs < 2 * minuteMs ? this.#current : new Map();
    this.#current = new Map();
    this.#startedAt += Math.floor(elapsedMs / minuteMs) * minuteMs;
    return this.#now() - this.#startedAt;
  }
}
