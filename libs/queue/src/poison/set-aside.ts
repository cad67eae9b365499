import type { InternalId } from '@mailyard/message';

import { parseCopy } from '../item/fields/copy-fields.js';
import type { CopyRecord } from '../item/mail-item.js';
import type { Lease } from '../redis/bull/lease.js';
import { poisonQueue } from '../redis/keys.js';
import type { QueueDatabase } from '../redis/queue-database.js';
import type { Step } from '../redis/transaction/committed.js';
import type { SettlementResult } from '../redis/transaction/settlement.js';

export interface SetAside {
  readonly id: InternalId;
  /** Of the copy. */
  readonly number: string;
  readonly reason: string;
  /** The job that it ends. */
  readonly lease?: Lease;
}

/**
 * Moves a copy into the Poison queue, which is suspended: nobody tries it again or lets it expire until an administrator
 * resumes the queue, and then it goes through the categorizer once more. Relies on nothing that is stored of the message
 * but the copy's field. False when the copy was settled before.
 */
export async function setAside(database: QueueDatabase, message: SetAside): Promise<boolean> {
  const { id, number, lease } = message;
  const transaction = database.transaction();
  if (lease?.queue === poisonQueue) {
    await database.commitSurely(transaction.giveBack(lease).suspend(poisonQueue));
    return true;
  }
  const stored = await database.messages.storedCopy(id, number);
  let settlement: Step<SettlementResult> | undefined;
  if (stored !== undefined) {
    const copy = poisoned(message, stored);
    const settled = { id, number, stored };
    settlement = transaction.settle({ settled, replacedBy: [copy], ...(lease && { lease }) });
    transaction.enqueue({ id, copy, receivedAt: lease?.timestamp ?? Date.now() }).suspend(poisonQueue);
  }
  if (lease !== undefined) transaction.finish(lease, { claimNext: false });
  const committed = await database.commitSurely(transaction, { deadlineMs: database.lockMs });
  return settlement !== undefined && committed.resultOf(settlement).settled;
}

function poisoned({ number, reason, lease }: SetAside, stored: string): CopyRecord {
  const unread = { recipients: 0, attempts: 0, unreadable: stored };
  const found = readable(stored) ?? readable(lease?.data) ?? unread;
  return { ...found, number, queue: poisonQueue, lastError: reason };
}

function readable(text: string | undefined): CopyRecord | undefined {
  if (text === undefined) return undefined;
  try {
    return parseCopy(text);
  } catch {
    // That it cannot be read is why it is here.
    return undefined;
  }
}
