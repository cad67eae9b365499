const minuteMs = 60_000;

interface Count {
  beganAt: number;
  now: number;
  before: number;
}

/** How many messages went to each destination in the last minute, about: what a slow-down begins with. */
export class SentCounts {
  readonly #counts = new Map<string, Count>();
  readonly #clock: () => number;

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  add(key: string): void {
    const count = this.#counts.get(key);
    if (count === undefined) this.#counts.set(key, { beganAt: this.#clock(), now: 1, before: 0 });
    else this.#current(count).now += 1;
  }

  inLastMinute(key: string): number {
    const count = this.#counts.get(key);
    if (count === undefined) return 0;
    const { beganAt, now, before } = this.#current(count);
    const rest = 1 - (this.#clock() - beganAt) / minuteMs;
    return Math.round(now + before * rest);
  }

  /** To be called from time to time: where nothing goes any more, nothing is kept. */
  forgetOld(): void {
    const before = this.#clock() - 2 * minuteMs;
    for (const [key, { beganAt }] of this.#counts) if (beganAt <= before) this.#counts.delete(key);
  }

  #current(count: Count): Count {
    const ageMs = this.#clock() - count.beganAt;
    if (ageMs >= minuteMs) {
      count.before = ageMs < 2 * minuteMs ? count.now : 0;
      count.now = 0;
      count.beganAt = ageMs < 2 * minuteMs ? count.beganAt + minuteMs : this.#clock();
    }
    return count;
  }
}
