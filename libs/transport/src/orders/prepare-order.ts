import type { Organization } from '@mailyard/directory';
import {
  DamagedMessage,
  jobIdOf,
  moderationQueue,
  parseCopy,
  poisonQueue,
  recipientCount,
  removeJobOfGone,
  resumeJob,
  retryJob,
  submissionQueue,
  suspendJob,
  unreachableQueue,
  type CopyRecord,
  type JobIdentity,
  type MessageOrder,
  type NewItem,
  type OrderedCopy,
  type OrderOutcome,
  type QueueDatabase,
  type Settlement,
  type Step,
  type StoredCopy,
  type Suspender,
} from '@mailyard/queue';
import { nextHopTo, queueNameOf, type NextHop } from '@mailyard/routing';
import { replies } from '@mailyard/smtp';
import type { MessageTracking } from '@mailyard/tracking';

import type { DsnAuthor } from '../dsn/dsn-author.js';
import type { TransportEvents } from '../events/transport-events.js';
import { tellMove, type ToldMove } from '../tracking/track-moved.js';
import { tellRemoval } from '../tracking/track-removal.js';
import type { PreparedOrder } from './prepared-order.js';

export interface OrderContext {
  readonly database: QueueDatabase;
  readonly dsns: DsnAuthor;
  readonly organization: () => Organization;
  readonly tracking: MessageTracking;
  /** What went wrong with the telling. */
  readonly events: Pick<TransportEvents, 'fault'>;
}

type Of<Kind extends MessageOrder['kind']> = Extract<MessageOrder, { readonly kind: Kind }>;

/** What is to be committed for an order about one copy, or why it is not carried out. `by`: the operation that it is part of. */
export async function prepareOrder(
  order: MessageOrder,
  copy: OrderedCopy,
  { by, ...context }: OrderContext & { readonly by?: Suspender },
): Promise<Prepared> {
  try {
    return await prepared(order, copy, { ...context, ...(by !== undefined && { by }) });
  } catch (error) {
    if (error instanceof DamagedMessage) return 'Damaged';
    throw error;
  }
}

type Prepared = PreparedOrder | OrderOutcome;

function prepared(
  order: MessageOrder,
  copy: OrderedCopy,
  context: OrderContext & { readonly by?: Suspender },
): Promise<Prepared> | Prepared {
  switch (order.kind) {
    case 'Remove':
      return removal(order, copy, context);
    case 'Suspend':
      return copy.queue === poisonQueue ? 'InPoison' : ofJob(suspendJob(jobOf(copy), 'administrator'));
    case 'Resume':
      return resumption(copy, context);
    case 'Retry':
      return ofJob(retryJob(jobOf(copy)));
    case 'Resubmit':
      return resubmission(copy, context);
    case 'Redirect':
      return redirection(order, copy, context);
  }
}

/** Alone, in a transaction of its own. */
export async function carryOut(
  prepared: PreparedOrder,
  { database }: Pick<OrderContext, 'database'>,
): Promise<OrderOutcome> {
  const transaction = database.transaction();
  const decided = prepared.decide(transaction);
  prepared.after?.(transaction);
  const committed = await database.commitSurely(transaction, { deadlineMs });
  return concluded(prepared, committed.replyTo(decided));
}

/** `reply` of the step that decided. */
export function concluded({ outcomes, told }: PreparedOrder, reply: unknown): OrderOutcome {
  const outcome = outcomes[String(reply)] ?? 'Gone';
  if (outcome === 'Done') told?.();
  return outcome;
}

const deadlineMs = 10_000;

function jobOf({ id, number, queue }: OrderedCopy): JobIdentity {
  return { queue, jobId: jobIdOf(id, { number }) };
}

function ofJob(step: Step<unknown>): PreparedOrder {
  return {
    decide: (transaction) => transaction.step(step),
    outcomes: { '-1': 'Held', '0': 'Gone', '1': 'Done', '2': 'Pending' },
    notifications: 0,
  };
}

/** Settled first, and only while nobody holds the job; then the job goes, in the same transaction. */
async function removal(
  { withNDR }: Of<'Remove'>,
  ordered: OrderedCopy,
  context: OrderContext & { readonly by?: Suspender },
): Promise<Prepared> {
  // As in Exchange: the categorizer may be making many of it.
  if (ordered.queue === submissionQueue) return 'InSubmission';
  const found = withNDR ? await notified(ordered, context) : await unread(ordered, context.database);
  if (typeof found === 'string') return found;
  const { settled, newItems } = found;
  const told = await tellRemoval(ordered, newItems, context);
  const unheld = jobOf(ordered);
  const { by } = context;
  return {
    decide: (transaction) =>
      transaction.settle({ settled, unheld, replacedBy: [], newItems, ...(by !== undefined && { by }) }),
    outcomes: { '-1': 'BeingDelivered', '0': 'Gone', '1': 'Done', '2': 'Done' },
    after: (transaction) => void transaction.step(removeJobOfGone(unheld, by)),
    told,
    notifications: newItems.length,
  };
}

type Removable = Pick<Settlement, 'settled'> & { readonly newItems: readonly NewItem[] };

/** Whatever is stored of it, as long as it does not say that it is elsewhere by now. */
async function unread(copy: OrderedCopy, database: QueueDatabase): Promise<Removable | 'Gone'> {
  const settled = await storedCopy(copy, database);
  if (settled === undefined || isElsewhere(settled, copy)) return 'Gone';
  return { settled, newItems: [] };
}

function isElsewhere({ stored }: StoredCopy, { queue }: OrderedCopy): boolean {
  try {
    return parseCopy(stored).queue !== queue;
  } catch {
    return false;
  }
}

async function notified(
  { id, number, queue }: OrderedCopy,
  { database, dsns }: OrderContext,
): Promise<Removable | OrderOutcome> {
  const message = await database.messages.loadCopy(id, number);
  if (message === undefined || message.copy.queue !== queue) return 'Gone';
  const { recipients, unreadable } = message.copy;
  // Nobody knows for whom it was.
  if (unreadable !== undefined) return 'Damaged';
  const outcomes = recipients.map((recipient) => ({ recipient, reply: replies.messageDeleted }));
  return { settled: message, newItems: await dsns.write('failed', message, outcomes) };
}

/** In Poison it is submitted again; in Unreachable, too: there may have been a route for it meanwhile. */
async function resumption(copy: OrderedCopy, context: OrderContext): Promise<Prepared> {
  if (copy.queue === poisonQueue) return resubmission(copy, context);
  const resumed = ofJob(resumeJob(jobOf(copy), 'administrator'));
  if (copy.queue !== unreachableQueue) return resumed;
  const moved = await moving(copy, context.database, submissionQueue);
  if (moved === 'Gone') return moved;
  const told = await tellMove(copy, resubmitted(copy), context);
  return { ...resumed, told, after: (transaction) => void transaction.move(moved.stored, moved.record) };
}

async function resubmission(copy: OrderedCopy, context: OrderContext): Promise<Prepared> {
  if (copy.queue === submissionQueue) return 'InSubmission';
  const moved = await moving(copy, context.database, submissionQueue);
  return moveOrder(moved, await tellMove(copy, resubmitted(copy), context));
}

function resubmitted({ queue }: OrderedCopy): ToldMove {
  const sourceContext = `an administrator has resubmitted it from ${queue}`;
  return queue === poisonQueue
    ? { eventId: 'POISONMESSAGE', source: 'QUEUE', sourceContext }
    : { eventId: 'RESUBMIT', source: 'ADMIN', sourceContext };
}

async function redirection(
  { target }: Of<'Redirect'>,
  copy: OrderedCopy,
  context: OrderContext,
): Promise<Prepared> {
  if (copy.queue === submissionQueue) return 'InSubmission';
  if (copy.queue === poisonQueue) return 'InPoison';
  // Nobody has approved it yet.
  if (copy.queue === moderationQueue) return 'AwaitingApproval';
  const nextHop = nextHopTo('SmtpRelayToServers', target);
  const moved = await moving(copy, context.database, queueNameOf(nextHop));
  const sourceContext = `an administrator has redirected it from ${copy.queue}`;
  const move = { eventId: 'REDIRECT', source: 'ADMIN', serverHostname: target, sourceContext } as const;
  return moveOrder(moved, await tellMove(copy, move, context), nextHop);
}

interface Moving {
  readonly stored: StoredCopy;
  readonly record: CopyRecord;
}

/** It begins anew: what was said where it was is of no interest any more. */
async function moving(copy: OrderedCopy, database: QueueDatabase, to: string): Promise<Moving | 'Gone'> {
  const stored = await storedCopy(copy, database);
  if (stored === undefined) return 'Gone';
  const { lastError: _, waitCause: __, approval: ___, ...record } = parseCopy(stored.stored, copy.id);
  if (record.queue !== copy.queue) return 'Gone';
  // Without recipients it would end there, and be gone.
  if (record.unreadable !== undefined || recipientCount(record) === 0) {
    throw new DamagedMessage(copy.id, 'nobody knows for whom it was');
  }
  return { stored, record: { ...record, queue: to } };
}

function moveOrder(moving: Moving | 'Gone', told: () => void, nextHop?: NextHop): Prepared {
  if (moving === 'Gone') return moving;
  const { stored, record } = moving;
  return {
    decide: (transaction) => transaction.move(stored, record, nextHop),
    outcomes: { '-2': 'Suspended', '-1': 'BeingDelivered', '0': 'Gone', '1': 'Done' },
    told,
    notifications: 0,
  };
}

async function storedCopy(
  { id, number }: OrderedCopy,
  { messages }: QueueDatabase,
): Promise<StoredCopy | undefined> {
  const stored = await messages.storedCopy(id, number);
  return stored === undefined ? undefined : { id, number, stored };
}
