import {
  parseCopy,
  parseJobId,
  type Lease,
  type QueueDatabase,
  type QueueTransaction,
  type SettlementResult,
  type Step,
} from '@mailyard/queue';
import { nextHopTo } from '@mailyard/routing';

/** What a lane would get next from the queue. */
export async function claimed(database: QueueDatabase, queue: string): Promise<Lease> {
  const { lease } = await database.claim(queue);
  if (lease === undefined) throw new Error(`${queue} is empty`);
  return lease;
}

/** What the categorizer commits for a message to mailboxes of DB01. */
export function fanOut(
  database: QueueDatabase,
  lease: Lease,
): { readonly transaction: QueueTransaction; readonly settlement: Step<SettlementResult> } {
  const { id } = parseJobId(lease.jobId);
  const copy = { ...parseCopy(lease.data), queue: 'SmtpDeliveryToMailbox.DB01' };
  const nextHop = nextHopTo('SmtpDeliveryToMailbox', 'DB01');
  const transaction = database.transaction();
  const settled = { id, number: copy.number, stored: lease.data };
  const settlement = transaction.settle({ settled, replacedBy: [copy] });
  transaction.enqueue({ id, copy, receivedAt: lease.timestamp, nextHop });
  transaction.finish(lease, { claimNext: false });
  return { transaction, settlement };
}
