import {
  DamagedMessage,
  jobIdOf,
  submissionQueue,
  type ListedMessage,
  type NewItem,
  type QueueDatabase,
  type Settlement,
} from '@mailyard/queue';
import { replies } from '@mailyard/smtp';
import { DsnAuthor } from '@mailyard/transport';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { operation } from '../operation.js';
import { messageView } from './message-view.js';
import { copiesOf, messageIdentity } from './show-message.js';

/**
 * `BeingDelivered`: a hub has it at this moment, so its recipients may get it; suspend the queue, wait, and try again.
 * `Damaged`: it stays, since its sender cannot be told.
 */
const removal = z.enum(['Removed', 'BeingDelivered', 'InSubmission', 'Damaged', 'Gone']);
export type Removal = z.output<typeof removal>;

const removedCopy = messageView
  .extend({ removal, notified: z.boolean().describe('Whether its sender is told.') })
  .readonly();

type RemovedCopy = z.output<typeof removedCopy>;

export const removeMessage = operation({
  name: 'Remove-Message',
  summary: 'Removes a message from its delivery queues, and tells its sender unless that is not wanted.',
  input: z.object({ id: messageIdentity, withNDR: z.boolean().default(true) }),
  output: z.array(removedCopy).readonly(),
  right: 'Transport Queues',
  audit: true,
  modified: (copies) => copies.map(({ queue, removal: outcome }) => `${queue}: ${outcome}`),
  async run({ id, withNDR }, context) {
    const copies = await copiesOf(id, context);
    const removed: RemovedCopy[] = [];
    for (const copy of copies) removed.push({ ...copy, ...(await remove(copy, withNDR, context)) });
    return removed;
  },
});

type Outcome = Pick<RemovedCopy, 'removal' | 'notified'>;

/**
 * Settled first, and only while nobody holds the job; then the job goes. If it does not come to that, or a lane takes the
 * job in between, the lane finds that the copy is settled and ends the job without effect.
 */
async function remove(
  { internalId: id, number, queue }: ListedMessage,
  withNDR: boolean,
  context: OperationContext,
): Promise<Outcome> {
  // As in Exchange: the categorizer may be making many of it.
  if (queue === submissionQueue) return { removal: 'InSubmission', notified: false };
  const database = await context.database();
  const found = withNDR ? await withNotification(id, number, context) : await unread(id, number, database);
  if (found === 'Gone' || found === 'Damaged') return { removal: found, notified: false };
  const unheld = { queue, jobId: jobIdOf(id, { number }) };
  const { settled: copy, newItems } = found;
  const transaction = database.transaction();
  const settled = transaction.settle({ settled: copy, unheld, replacedBy: [], newItems });
  const removal = (await database.commitSurely(transaction, { deadlineMs })).resultOf(settled);
  if (removal.held) return { removal: 'BeingDelivered', notified: false };
  if (!removal.settled) return { removal: 'Gone', notified: false };
  await database.removeJob(unheld.queue, unheld.jobId);
  return { removal: 'Removed', notified: newItems.length > 0 };
}

const deadlineMs = 10_000;

type Removable = Pick<Settlement, 'settled'> & { readonly newItems: readonly NewItem[] };

/** Whatever is stored of it. */
async function unread(id: string, number: string, database: QueueDatabase): Promise<Removable | 'Gone'> {
  const stored = await database.messages.storedCopy(id, number);
  return stored === undefined ? 'Gone' : { settled: { id, number, stored }, newItems: [] };
}

async function withNotification(
  id: string,
  number: string,
  context: OperationContext,
): Promise<Removable | 'Gone' | 'Damaged'> {
  const database = await context.database();
  try {
    const message = await database.messages.loadCopy(id, number);
    if (message === undefined) return 'Gone';
    const { recipients, unreadable } = message.copy;
    // Nobody knows for whom it was.
    if (unreadable !== undefined) return 'Damaged';
    const outcomes = recipients.map((recipient) => ({ recipient, reply: replies.messageDeleted }));
    const newItems = await authorOf(context, database).write('failed', message, outcomes);
    return { settled: message, newItems };
  } catch (error) {
    if (error instanceof DamagedMessage) return 'Damaged';
    throw error;
  }
}

function authorOf({ directory, server }: OperationContext, database: QueueDatabase): DsnAuthor {
  return new DsnAuthor({
    fqdn: server.fqdn,
    organization: () => directory.organization,
    nextId: () => database.ids.next(),
    now: Date.now,
  });
}
