import { setTimeout as pause } from 'node:timers/promises';

import type { QueuedCopy } from '../item/mail-item.js';
import type { StoredMessage } from '../item/recent-messages.js';
import type { Lease } from '../redis/bull-queues.js';
import { DatabaseError } from '../redis/database-error.js';
import type { QueueDatabase } from '../redis/queue-database.js';
import type { Seat } from '../schedule/seat.js';

export interface Submission extends StoredMessage {
  readonly copy: QueuedCopy;
}

/** How long a client waits for us to find out whether Redis, gone before its answer, has the message. */
const resolveMs = 15_000;
/** Longer than that, since Redis may need a while to come back. */
const acceptedMs = 60_000;

/**
 * Message, content and job in one transaction and one round trip. Returns only when they are on disk; with the job that
 * was claimed for the seat.
 */
export async function commitSubmission(
  database: QueueDatabase,
  submission: Submission,
  seat?: Seat,
): Promise<Lease | undefined> {
  const { copy, ...message } = submission;
  const { item } = message;
  const transaction = database.transaction().store({ ...message, copies: [copy] });
  transaction.enqueue({ id: item.id, copy, receivedAt: item.receivedAt });
  transaction.also((multi) => void multi.set(database.keys.accepted(item.id), '', 'PX', acceptedMs));
  if (seat !== undefined) transaction.claim(seat);
  try {
    const { claims } = await transaction.commit();
    database.messages.recent.add(message);
    return seat && claims.get(seat.token)?.lease;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.outcome === 'unknown') return resolveOutcome(database, submission, error);
    // Redis carried out a part, which needs a script to vanish or an administrator at work: take it back.
    if (error.outcome === 'partial') await database.messages.forgetItem(item.id);
    throw error;
  }
}

/**
 * The connection went away before the answer to EXEC. A 451 for a message that Redis did keep would make the client
 * send it again, so we ask; the transaction was whole or not at all (MULTI is one entry of the append-only file). The
 * message itself may be gone by then: another hub has delivered it.
 */
async function resolveOutcome(
  database: QueueDatabase,
  { item }: Submission,
  failure: DatabaseError,
): Promise<undefined> {
  const deadline = Date.now() + resolveMs;
  while (Date.now() < deadline && !database.closed) {
    const accepted = await database.messages.wasAccepted(item.id).catch(() => undefined);
    if (accepted === true) return undefined;
    if (accepted === false) throw new DatabaseError('none', { cause: failure });
    await pause(100);
  }
  throw failure;
}
