import { parseCopy, parseJobId, submissionQueue, type Lease, type QueueDatabase } from '@mailyard/queue';

/** The copy goes back to Submission and is categorized anew. Resolves with the queue's next job when that is wanted. */
export async function resubmit(
  database: QueueDatabase,
  lease: Lease,
  claimNext: boolean,
): Promise<Lease | undefined> {
  const { id } = parseJobId(lease.jobId);
  const { lastError: _, waitCause: __, ...copy } = parseCopy(lease.data, id);
  const resubmitted = { ...copy, queue: submissionQueue };
  const transaction = database.transaction();
  transaction.settle({ settled: { id, number: copy.number, stored: lease.data }, replacedBy: [resubmitted] });
  transaction.enqueue({ id, copy: resubmitted, receivedAt: lease.timestamp });
  const next = transaction.finish(lease, { claimNext });
  return (await database.commitSurely(transaction)).resultOf(next).lease;
}
