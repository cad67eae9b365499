import { messageProperties } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../../operation.js';
import { listInput, listOutput, pages } from '../../page-of-list.js';
import { ownServer, requireOwnServer } from '../../queues/own-server.js';
import { findQueue, queueIdentity } from '../../queues/queue-identity.js';
import { messageView } from './message-view.js';
import { wantedMessages } from './wanted-messages.js';

export const getMessages = operation({
  name: 'Get-Message',
  summary: 'Lists the messages in the queues.',
  input: z.object({
    queue: queueIdentity.optional(),
    ...ownServer,
    ...listInput(messageProperties),
    limit: z.int().min(1).max(10_000).default(100),
    order: z.enum(['oldest first', 'newest first']).default('oldest first'),
  }),
  output: listOutput(messageView.readonly()),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  async run({ queue, server, filter, where, order, ...page }, context) {
    requireOwnServer(server, context);
    const within = queue === undefined ? undefined : (await findQueue(queue, context)).name;
    const query = { filter: await wantedMessages({ within, filter, where }, context), order };
    return pages({ ...page, filtered: filter.length > 0 }, (part) =>
      context.messages.page({ ...query, ...part }),
    );
  },
});
