import type {
  ClaimWithRetry,
  Committed,
  QueueTransaction,
  Step,
} from '../redis/transaction/queue-transaction.js';
import type { LaneJob, Lanes, ReservedLane } from './lane.js';

/** A transaction that puts jobs into queues. */
export interface Queueing<C extends Committed | undefined> {
  readonly transaction: QueueTransaction;
  readonly queues: ReadonlySet<string>;
  readonly lanes: Lanes;
  /** Commits the transaction. Undefined: it is committed, but nobody knows which jobs were claimed. */
  readonly commit: () => Promise<C>;
  /** May add what is known of the claimed job. */
  readonly jobOf?: (claim: ClaimWithRetry) => LaneJob | undefined;
}

/** A free lane of each queue begins with the job that is claimed for it in the transaction; the others are woken. */
export async function commitAndClaim<C extends Committed | undefined>(queueing: Queueing<C>): Promise<C> {
  const { transaction, queues, lanes, commit, jobOf = ({ lease }) => lease } = queueing;
  const reserved: { readonly lane: ReservedLane; readonly claim: Step<ClaimWithRetry> }[] = [];
  let committed: C | undefined;
  try {
    for (const queue of queues) {
      const lane = lanes.reserve(queue);
      if (lane !== undefined) reserved.push({ lane, claim: transaction.claim(lane) });
    }
    committed = await commit();
    return committed;
  } finally {
    for (const { lane, claim } of reserved) lane.take(committed && jobOf(committed.resultOf(claim)));
    const claimed = new Set(reserved.map(({ lane }) => lane.queue));
    for (const queue of queues) if (!claimed.has(queue)) lanes.wake(queue);
  }
}
