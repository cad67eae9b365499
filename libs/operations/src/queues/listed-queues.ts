import type { QueueCatalog, QueueSummary } from '@mailyard/queue';

const restMs = 500;
/** Ten thousand queues take a fifth of a second: then they are looked at every twenty. */
const restMsPerQueue = 2;
/** Reading more of them is not waited for: what was seen last is told meanwhile. */
const waitedForMax = 1_000;
/** Those that somebody looks at are read again after so long. */
const watchedRestMs = 900;
/** Whoever looks at queues says so again before that. */
const watchedMs = 20_000;

type Catalog = Pick<QueueCatalog, 'list' | 'some'>;

/** The list of all queues, for those who look at it again and again: read once for all of them. */
export class ListedQueues {
  readonly #catalog: Catalog;
  #queues: readonly QueueSummary[] = [];
  /** When all are read again, and when those that are watched. */
  #next = 0;
  #nextWatched = 0;
  #reading: Promise<readonly QueueSummary[]> | undefined;
  #readingWatched: Promise<readonly QueueSummary[]> | undefined;
  /** Names of those that somebody looks at, and until when. */
  readonly #watched = new Map<string, number>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Half a second old at most, or two milliseconds for each queue; those that are watched a second. */
  async current(): Promise<readonly QueueSummary[]> {
    const now = performance.now();
    if (now >= this.#next) {
      this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
      if (!this.#isTold(now)) return this.#reading;
      // Whoever waits for it next hears of it.
      this.#reading.catch(() => undefined);
    }
    if (now < this.#nextWatched || this.#watched.size === 0) return this.#queues;
    this.#readingWatched ??= this.#readWatched(now).finally(() => (this.#readingWatched = undefined));
    return this.#readingWatched;
  }

  /** Those of these that exist, as they are now; from then on `current` has them a second old at most. */
  async watch(names: readonly string[]): Promise<readonly QueueSummary[]> {
    const until = performance.now() + watchedMs;
    for (const name of names) this.#watched.set(name, until);
    return this.#readSome(names);
  }

  /** Whether what was seen last is told while all are read again. */
  #isTold(now: number): boolean {
    const { length } = this.#queues;
    return length > waitedForMax && now < this.#next + restMsPerQueue * length;
  }

  async #read(): Promise<readonly QueueSummary[]> {
    this.#queues = await this.#catalog.list();
    const now = performance.now();
    this.#next = now + Math.max(restMs, restMsPerQueue * this.#queues.length);
    this.#nextWatched = now + watchedRestMs;
    return this.#queues;
  }

  async #readWatched(now: number): Promise<readonly QueueSummary[]> {
    for (const [name, until] of this.#watched) if (until < now) this.#watched.delete(name);
    await this.#readSome([...this.#watched.keys()]);
    this.#nextWatched = performance.now() + watchedRestMs;
    return this.#queues;
  }

  /** The others stay the very rows that they were. */
  async #readSome(names: readonly string[]): Promise<readonly QueueSummary[]> {
    const rows = await this.#catalog.some(names);
    const asked = new Set(names);
    const fresh = new Map(rows.map((row) => [row.name, row]));
    const known = this.#queues.flatMap((row) => {
      if (!asked.has(row.name)) return row;
      const next = fresh.get(row.name) ?? [];
      fresh.delete(row.name);
      return next;
    });
    this.#queues = [...known, ...fresh.values()];
    return rows;
  }
}
