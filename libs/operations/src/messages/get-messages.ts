import type { ListedMessage } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../operation.js';
import { findQueue, queueIdentity } from '../queues/queue-identity.js';
import { messageViews } from './message-view.js';

export const getMessages = operation({
  name: 'Get-Message',
  summary: 'Lists the messages in the queues.',
  input: z.object({
    queue: queueIdentity.optional(),
    limit: z.int().min(1).max(10_000).default(100),
  }),
  output: messageViews,
  right: 'Transport Queues',
  audit: false,
  async run({ queue, limit }, context) {
    const names =
      queue === undefined ? await context.queues.names() : [(await findQueue(queue, context)).name];
    const found: ListedMessage[] = [];
    for (const name of names) {
      if (found.length >= limit) break;
      found.push(...(await context.messages.inQueue(name, limit - found.length)));
    }
    return found;
  },
});
