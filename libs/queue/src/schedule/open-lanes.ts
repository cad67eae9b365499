import type { LaneFactory } from './lane.js';
import { LaneBudget } from './lane-budget.js';
import { RestingLanes } from './resting-lanes.js';
import { RunningLane } from './running-lane.js';

export interface OpenLanesOptions {
  /** A lane has ended. `last`: its queue has none any more. */
  readonly onEnd: (lane: RunningLane, last: boolean) => void;
  /** A queue that had to wait may have a lane now. */
  readonly onFree: (queue: string) => void;
}

interface ServedQueue {
  readonly lanes: RunningLane[];
  /** Of all its lanes. */
  jobs: number;
  /** While the queue is in Retry no lane begins anew; of the monotonic clock. */
  closedUntil: number;
}

/** The lanes of a hub, and who gets the next job: a lane that has room, before another one is opened. */
export class OpenLanes {
  readonly #options: OpenLanesOptions;
  readonly #queues = new Map<string, ServedQueue>();
  readonly #budgets = new Map<string, LaneBudget>();
  readonly #resting = new RestingLanes((lane) => this.#end(lane));

  constructor(options: OpenLanesOptions) {
    this.#options = options;
  }

  /** A place for one job, to be given back with `leave`. Undefined: there are enough jobs, or lanes, under way. */
  enter(queue: string, factory: LaneFactory): RunningLane | undefined {
    const served = this.#served(queue);
    if (served.jobs >= factory.maxJobs) return undefined;
    const closed = performance.now() < served.closedUntil;
    const withRoom = served.lanes.find(
      (lane) => !lane.full && !(closed && lane.jobs > 0) && this.goesOn(lane),
    );
    const lane = withRoom ?? (closed ? undefined : this.#open(queue, factory));
    if (lane === undefined) return undefined;
    this.#resting.delete(lane);
    lane.jobs += 1;
    served.jobs += 1;
    return lane;
  }

  /** The job is over, or there was none. A lane without any rests while it may get another. */
  leave(lane: RunningLane, { askedInVain }: { readonly askedInVain: boolean }): void {
    lane.jobs -= 1;
    this.#served(lane.queue).jobs -= 1;
    // Who was called in vain rests no longer for it.
    if (!askedInVain || lane.restsSince === 0) lane.restsSince = performance.now();
    if (lane.jobs > 0) return;
    const wantedByOthers = lane.budget?.short === true;
    if (!lane.worked || wantedByOthers || !this.goesOn(lane)) this.#end(lane);
    else this.#resting.add(lane);
  }

  /** Whether the lane may take another job. */
  goesOn(lane: RunningLane): boolean {
    const short = lane.budget?.short === true;
    if (short && performance.now() >= lane.turnEnds) lane.over = true;
    return !lane.over;
  }

  /** The queue is in Retry for so long, as far as is known. */
  close(queue: string, ms: number): void {
    this.#served(queue).closedUntil = performance.now() + ms;
  }

  /** Another hub, or an administrator, may have ended the queue's Retry. */
  reopen(queue: string): void {
    this.#served(queue).closedUntil = 0;
  }

  /** Lanes without a job end, and with them what they hold for the next one. */
  endResting(): void {
    this.#resting.endAll();
  }

  /** Every lane ends after the jobs that it has. */
  endAll(): void {
    for (const { lanes } of this.#queues.values()) for (const lane of lanes) lane.over = true;
    this.#resting.endAll();
  }

  /** Of each queue how many jobs wait for a connection that is being opened; without those of which none does. */
  connecting(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const [queue, { lanes }] of this.#queues) {
      for (const lane of lanes) {
        if (lane.jobs > 0 && lane.connecting) counts.set(queue, (counts.get(queue) ?? 0) + lane.jobs);
      }
    }
    return counts;
  }

  forget(queue: string): void {
    if (this.#queues.get(queue)?.lanes.length === 0) this.#queues.delete(queue);
  }

  #open(queue: string, factory: LaneFactory): RunningLane | undefined {
    const budget = this.#budgetOf(factory);
    if (budget?.take(queue) === false) {
      this.#resting.endOldest(budget);
      return undefined;
    }
    const lane = new RunningLane(queue, factory, budget);
    this.#served(queue).lanes.push(lane);
    return lane;
  }

  #end(lane: RunningLane): void {
    const { lanes } = this.#served(lane.queue);
    lanes.splice(lanes.indexOf(lane), 1);
    lane.close();
    lane.budget?.give();
    // Those that wait for a lane get what is free; who has enough, or is in Retry, is passed over.
    for (let queue = lane.budget?.next(); queue !== undefined; queue = lane.budget?.next()) {
      this.#options.onFree(queue);
    }
    this.#options.onEnd(lane, lanes.length === 0);
  }

  #budgetOf({ shared }: LaneFactory): LaneBudget | undefined {
    if (shared === undefined) return undefined;
    const { name, max } = shared;
    const budget = this.#budgets.get(name) ?? new LaneBudget(max);
    budget.max = max;
    this.#budgets.set(name, budget);
    return budget;
  }

  #served(queue: string): ServedQueue {
    const known = this.#queues.get(queue);
    if (known !== undefined) return known;
    const served: ServedQueue = { lanes: [], jobs: 0, closedUntil: 0 };
    this.#queues.set(queue, served);
    return served;
  }
}
