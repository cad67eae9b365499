import type { Once } from '@mailyard/smtp';

import { jobIdOf, type RoutedCopy } from '../item/mail-item.js';
import type { ItemWithContent } from '../item/recent-messages.js';
import { DatabaseError } from '../redis/connection/database-error.js';
import { NotRedundant } from '../redis/connection/redundancy.js';
import { submissionQueue } from '../redis/keys.js';
import type { QueueDatabase } from '../redis/queue-database.js';
import type { ClaimWithRetry } from '../redis/bull/lease.js';
import type { Committed, Step } from '../redis/transaction/committed.js';
import type { QueueTransaction } from '../redis/transaction/queue-transaction.js';
import type { LaneJob, Lanes, ReservedLane } from '../schedule/lane.js';

/** A message with its copies: one in Submission, or one in the queue of each next hop. */
export interface NewMessage {
  readonly message: ItemWithContent;
  readonly copies: readonly RoutedCopy[];
  readonly once?: Once | undefined;
}

/** How long a client waits to hear what became of its message (RFC 5321 §4.5.3.2.6 lets it wait for ten minutes). */
const verdictWaitMs = 60_000;
const verdictPauseMs = 250;

/**
 * Message, content and jobs in one transaction and one round trip. Returns only when they are on disk; a DatabaseError
 * with outcome `none` means that the message is not there and never will be, AcceptedBefore that it was there before.
 */
export async function commitSubmission(
  database: QueueDatabase,
  lanes: Lanes,
  submission: NewMessage,
): Promise<void> {
  const { message, copies } = submission;
  const transaction = transactionOf(database, submission);
  let handedOver = 0;
  const jobOf = (claim: ClaimWithRetry): LaneJob | undefined => {
    const job = withMessage(claim, submission);
    // What waits in Submission is wanted once more, by whoever delivers it.
    if (job?.loaded !== undefined && job.queue !== submissionQueue) handedOver += 1;
    return job;
  };
  const queues = new Set(copies.map(({ copy }) => copy.queue));
  const commit = (): Promise<Committed | undefined> => commitOnce(database, transaction, message);
  await commitAndClaim({ transaction, queues, lanes, commit, jobOf });
  if (handedOver === copies.length) database.messages.recent.take(message.item.id);
}

function transactionOf(database: QueueDatabase, { message, copies, once }: NewMessage): QueueTransaction {
  const { id, receivedAt, messageId } = message.item;
  const transaction = database.transaction();
  transaction.accept({ ...message, copies: copies.map(({ copy }) => copy) });
  for (const routed of copies) transaction.enqueue({ id, receivedAt, ...routed });
  if (once !== undefined) transaction.once(once, { internalId: id, messageId });
  return transaction;
}

/** A copy that was claimed as it was stored is just as we know it: its lane need not ask. */
function withMessage(
  { lease, retryCount }: ClaimWithRetry,
  { message, copies }: NewMessage,
): LaneJob | undefined {
  const { id } = message.item;
  const own = copies.find(({ copy }) => lease?.jobId === jobIdOf(id, copy));
  if (lease === undefined || own === undefined) return lease;
  const { copy } = own;
  const loaded = {
    ...message,
    id,
    number: copy.number,
    stored: lease.data,
    copy,
    list: copy.recipients,
  };
  return { ...lease, loaded: { message: loaded, retryCount } };
}

async function commitOnce(
  database: QueueDatabase,
  transaction: QueueTransaction,
  message: ItemWithContent,
): Promise<Committed | undefined> {
  try {
    const committed = await transaction.commit();
    database.messages.recent.add(message);
    return committed;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.outcome === 'none') throw error;
    return verdict(database, message, error);
  }
}

/**
 * Redis gave no answer, so the message may be there, or come to be there when a Redis that stood still goes on. Neither
 * 250 nor a refusal would be true before Redis has told, and has noted a refusal so that it stays one. The message itself
 * may be gone by then: another hub has delivered it.
 */
async function verdict(
  database: QueueDatabase,
  { item }: ItemWithContent,
  failure: DatabaseError,
): Promise<undefined> {
  const deadline = performance.now() + verdictWaitMs;
  while (performance.now() < deadline && !database.closed) {
    const accepted = await database.messages.wasAccepted(item.id).catch(() => undefined);
    if (accepted === true) return undefined;
    if (accepted === false) throw new DatabaseError('none', { cause: failure });
    await database.pause(verdictPauseMs);
  }
  throw new DatabaseError('unknown', { cause: failure });
}

/** A transaction that puts jobs into queues. */
interface Queueing<C extends Committed | undefined> {
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
  let committed: Committed | undefined;
  try {
    for (const queue of queues) {
      const lane = lanes.reserve(queue);
      if (lane !== undefined) reserved.push({ lane, claim: transaction.claim(lane) });
    }
    const done = await commit();
    committed = done;
    return done;
  } catch (error) {
    // The client hears of no acceptance; the jobs are there, and those that were claimed would wait for their locks.
    if (error instanceof NotRedundant) committed = error.committed;
    throw error;
  } finally {
    for (const { lane, claim } of reserved) lane.take(committed && jobOf(committed.resultOf(claim)));
    const claimed = new Set(reserved.map(({ lane }) => lane.queue));
    for (const queue of queues) if (!claimed.has(queue)) lanes.wake(queue);
  }
}
