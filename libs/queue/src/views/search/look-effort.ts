/** While somebody searches: a twentieth of a processor, and what it takes to read what has come. */
const restsOfWork = 20;
/** While nobody does: a hundredth, with all reading, and what comes and goes in between is never read. */
const idleRestsOfWork = 100;
const idleRestMsMin = 30_000;

/** How long something took: looking where jobs are, and reading what has changed. */
export interface Effort {
  readonly lookMs: number;
  readonly readMs: number;
}

export const noEffort: Effort = { lookMs: 0, readMs: 0 };

/** How long it has to be before the next such effort. */
export function restMsAfter({ lookMs, readMs }: Effort, isIdle: boolean): number {
  if (!isIdle) return restsOfWork * lookMs;
  return Math.max(idleRestMsMin, idleRestsOfWork * (lookMs + readMs));
}

/** Sums up the time of some of what is done. */
export class Stopwatch {
  ms = 0;

  async during(work: Promise<void>): Promise<void> {
    const begun = performance.now();
    await work;
    this.ms += performance.now() - begun;
  }
}
