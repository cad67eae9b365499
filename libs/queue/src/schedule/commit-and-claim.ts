import type {
  ClaimInTransaction,
  Committed,
  QueueTransaction,
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
  readonly jobOf?: (claim: ClaimInTransaction) => LaneJob | undefined;
}

/** A free lane of each queue begins with the job that is claimed for it in the transaction; the others are woken. */
export async function commitAndClaim<C extends Committed | undefined>(queueing: Queueing<C>): Promise<C> {
  const { transaction, queues, lanes, commit, jobOf = ({ lease }) => lease } = queueing;
  const reserved: ReservedLane[] = [];
  let committed: C | undefined;
  try {
    for (const queue of queues) {
      const lane = lanes.reserve(queue);
      if (lane !== undefined) reserved.push(lane);
    }
    for (const lane of reserved) transaction.claim(lane);
    committed = await commit();
    return committed;
  } finally {
    for (const lane of reserved) {
      const claim = committed?.claims.get(lane.token);
      lane.take(claim && jobOf(claim));
    }
    const claimed = new Set(reserved.map(({ queue }) => queue));
    for (const queue of queues) if (!claimed.has(queue)) lanes.wake(queue);
  }
}
