import { jobIdOf } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../operation.js';
import { messageViews } from './message-view.js';
import { copiesOf, messageIdentity } from './show-message.js';

export const retryMessage = operation({
  name: 'Retry-Message',
  summary: 'Tries a message now that waits for its own next attempt.',
  input: z.object({
    id: messageIdentity,
    queue: z.string().optional().describe('Only in this one, by its name in Redis.'),
  }),
  output: messageViews,
  right: 'Transport Queues',
  audit: true,
  modified: (copies) => copies.map(({ queue }) => queue),
  /** The copies that are tried. */
  async run({ id, queue }, context) {
    const copies = await copiesOf(id, context);
    const meant = copies.filter(
      (copy) => copy.status === 'Retry' && (queue === undefined || copy.queue === queue),
    );
    for (const copy of meant) await context.queues.promote(copy.queue, jobIdOf(id, copy));
    return meant;
  },
});
