import type { QueueSummary } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../operation.js';
import { findQueue, queueIdentity } from './queue-identity.js';

export const suspendQueue = operation({
  name: 'Suspend-Queue',
  summary: 'Stops a queue: deliveries under way end, no other begins, new messages are taken.',
  input: z.object({ queue: queueIdentity }),
  right: 'Transport Queues',
  audit: true,
  async run(input, context): Promise<QueueSummary> {
    const queue = await findQueue(input.queue, context);
    await context.queues.suspend(queue.name);
    return queue;
  },
});
