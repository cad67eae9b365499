import type { LaneBudget } from './lane-budget.js';
import type { RunningLane } from './running-lane.js';

/** A lane that has run out of work keeps its connection and waits a little for more. */
const restMs = 1_000;
const lookMs = 250;

/** Lanes without a job, those first that came first. */
export class RestingLanes {
  readonly #end: (lane: RunningLane) => void;
  readonly #all = new Set<RunningLane>();
  /** One for all of them: under load a lane rests some hundred times a second. */
  #timer: NodeJS.Timeout | undefined;

  /** `end`: of a lane that has rested long enough. */
  constructor(end: (lane: RunningLane) => void) {
    this.#end = end;
  }

  add(lane: RunningLane): void {
    this.#all.add(lane);
    this.#timer ??= setInterval(() => this.#look(), lookMs);
  }

  delete(lane: RunningLane): void {
    this.#all.delete(lane);
  }

  /** Of those that have one of these lanes. */
  endOldest(budget: LaneBudget): void {
    for (const lane of this.#all) {
      if (lane.budget !== budget) continue;
      this.#endOne(lane);
      return;
    }
  }

  endAll(): void {
    for (const lane of this.#all) this.#endOne(lane);
    this.#stopLooking();
  }

  #look(): void {
    const before = performance.now() - restMs;
    for (const lane of this.#all) {
      if (lane.restsSince <= before) this.#endOne(lane);
    }
    if (this.#all.size === 0) this.#stopLooking();
  }

  #endOne(lane: RunningLane): void {
    this.#all.delete(lane);
    this.#end(lane);
  }

  #stopLooking(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
