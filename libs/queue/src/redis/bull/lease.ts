import type { Moment } from './moment.js';

/** The right to work on a job: held until the job is finished, delayed or given back, or until its lock expires. */
export interface Lease {
  readonly queue: string;
  readonly jobId: string;
  readonly token: string;
  /** The job's data as it was added. */
  readonly data: string;
  /** When the message was received, milliseconds since the epoch. */
  readonly timestamp: number;
  /** When Redis was asked for it last, and has given it: the lock holds from then on, for its time at least. */
  confirmed: Moment;
  /** How often its lock ran out: whoever held it died, or could not reach Redis. Absent: never. */
  readonly stalls?: number;
  /** Somebody has had the job before: what came of that attempt nobody may have noted. */
  readonly again?: true;
  /** How many attempts have ended in a fault. Absent: none. */
  readonly faults?: number;
  /** The copy as it was when the job was claimed. Absent: nobody has read it, or it is gone. */
  readonly copy?: ClaimedCopy;
}

/** What a claim tells of the copy that the job is about. */
export interface ClaimedCopy {
  readonly record: string;
  /** The first part of its list; '' = it has none. */
  readonly recipients: string;
  /** How often in a row the queue's next hop could not be reached. */
  readonly retryCount: number;
}

export interface ClaimRequest {
  readonly queue: string;
  /** Of the lease. */
  readonly token: string;
}

/** What came of asking a queue for a job. `waitMs`: the queue is in Retry for so long. */
export interface Claim {
  readonly lease?: Lease;
  readonly waitMs: number;
  /** Many suspended jobs were met, and what comes behind them is not known yet. */
  readonly goesOn?: true;
}

export interface ClaimWithRetry extends Claim {
  /** How often in a row the queue's next hop could not be reached. */
  readonly retryCount: number;
}
