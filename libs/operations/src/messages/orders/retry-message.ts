import type { ListedMessage } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../../operation.js';
import { messageViews } from '../reading/message-view.js';
import { orderCopy } from './order-message.js';
import { copiesOf, messageIdentity } from '../reading/show-message.js';

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
  changes: 'server',
  modified: (copies) => copies.map(({ queue }) => queue),
  /** The copies that are tried. */
  async run({ id: identity, queue }, context) {
    const copies = await copiesOf(identity, context);
    const tried: ListedMessage[] = [];
    for (const copy of copies.filter((each) => queue === undefined || each.queue === queue)) {
      const { outcome } = await orderCopy({ kind: 'Retry' }, copy, context);
      if (outcome === 'Done') tried.push(copy);
    }
    return tried;
  },
});
