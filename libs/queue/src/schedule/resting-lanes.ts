import type { LaneJob } from './lane.js';

/** To a resting lane: go on, perhaps with a job that was claimed for it, or end. */
export type Call = { readonly job?: LaneJob } | 'end';

interface RestingLane {
  readonly queue: string;
  readonly timer: NodeJS.Timeout;
  readonly call: (call: Call) => void;
}

/** A lane that has run out of work keeps its connection and waits a little for more. */
const restMs = 1_000;

/** Lanes at rest, those first that have rested longest. */
export class RestingLanes {
  readonly #all = new Set<RestingLane>();
  readonly #byQueue = new Map<string, RestingLane[]>();

  /** `end` when nobody called in time. */
  rest(queue: string): Promise<Call> {
    const { promise, resolve } = Promise.withResolvers<Call>();
    const timer = setTimeout(() => this.#call(lane, 'end'), restMs);
    const lane: RestingLane = { queue, timer, call: resolve };
    this.#all.add(lane);
    const others = this.#byQueue.get(queue);
    if (others === undefined) this.#byQueue.set(queue, [lane]);
    else others.push(lane);
    return promise;
  }

  /** Wakes one of that queue, once it is known whether a job was claimed for it. Undefined: none rests. */
  take(queue: string): ((job?: LaneJob) => void) | undefined {
    const lane = this.#byQueue.get(queue)?.at(-1);
    if (lane === undefined) return undefined;
    this.#forget(lane);
    return (job) => lane.call(job === undefined ? {} : { job });
  }

  endOldest(): void {
    const [lane] = this.#all;
    if (lane !== undefined) this.#call(lane, 'end');
  }

  endAll(): void {
    for (const lane of this.#all) this.#call(lane, 'end');
  }

  #call(lane: RestingLane, call: Call): void {
    this.#forget(lane);
    lane.call(call);
  }

  #forget(lane: RestingLane): void {
    clearTimeout(lane.timer);
    this.#all.delete(lane);
    const others = (this.#byQueue.get(lane.queue) ?? []).filter((other) => other !== lane);
    if (others.length > 0) this.#byQueue.set(lane.queue, others);
    else this.#byQueue.delete(lane.queue);
  }
}
