import type { QueueSummary } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../operation.js';

export const getQueues = operation({
  name: 'Get-Queue',
  summary: 'Lists the queues of the server.',
  input: z.object({}),
  right: 'Transport Queues',
  audit: false,
  run: (_, { queues }): Promise<readonly QueueSummary[]> => queues.list(),
});
