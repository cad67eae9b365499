import { parseCopy, parseJobId, submissionQueue, type Lease } from '@mailyard/queue';

import type { TransportContext } from './transport-context.js';

/** The copy goes back to Submission and is categorized anew. Resolves with the queue's next job when that is wanted. */
export async function resubmit(
  lease: Lease,
  claimNext: boolean,
  { database, lanes }: TransportContext,
): Promise<Lease | undefined> {
  const { id } = parseJobId(lease.jobId);
  const { lastError: _, waitCause: __, approval: ___, ...copy } = parseCopy(lease.data, id);
  const resubmitted = { ...copy, queue: submissionQueue };
  const transaction = database.transaction();
  transaction.settle({ settled: { id, number: copy.number, stored: lease.data }, replacedBy: [resubmitted] });
  transaction.enqueue({ id, copy: resubmitted, receivedAt: lease.timestamp });
  const next = transaction.finish(lease, { claimNext });
  const committed = await database.commitSurely(transaction);
  lanes.wake(submissionQueue);
  return committed.resultOf(next).lease;
}
