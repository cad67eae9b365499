import type { LaneBudget } from './lane-budget.js';
import type { Lane, LaneFactory } from './lane.js';

/** So long a lane goes on while queues wait for one: long enough to be worth a connection. */
const turnMs = 1_000;

/** A lane of a queue, with the jobs that it has at present. */
export class RunningLane {
  readonly queue: string;
  readonly turnEnds = performance.now() + turnMs;
  /** Under way, and promised to those who are about to queue one. */
  jobs = 0;
  /** It takes no further job, and ends after those that it has. */
  over = false;
  /** When its last job was over; 0: never. */
  restsSince = 0;
  /** It has one of these lanes. */
  readonly budget: LaneBudget | undefined;
  readonly #factory: LaneFactory;
  #lane: Lane | undefined;

  constructor(queue: string, factory: LaneFactory, budget?: LaneBudget) {
    this.queue = queue;
    this.budget = budget;
    this.#factory = factory;
  }

  get full(): boolean {
    return this.jobs >= (this.#factory.jobsPerLane ?? 1);
  }

  /** It has had a job. */
  get worked(): boolean {
    return this.#lane !== undefined;
  }

  /** Opened with the first job. */
  get lane(): Lane {
    this.#lane ??= this.#factory.open(this.queue);
    return this.#lane;
  }

  get connecting(): boolean {
    return this.#lane?.connecting === true;
  }

  close(): void {
    this.#lane?.close();
  }
}
