/** Who waits. */
export interface Turn {
  readonly source: string;
  /** Has signed in from there before. */
  readonly known: boolean;
}

export interface FairTurnsOptions {
  /** At one time. */
  readonly concurrent: number;
  /** Of all sources together. */
  readonly waiting: number;
  readonly waitingPerSource: number;
}

interface Waiter {
  readonly begin: () => void;
  readonly refuse: () => void;
}

/** Each source has a line of its own; the sources take turns. */
type Lines = Map<string, Waiter[]>;

// Those who are known go first, yet not for ever.
const knownInARow = 3;

/**
 * Bounded work that is shared out by source: however many wait in the line of one, another's first comes after at most
 * one of each. When all places are taken, whoever has the longest line gives one to a source that has fewer.
 */
export class FairTurns {
  readonly #options: FairTurnsOptions;
  readonly #known: Lines = new Map();
  readonly #others: Lines = new Map();
  #running = 0;
  #waiting = 0;
  #knownRow = 0;

  constructor(options: FairTurnsOptions) {
    this.#options = options;
  }

  /** Resolves with true when it is the turn of this one, and with false when there is no place to wait. */
  enter(turn: Turn): Promise<boolean> {
    if (this.#running < this.#options.concurrent) {
      this.#running += 1;
      return Promise.resolve(true);
    }
    if (!this.#makeRoom(turn)) return Promise.resolve(false);
    this.#waiting += 1;
    return new Promise((resolve) => {
      const lines = turn.known ? this.#known : this.#others;
      const waiter = { begin: () => resolve(true), refuse: () => resolve(false) };
      const line = lines.get(turn.source);
      if (line === undefined) lines.set(turn.source, [waiter]);
      else line.push(waiter);
    });
  }

  /** Hands the place to the next, so that as many run as before. */
  leave(): void {
    const next = this.#next();
    if (next === undefined) this.#running -= 1;
    else next.begin();
  }

  #next(): Waiter | undefined {
    const othersFirst = this.#known.size === 0 || (this.#knownRow >= knownInARow && this.#others.size > 0);
    const lines = othersFirst ? this.#others : this.#known;
    this.#knownRow = othersFirst ? 0 : this.#knownRow + 1;
    const first = lines.entries().next();
    if (first.done) return undefined;
    const [source, line] = first.value;
    const waiter = line.shift();
    lines.delete(source);
    // To the end of the round.
    if (line.length > 0) lines.set(source, line);
    this.#waiting -= 1;
    return waiter;
  }

  #makeRoom({ source, known }: Turn): boolean {
    const { waiting, waitingPerSource } = this.#options;
    const own = (known ? this.#known : this.#others).get(source)?.length ?? 0;
    if (own >= waitingPerSource) return false;
    if (this.#waiting < waiting) return true;
    // Who is known takes the place of one who is not, before it takes one of its own kind.
    if (known && this.#shorten(this.#others, 0)) return true;
    return this.#shorten(known ? this.#known : this.#others, own + 1);
  }

  /** Refuses the last one of the longest line, if that is longer than `least`. */
  #shorten(lines: Lines, least: number): boolean {
    let longest: readonly [string, Waiter[]] | undefined;
    for (const entry of lines) {
      if (entry[1].length > (longest?.[1].length ?? least)) longest = entry;
    }
    const last = longest?.[1].pop();
    if (longest === undefined || last === undefined) return false;
    if (longest[1].length === 0) lines.delete(longest[0]);
    this.#waiting -= 1;
    last.refuse();
    return true;
  }
}
