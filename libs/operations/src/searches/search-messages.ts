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
    partly: z
      .boolean()
      .default(false)
      .describe('Rather among those that are known at once, where not all have been read yet, than to wait.'),
  }),
  output: z
    .object({
      search: z.string(),
      total: z.int(),
      unread: z
        .int()
        .describe('About so many messages have not been read yet, and were not looked at: search again.'),
      terms: z
        .array(z.record(z.string(), z.unknown()).readonly())
        .readonly()
        .describe('What was understood: all of them hold.'),
    })
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  async run({ queue, sort, partly, ...asked }, context, { name: owner }) {
    const within = queue === undefined ? undefined : (await findQueue(queue, context)).name;
    const conditions = await wantedMessages({ within, ...asked }, context);
    const wanted = { partly, owner, ...(sort === undefined ? {} : { sort }) };
    const { id, found, unread } = await searched(() => context.searches.search(conditions, wanted));
    return { search: id, total: found.length, unread, terms: conditions.map((term) => ({ ...term })) };
  },
});
