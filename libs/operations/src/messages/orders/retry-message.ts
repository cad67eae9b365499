import { z } from 'zod';

import { onlyTried } from '../../only-tried.js';
import { operation } from '../../operation.js';
import { messageViews } from '../reading/message-view.js';
import { orderCopies, triedCopies } from './order-message.js';
import { copiesOf, messageIdentity } from '../reading/show-message.js';

export const retryMessage = operation({
  name: 'Retry-Message',
  summary: 'Tries a message now that waits for its own next attempt.',
  input: z.object({
    id: messageIdentity,
    queue: z.string().optional().describe('Only in this one, by its name in Redis.'),
    ...onlyTried,
  }),
  output: messageViews,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: (copies) => copies.map(({ queue }) => queue),
  /** The copies that are tried. */
  async run({ id: identity, queue, validateOnly }, context) {
    const copies = await copiesOf(identity, context);
    const meant = copies.filter((each) => queue === undefined || each.queue === queue);
    const ordered = await (validateOnly ? triedCopies : orderCopies)({ kind: 'Retry' }, meant, context);
    return ordered.flatMap(({ outcome, ...copy }) => (outcome === 'Done' ? [copy] : []));
  },
});
