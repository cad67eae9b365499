import { messageProperties, type MessageProperty } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../operation.js';
import { wantedMessages } from '../messages/reading/wanted-messages.js';
import { listInput } from '../page-of-list.js';
import { findQueue, queueIdentity } from '../queues/queue-identity.js';
import { searched } from './message-search.js';

const { filter, where } = listInput(messageProperties);

export const searchMessages = operation({
  name: 'Search-Message',
  summary: 'Finds messages in the queues; what it has found stays the same for five minutes, renewed by use.',
  input: z.object({
    queue: queueIdentity.optional(),
    filter,
    where,
    sort: z
      .object({
        by: z.enum(Object.keys(messageProperties) as MessageProperty[]),
        descending: z.boolean().default(false),
      })
      .optional()
      .describe('Without it by their receipt, the oldest first.'),
  }),
  output: z
    .object({
      search: z.string(),
      total: z.int(),
      terms: z
        .array(z.record(z.string(), z.unknown()).readonly())
        .readonly()
        .describe('What was understood: all of them hold.'),
    })
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  async run({ queue, sort, ...asked }, context) {
    const within = queue === undefined ? undefined : (await findQueue(queue, context)).name;
    const conditions = await wantedMessages({ within, ...asked }, context);
    const { id, found } = await searched(() => context.searches.search(conditions, sort));
    return { search: id, total: found.length, terms: conditions.map((term) => ({ ...term })) };
  },
});
