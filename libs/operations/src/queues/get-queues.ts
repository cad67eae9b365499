import { z } from 'zod';

import { operation } from '../operation.js';
import { queueViews } from './queue-view.js';

export const getQueues = operation({
  name: 'Get-Queue',
  summary: 'Lists the queues of the server.',
  input: z.object({}),
  output: queueViews,
  right: 'Transport Queues',
  audit: false,
  run: (_, { queues }) => queues.list(),
});
