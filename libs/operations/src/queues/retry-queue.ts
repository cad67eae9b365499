import { moderationQueue, poisonQueue, unreachableQueue, type QueueSummary } from '@mailyard/queue';
import { z } from 'zod';

import { advanceBulk } from '../bulk/bulk-transition.js';
import { selectedMessages } from '../bulk/message-selection.js';
import { createBulk } from '../bulk/new-message-operation.js';
import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import { operation, OperationError } from '../operation.js';
import { findQueue } from './queue-identity.js';
import { queueSelection, selectedQueues } from './queue-order.js';
import { queueViews } from './queue-view.js';

export const retryQueue = operation({
  name: 'Retry-Queue',
  summary: 'Tries the next hop of a queue now, and every message in it that waits for its own next attempt.',
  input: z
    .object({
      ...queueSelection,
      all: z.boolean().default(false),
      resubmit: z
        .boolean()
        .default(false)
        .describe('Its messages go back to Submission; suspended ones stay.'),
    })
    .refine(
      ({ queue, where, all }) =>
        [queue, where, all || undefined].filter((said) => said !== undefined).length === 1,
      'a queue or all of them, or a filter',
    )
    .refine(({ queue, resubmit }) => queue !== undefined || !resubmit, 'resubmit is for one queue'),
  output: queueViews,
  right: 'Transport Queues',
  audit: true,
  modified: (queues) => queues.map(({ identity }) => identity),
  /** The queues that are tried; a suspended one stays where it is. */
  async run({ queue, where, resubmit }, context, caller) {
    if (resubmit && queue !== undefined) return [await resubmitted(queue, context, caller)];
    const named = await selectedQueues({ queue, where }, context);
    const tried: QueueSummary[] = [];
    for (const each of named) {
      const reason = obstacle(each);
      if (reason !== undefined && queue !== undefined) throw new OperationError(reason);
      if (reason === undefined && (await context.queues.retryNow(each.name))) tried.push(each);
    }
    return tried;
  },
});

/** A hub carries it out, message by message. */
async function resubmitted(
  identity: string,
  context: OperationContext,
  caller: Caller,
): Promise<QueueSummary> {
  const queue = await findQueue(identity, context);
  const inRetry = queue.retryCount > 0 && queue.status !== 'Suspended';
  if (!inRetry && queue.name !== unreachableQueue) {
    throw new OperationError(
      `${queue.identity} is ${queue.status}: its messages can be submitted again in Retry`,
    );
  }
  const chosen = await selectedMessages({ queue: queue.name, filter: [] }, context);
  const { id } = await createBulk(chosen, { order: { kind: 'Resubmit' }, undoMs: 0, context, caller });
  await advanceBulk(id, [{ from: ['Preview'], to: 'Running' }], context);
  return queue;
}

/** Why there is nothing to try. */
function obstacle({ name, identity, status }: QueueSummary): string | undefined {
  if (status === 'Suspended') return `${identity} is suspended: resume it`;
  // What is unreachable is routed anew when the configuration changes, what is poison was tried often enough.
  if (name === unreachableQueue) return `${identity} has no next hop to try: submit its messages again`;
  const waits = name === poisonQueue || name === moderationQueue;
  return waits ? `${identity} has no next hop to try` : undefined;
}
