import { moderationQueue, poisonQueue, unreachableQueue, type QueueSummary } from '@mailyard/queue';
import { z } from 'zod';

import { advanceBulk } from '../bulk/bulk-transition.js';
import { selectedMessages } from '../bulk/message-selection.js';
import { createBulk } from '../bulk/new-message-operation.js';
import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import { onlyTried } from '../only-tried.js';
import { operation, OperationError } from '../operation.js';
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
      ...onlyTried,
    })
    .refine(
      ({ queue, where, all }) =>
        [queue, where, all || undefined].filter((said) => said !== undefined).length === 1,
      'a queue or all of them, or a filter',
    ),
  output: queueViews,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: (queues) => queues.map(({ identity }) => identity),
  /** The queues that are tried; a suspended one stays where it is. */
  async run({ queue, where, server, resubmit, validateOnly }, context, caller) {
    const named = await selectedQueues({ queue, where, server }, context);
    const reasons = named.map(resubmit ? notSubmittable : notTried);
    const [reason] = reasons;
    if (reason !== undefined && queue !== undefined) throw new OperationError(reason);
    const possible = named.filter((_, at) => reasons[at] === undefined);
    if (validateOnly) return possible;
    const ordered: QueueSummary[] = [];
    for (const each of possible) {
      if (resubmit) await submitAgain(each, context, caller);
      if (resubmit || (await context.queues.retryNow(each.name))) ordered.push(each);
    }
    return ordered;
  },
});

/** Why its messages cannot be submitted again. */
function notSubmittable({ name, identity, status, retryCount }: QueueSummary): string | undefined {
  const inRetry = retryCount > 0 && status !== 'Suspended';
  if (inRetry || name === unreachableQueue) return undefined;
  return `${identity} is ${status}: its messages can be submitted again in Retry`;
}

/** A hub carries it out, message by message. */
async function submitAgain({ name }: QueueSummary, context: OperationContext, caller: Caller): Promise<void> {
  const chosen = await selectedMessages({ queue: name, filter: [] }, context);
  const { id } = await createBulk(chosen, { order: { kind: 'Resubmit' }, undoMs: 0, context, caller });
  await advanceBulk({ id }, [{ from: ['Preview'], to: 'Running' }], context);
}

/** Why there is nothing to try. */
function notTried({ name, identity, status }: QueueSummary): string | undefined {
  if (status === 'Suspended') return `${identity} is suspended: resume it`;
  // What is unreachable is routed anew when the configuration changes, what is poison was tried often enough.
  if (name === unreachableQueue) return `${identity} has no next hop to try: submit its messages again`;
  const waits = name === poisonQueue || name === moderationQueue;
  return waits ? `${identity} has no next hop to try` : undefined;
}
