import type { ClaimInTransaction, Committed, QueueTransaction } from '../redis/queue-transaction.js';
import type { LaneJob } from './lane.js';
import type { Lanes, Seat } from './seat.js';

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
export async function commitWithSeats<C extends Committed | undefined>(queueing: Queueing<C>): Promise<C> {
  const { transaction, queues, lanes, commit, jobOf = ({ lease }) => lease } = queueing;
  const seats: Seat[] = [];
  let committed: C | undefined;
  try {
    for (const queue of queues) {
      const seat = lanes.reserve(queue);
      if (seat !== undefined) seats.push(seat);
    }
    for (const seat of seats) transaction.claim(seat);
    committed = await commit();
    return committed;
  } finally {
    for (const seat of seats) {
      const claim = committed?.claims.get(seat.token);
      seat.take(claim && jobOf(claim));
    }
    const seated = new Set(seats.map(({ queue }) => queue));
    for (const queue of queues) if (!seated.has(queue)) lanes.wake(queue);
  }
}
