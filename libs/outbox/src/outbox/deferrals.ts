const firstMs = 1_000;
const longestMs = 300_000;

interface Deferral {
  readonly attempts: number;
  readonly until: number;
}

/** Which messages of one Outbox wait for another attempt: a hub that starts anew is there in a moment, one that is away for long is not asked often. */
export class Deferrals {
  readonly #known = new Map<string, Deferral>();

  /** How long until the message is due, in milliseconds. */
  add(unique: string, now: number): number {
    const attempts = (this.#known.get(unique)?.attempts ?? 0) + 1;
    const delayMs = Math.min(firstMs * 2 ** (attempts - 1), longestMs);
    this.#known.set(unique, { attempts, until: now + delayMs });
    return delayMs;
  }

  isDue(unique: string, now: number): boolean {
    return (this.#known.get(unique)?.until ?? 0) <= now;
  }

  /** Whether it was deferred before. */
  has(unique: string): boolean {
    return this.#known.has(unique);
  }

  /** Of what is not there any more nothing is remembered. */
  keepOnly(there: ReadonlySet<string>): void {
    for (const unique of this.#known.keys()) if (!there.has(unique)) this.#known.delete(unique);
  }

  get size(): number {
    return this.#known.size;
  }
}
