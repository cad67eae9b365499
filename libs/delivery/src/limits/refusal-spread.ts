/** So many of those who wait for one limit come back in a second, however many they are. */
const askedPerSecond = 200;
const aheadMsMax = 60_000;

/**
 * When those who were refused ask again: one after the other. Ten thousand queues that wait for ten connections must not
 * spend all our time on asking.
 */
export class RefusalSpread {
  readonly #clock: () => number;
  /** When the line of those who come back one by one has passed. */
  readonly #ends = new Map<string, number>();

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Milliseconds until the one who was just refused by `limit`, for `waitMs`, may ask again. */
  after(limit: string, waitMs: number): number {
    const now = this.#clock();
    const aheadMs = Math.max(0, (this.#ends.get(limit) ?? 0) - now);
    this.#ends.set(limit, now + Math.min(aheadMs + 1_000 / askedPerSecond, aheadMsMax));
    return Math.ceil(waitMs + aheadMs);
  }

  /** To be called from time to time. */
  forgetOld(): void {
    const now = this.#clock();
    for (const [limit, end] of this.#ends) if (end <= now) this.#ends.delete(limit);
  }
}
