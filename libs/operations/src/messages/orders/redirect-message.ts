import { poisonQueue, submissionQueue } from '@mailyard/queue';
import { z } from 'zod';

import { advanceBulk } from '../../bulk/bulk-transition.js';
import { bulkView } from '../../bulk/bulk-view.js';
import { messageSelection, selectedMessages } from '../../bulk/message-selection.js';
import { createBulk, orderOf, triedBulk } from '../../bulk/new-message-operation.js';
import { onlyTried } from '../../only-tried.js';
import { operation } from '../../operation.js';

export const redirectMessage = operation({
  name: 'Redirect-Message',
  summary:
    'Sends the messages of the delivery queues to another server of the organization; suspended ones stay.',
  input: z
    .object({ target: z.string().min(1).describe('Name or FQDN of the server.') })
    .extend({ ...messageSelection.partial().shape, ...onlyTried }),
  output: bulkView,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: ({ id, total }) => [`operation ${id}: ${total} messages`],
  async run({ target, filter = [], validateOnly, ...selection }, context, caller) {
    const order = orderOf({ kind: 'Redirect', target }, context);
    const chosen = await selectedMessages(
      { ...selection, filter: [...filter, ...inDeliveryQueues] },
      context,
    );
    const how = { order, undoMs: 0, context, caller };
    if (validateOnly) return triedBulk(chosen, how);
    const { id } = await createBulk(chosen, how);
    return advanceBulk({ id }, [{ from: ['Preview'], to: 'Running' }], context);
  },
});

const inDeliveryQueues = [submissionQueue, poisonQueue].map((queue) => ({
  property: 'Queue' as const,
  operator: 'ne' as const,
  values: [queue],
}));
