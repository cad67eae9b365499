import { z } from 'zod';

import { operation } from '../operation.js';
import { queueViews } from './queue-view.js';

/** Nobody looks at more at a time. */
const namesMax = 500;

export const getQueueRows = operation({
  name: 'Get-QueueRow',
  summary:
    'Tells of some queues, each a second old at most. For 20 seconds after that the topic `queues` tells of them as fast, ' +
    'however many others there are.',
  input: z.object({
    names: z.array(z.string().max(1_000)).max(namesMax).describe('In Redis, as Search-Queue tells them.'),
  }),
  output: z.object({ rows: queueViews }).readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  run: async ({ names }, { listedQueues }) => ({ rows: await listedQueues.watch(names) }),
});
