import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationInputError } from '../operation.js';
import { advanceBulk } from './bulk-transition.js';
import { bulkIdentity, bulkView, readBulk } from './bulk-view.js';

export const confirmMessageOperation = operation({
  name: 'Confirm-MessageOperation',
  summary: 'Begins an operation over many messages as its preview shows it.',
  input: bulkIdentity.extend({
    expected: z.int().optional().describe('Refused unless it is about so many messages.'),
    ...onlyTried,
  }),
  output: bulkView,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: ({ about, total }) => [`${total} messages: ${about}`],
  async run({ operation: id, expected, validateOnly }, context) {
    const { order, total } = await readBulk(id, context);
    if (expected !== undefined && expected !== total) {
      throw new OperationInputError(`it is about ${total} messages, not ${expected}`);
    }
    const to = order.kind === 'Remove' ? 'Holding' : 'Running';
    return advanceBulk({ id, validateOnly }, [{ from: ['Preview'], to }], context);
  },
});
