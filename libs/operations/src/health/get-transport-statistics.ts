import { z } from 'zod';

import { operation } from '../operation.js';

export const getTransportStatistics = operation({
  name: 'Get-TransportStatistics',
  summary: 'What is known of all messages of the server together.',
  input: z.object({}),
  output: z
    .object({
      oldestMessageTime: z
        .number()
        .optional()
        .describe('When the oldest message that still waits was received, milliseconds since the epoch.'),
    })
    .readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run(_, { queues }) {
    const oldestMessageTime = await queues.oldestMessageTime();
    return oldestMessageTime === undefined ? {} : { oldestMessageTime };
  },
});
