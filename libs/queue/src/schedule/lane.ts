import type { Lease } from '../redis/bull-queues.js';
import type { LoadedJob } from '../redis/stored-messages.js';

/** A job that a lane holds. `loaded`: its message is at hand and need not be read. */
export interface LaneJob extends Lease {
  readonly loaded?: LoadedJob;
}

/**
 * Takes jobs from one queue, one after the other: to the next hop of a delivery queue over one connection, or through
 * the categorizer.
 */
export interface Lane {
  /**
   * Brings the job to an end: finished, delayed, or given back. Resolves with the next one when `goOn()` held at that
   * moment and there is one. Rejects when the job could not be ended; somebody else then puts it off.
   */
  process(job: LaneJob, goOn: () => boolean): Promise<Lease | undefined>;
  close(): void;
}

/** How a queue is served by this hub. */
export interface LanePlan {
  readonly maxLanes: number;
  open(queue: string): Lane;
}
