import { poisonQueue, unreachableQueue, type QueueSummary } from '@mailyard/queue';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import { findQueue, queueIdentity } from './queue-identity.js';
import { queueViews } from './queue-view.js';

export const retryQueue = operation({
  name: 'Retry-Queue',
  summary: 'Tries the next hop of a queue now, and every message in it that waits for its own next attempt.',
  input: z
    .object({ queue: queueIdentity.optional(), all: z.boolean().default(false) })
    .refine(({ queue, all }) => (queue === undefined) === all, 'a queue or all of them'),
  output: queueViews,
  right: 'Transport Queues',
  audit: true,
  modified: (queues) => queues.map(({ identity }) => identity),
  /** The queues that are tried; a suspended one stays where it is. */
  async run({ queue }, context) {
    const named = queue === undefined ? await context.queues.list() : [await findQueue(queue, context)];
    const tried: QueueSummary[] = [];
    for (const each of named) {
      const reason = obstacle(each);
      if (reason !== undefined && queue !== undefined) throw new OperationError(reason);
      if (reason === undefined && (await context.queues.retryNow(each.name))) tried.push(each);
    }
    return tried;
  },
});

/** Why there is nothing to try. */
function obstacle({ name, identity, status }: QueueSummary): string | undefined {
  if (status === 'Suspended') return `${identity} is suspended: resume it`;
  // What is unreachable is routed anew when the configuration changes, what is poison was tried often enough.
  return name === unreachableQueue || name === poisonQueue ? `${identity} has no next hop to try` : undefined;
}
