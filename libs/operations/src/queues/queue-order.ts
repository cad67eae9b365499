import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { operation } from '../operation.js';
import { findQueue, queueIdentity } from './queue-identity.js';
import { queueView } from './queue-view.js';

interface QueueOrder {
  readonly name: string;
  readonly summary: string;
  readonly order: (queues: OperationContext['queues'], queue: string) => Promise<void>;
}

/** What is done to one queue, as a whole; tells how it was before. */
export function queueOrder({ name, summary, order }: QueueOrder) {
  return operation({
    name,
    summary,
    input: z.object({ queue: queueIdentity }),
    output: queueView,
    right: 'Transport Queues',
    audit: true,
    async run(input, context) {
      const queue = await findQueue(input.queue, context);
      await order(context.queues, queue.name);
      return queue;
    },
  });
}
