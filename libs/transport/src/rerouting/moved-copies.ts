import {
  jobIdOf,
  parseCopy,
  submissionQueue,
  type DamagedMessage,
  type MoveOutcome,
  type RoutableCopy,
} from '@mailyard/queue';

import { setMessageAside } from '../poison/set-message-aside.js';
import { trackMoved } from '../tracking/track-moved.js';
import type { TransportContext } from '../transport-context.js';

/** So many are moved in one transaction: no other waits long for Redis meanwhile. */
const movedAtOnce = 50;

export type Moved = RoutableCopy & { readonly outcome: MoveOutcome };

/**
 * Copies go back to Submission with their jobs, to be categorized anew, each once: one that another hub has moved, or that a
 * lane has settled, is not what it was.
 */
export async function backToSubmission(
  copies: readonly RoutableCopy[],
  because: string,
  context: TransportContext,
): Promise<readonly Moved[]> {
  const { database, lanes } = context;
  const moved: Moved[] = [];
  for (let from = 0; from < copies.length; from += movedAtOnce) {
    const some = copies.slice(from, from + movedAtOnce);
    const transaction = database.transaction();
    const steps = some.map((copy) => transaction.move(copy, resubmittedRecord(copy)));
    const committed = await database.commitSurely(transaction);
    for (const [index, step] of steps.entries()) {
      const copy = some[index];
      if (copy !== undefined) moved.push({ ...copy, outcome: committed.resultOf(step) });
    }
    lanes.wake(submissionQueue);
  }
  const gone = moved.filter(({ outcome }) => outcome === 'moved');
  trackMoved(gone, { eventId: 'RESUBMIT', source: 'QUEUE', sourceContext: because }, context);
  return moved;
}

/** One that cannot be read is set aside, and keeps no other waiting. */
export function settingAside(queue: string, context: TransportContext) {
  const { database, events } = context;
  return async (copy: { readonly id: string; readonly number: string }, error: DamagedMessage) => {
    events.fault(error);
    await setMessageAside({ ...copy, reason: String(error) }, context);
    await database.removeJob(queue, jobIdOf(copy.id, copy));
  };
}

function resubmittedRecord({ stored, id }: RoutableCopy) {
  const { lastError: _, waitCause: __, ...copy } = parseCopy(stored, id);
  return { ...copy, queue: submissionQueue };
}
