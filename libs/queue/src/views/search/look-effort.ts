/** While somebody searches: a twentieth of a processor, and what it takes to read what has come. */
const restsOfWork = 20;
/** While nobody does: a hundredth, with all reading, and what comes and goes in between is never read. */
const idleRestsOfWork = 100;
const idleRestMsMin = 30_000;
/** Longer, and nobody would know any more whose suspension has changed meanwhile, so that everything had to be read again. */
const restMsMax = 240_000;

/** How long something took: looking where jobs are, and reading what has changed. */
export interface Effort {
  readonly lookMs: number;
  readonly readMs: number;
}

export const noEffort: Effort = { lookMs: 0, readMs: 0 };

/** How long it has to be before the next such effort. */
export function restMsAfter({ lookMs, readMs }: Effort, isIdle: boolean): number {
  if (!isIdle) return Math.min(restMsMax, restsOfWork * lookMs);
  return Math.min(restMsMax, Math.max(idleRestMsMin, idleRestsOfWork * (lookMs + readMs)));
}

/** Sums up the time of some of what is done, however much of it at once. */
export class Stopwatch {
  #ms = 0;
  #running = 0;
  #begun = 0;

  get ms(): number {
    return this.#ms;
  }

  async during(work: Promise<void>): Promise<void> {
    if (this.#running === 0) this.#begun = performance.now();
    this.#running += 1;
    try {
      await work;
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#ms += performance.now() - this.#begun;
    }
  }
}
