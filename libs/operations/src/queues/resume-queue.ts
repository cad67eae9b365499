import type { QueueSummary } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../operation.js';
import { findQueue, queueIdentity } from './queue-identity.js';

export const resumeQueue = operation({
  name: 'Resume-Queue',
  summary: 'Lets a suspended queue go on.',
  input: z.object({ queue: queueIdentity }),
  right: 'Transport Queues',
  audit: true,
  async run(input, context): Promise<QueueSummary> {
    const queue = await findQueue(input.queue, context);
    await context.queues.resume(queue.name);
    return queue;
  },
});
