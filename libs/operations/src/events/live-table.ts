/** What is kept of a row: its text as JSON, or that it is gone, and the version since when it is so. */
interface Kept {
  /** As it was seen last: the very same one has the same text. */
  row: unknown;
  readonly text: string | undefined;
  readonly version: number;
  readonly at: number;
}

/** What has become of rows, in the order in which it happened. */
export interface RowChange {
  readonly key: string;
  /** JSON; undefined: the row is gone. */
  readonly text: string | undefined;
  readonly version: number;
}

/** Rows as they were seen at one look. */
export interface SeenRows {
  readonly rows: Iterable<readonly [key: string, row: unknown]>;
  /** Every row is among them, so that what is not is gone; otherwise they are what has changed. */
  readonly isComplete: boolean;
}

/**
 * The rows of a topic, each with the version of its last change. Whoever remembers a version is told what has changed since,
 * each row once and as it is now: so nothing has to be kept for a reader who is slow, or away for a while.
 */
export class LiveTable {
  /** In the order of their versions: a row that changes goes to the end. */
  readonly #rows = new Map<string, Kept>();
  readonly #nextVersion: () => number;
  #version = 0;
  #horizon: number;
  #seen: SeenRows['rows'] | undefined;
  #isComplete = false;

  /** `nextVersion` counts up, for all tables of a process. */
  constructor(nextVersion: () => number) {
    this.#nextVersion = nextVersion;
    this.#horizon = nextVersion();
  }

  /** Of the last change. */
  get version(): number {
    return this.#version;
  }

  /** Of what happened up to it not everything is known any more. */
  get horizon(): number {
    return this.#horizon;
  }

  /** Takes over what was seen; `now` on a clock that only goes forward. The very rows of the last time cost next to nothing. */
  see({ rows, isComplete }: SeenRows, now: number): void {
    if (rows === this.#seen) return;
    this.#seen = rows;
    this.#isComplete = isComplete;
    const seen = new Set<string>();
    for (const [key, row] of rows) {
      seen.add(key);
      if (this.#rows.get(key)?.row !== row) this.#seeRow(key, row, now);
    }
    if (!isComplete) return;
    for (const [key, { text }] of this.#rows) {
      if (text !== undefined && !seen.has(key)) this.#keep(key, { row: undefined, text: undefined }, now);
    }
  }

  /** The rows are known from now on; nobody is told of what there was at the beginning. */
  begin(): void {
    this.#horizon = this.#nextVersion();
    this.#version = this.#horizon;
  }

  /** Forgets what was told longer ago, but for the rows that there are: without them no change is seen. */
  forget(before: number): void {
    for (const [key, { text, version, at }] of this.#rows) {
      if (at >= before) return;
      if (text !== undefined && this.#isComplete) continue;
      this.#rows.delete(key);
      this.#horizon = Math.max(this.#horizon, version);
    }
  }

  /** What has changed after that version. */
  *since(version: number): Generator<RowChange> {
    if (this.#version <= version) return;
    for (const [key, kept] of this.#rows) {
      if (kept.version > version) yield { key, text: kept.text, version: kept.version };
    }
  }

  #seeRow(key: string, row: unknown, now: number): void {
    const known = this.#rows.get(key);
    const text = JSON.stringify(row);
    if (known === undefined || known.text !== text) this.#keep(key, { row, text }, now);
    else known.row = row;
  }

  #keep(key: string, seen: Pick<Kept, 'row' | 'text'>, at: number): void {
    this.#version = this.#nextVersion();
    this.#rows.delete(key);
    this.#rows.set(key, { ...seen, version: this.#version, at });
  }
}
