export interface PaceOptions {
  /** What takes mail and what hands it on share something that has no more to give. */
  readonly busy: () => boolean;
  /** Milliseconds on a steady clock. */
  readonly now: () => number;
}

/** So long a message may have waited for its first attempt before it counts as late. */
const lateMs = 1_000;
/** What is late counts as so much at most: a slow next hop is not the measure of all. */
const lateMaxMs = 5_000;
/** Whoever has waited longer has waited for something else: for a next hop that was away, for an administrator. */
const otherReasonMs = 30_000;
const windowMs = 500;
const tickMs = 25;
/** A client waits so long at most, and is refused at once where it would have to wait longer. */
const patienceMs = 2_000;
/** Of the pace of handing over: what is taken while everything is late. */
const leastShare = 0.1;

interface Waiting {
  readonly since: number;
  readonly resolve: (taken: boolean) => void;
}

/**
 * Mail is taken no faster than it is handed on. While the machine has room, or most messages go on at once, nobody waits;
 * a next hop that is slow by itself hands over little, and so decides nothing. Otherwise acceptances get their turn at the
 * pace of handing over, faster or slower than that by how long messages have waited in their queues.
 */
export class Pace {
  readonly #options: PaceOptions;
  readonly #waiting: Waiting[] = [];
  #windowBegan: number;
  #handedOver = 0;
  #late = 0;
  #waitedMs = 0;
  /** Acceptances in a millisecond; undefined: as they come. */
  #perMs: number | undefined;
  #turns = 0;
  #tickedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#windowBegan = options.now();
  }

  /** A message goes to its next hop for the first time, after it has waited so long. */
  handedOver(waitedMs: number): void {
    this.#handedOver += 1;
    if (waitedMs > lateMs && waitedMs < otherReasonMs) {
      this.#late += 1;
      this.#waitedMs += Math.min(lateMaxMs, waitedMs);
    }
    const now = this.#options.now();
    if (now - this.#windowBegan >= windowMs) this.#judge(now);
  }

  /** Undefined: at once. Otherwise resolves when it is its turn, or with false: it cannot be taken. */
  enter(): Promise<boolean> | undefined {
    if (this.#perMs === undefined) return undefined;
    if (this.#waiting.length > this.#perMs * patienceMs) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#waiting.push({ since: this.#options.now(), resolve });
    });
  }

  /** Acceptances wait for their turn. */
  get holds(): boolean {
    return this.#perMs !== undefined;
  }

  /** Everybody who waits may go on. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#perMs = undefined;
    for (const { resolve } of this.#waiting.splice(0)) resolve(true);
  }

  #judge(now: number): void {
    const perMs = this.#handedOver / (now - this.#windowBegan);
    const waitedMs = this.#waitedMs / Math.max(1, this.#handedOver);
    const mostAreLate = 2 * this.#late > this.#handedOver;
    this.#windowBegan = now;
    [this.#handedOver, this.#late, this.#waitedMs] = [0, 0, 0];
    // What begins with one late second ends when messages go on within half of it.
    const late = mostAreLate || (this.holds && 2 * waitedMs > lateMs);
    const holds = late && this.#options.busy();
    if (!holds || perMs === 0) return this.stop();
    this.#perMs = perMs * Math.max(leastShare, 1.6 - (0.6 * waitedMs) / lateMs);
    if (this.#timer !== undefined) return;
    this.#tickedAt = now;
    this.#timer = setInterval(() => this.#tick(), tickMs).unref();
  }

  #tick(): void {
    const now = this.#options.now();
    // Nothing is handed over any more, for a reason that has nothing to do with how much is taken.
    if (now - this.#windowBegan >= 2 * windowMs) this.#judge(now);
    if (this.#perMs === undefined) return;
    const most = this.#perMs * 4 * tickMs;
    this.#turns = Math.min(most, this.#turns + this.#perMs * (now - this.#tickedAt));
    this.#tickedAt = now;
    while (this.#turns >= 1 && this.#waiting.length > 0) {
      this.#turns -= 1;
      this.#waiting.shift()?.resolve(true);
    }
    while (now - (this.#waiting[0]?.since ?? now) > patienceMs) this.#waiting.shift()?.resolve(false);
  }
}
