export type KnownSource = readonly [pair: string, at: number];

const dayMs = 86_400_000;
const keptMs = 30 * dayMs;
// Who signs in for each message is not written down for each.
const renewedAfterMs = 3_600_000;
export const knownSourcesMax = 50_000;

/** From where an account has signed in within the last 30 days. */
export class KnownSources {
  readonly #now: () => number;
  /** Those that were seen last come last. */
  readonly #seen = new Map<string, number>();

  /** `now` gives milliseconds since 1970: other processes, and those of tomorrow, read them. */
  constructor(now: () => number) {
    this.#now = now;
  }

  has(pair: string): boolean {
    const at = this.#seen.get(pair);
    return at !== undefined && at >= this.oldest;
  }

  /** A sign-in that was right; returns what others should learn of it. */
  note(pair: string): KnownSource | undefined {
    const now = this.#now();
    if (now - (this.#seen.get(pair) ?? -Infinity) < renewedAfterMs) return undefined;
    this.learn([pair, now]);
    return [pair, now];
  }

  learn([pair, at]: KnownSource): void {
    this.#seen.delete(pair);
    this.#seen.set(pair, at);
    const oldest = this.#seen.keys().next();
    if (this.#seen.size > knownSourcesMax && !oldest.done) this.#seen.delete(oldest.value);
  }

  /** What was seen before that moment counts no more. */
  get oldest(): number {
    return this.#now() - keptMs;
  }
}
