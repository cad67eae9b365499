import type { Lease } from '../redis/bull/lease.js';
import type { LoadedJob } from '../redis/stored-messages.js';

/** A job that a lane holds. `loaded`: its message is at hand and need not be read. */
export interface LaneJob extends Lease {
  readonly loaded?: LoadedJob;
}

/**
 * Takes jobs from one queue: to the next hop of a delivery queue over one connection, or through the categorizer. As many
 * at a time as its factory says.
 */
export interface Lane {
  /**
   * Brings the job to an end: finished, delayed, or given back. Resolves with the next one when `goOn()` held at that
   * moment and there is one. Rejects when the job could not be ended; somebody else then puts it off.
   */
  process(job: LaneJob, goOn: () => boolean): Promise<Lease | undefined>;
  /** Its jobs wait for a connection that is being opened; absent: it has none. */
  readonly connecting?: boolean;
  close(): void;
}

/** Queues that name the same have so many lanes together; beyond it they take turns. */
export interface SharedLanes {
  readonly name: string;
  /** May change. */
  readonly max: number;
}

/** Makes the lanes of one queue, and says at each look how many. */
export interface LaneFactory {
  /** Of all lanes of the queue together, at a time. */
  readonly maxJobs: number;
  /** Of one lane at a time; absent: 1. */
  readonly jobsPerLane?: number;
  /** The lanes that its queue has together with others; absent: it has as many as it wants. */
  readonly shared?: SharedLanes;
  open(queue: string): Lane;
}

/**
 * A place in a lane, kept for whoever is about to queue a job: the transaction that queues it claims a job for the lane,
 * too, which saves a round trip and an fsync.
 */
export interface ReservedLane {
  readonly queue: string;
  /** Of the claim. */
  readonly token: string;
  /** Must be called once, whatever became of the transaction. Without a job the lane asks the queue for one itself. */
  take(job?: LaneJob): void;
}

/** Lanes as those see them who queue jobs. */
export interface Lanes {
  /** Undefined when no lane has room: those at work find the job when they are done. */
  reserve(queue: string): ReservedLane | undefined;
  /** There is a job in that queue. */
  wake(queue: string): void;
  /** Whether Submission hands its mail on: not while it is suspended, nor when this hub stops. */
  readonly submissionMoves: boolean;
}
