import type { LaneJob } from './lane.js';

/**
 * A lane that is free, kept for whoever is about to queue a job: the transaction that queues it claims a job for the
 * lane, too, which saves a round trip and an fsync.
 */
export interface Seat {
  readonly queue: string;
  /** Of the claim. */
  readonly token: string;
  /** Must be called once, whatever became of the transaction. Without a job the lane asks the queue for one itself. */
  take(job?: LaneJob): void;
}

/** Lanes as those see them who queue jobs. */
export interface Lanes {
  /** Undefined when no lane is free: those at work find the job when they are done. */
  reserve(queue: string): Seat | undefined;
  /** There is a job in that queue. */
  wake(queue: string): void;
  /** Whether Submission hands its mail on: not while it is suspended, nor when this hub stops. */
  readonly submissionMoves: boolean;
}
