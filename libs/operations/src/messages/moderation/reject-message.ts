import { z } from 'zod';

import { operation } from '../../operation.js';
import { decidedCopies, decideMessage } from './decide-message.js';
import { toldOutcomes } from '../orders/order-message.js';
import { messageIdentity } from '../reading/show-message.js';

export const rejectMessage = operation({
  name: 'Reject-Message',
  summary: 'Rejects a message in the place of its moderators; its sender hears of it as from them.',
  input: z.object({
    id: messageIdentity,
    comment: z.string().trim().min(1).max(1024).optional().describe('What the sender reads about it.'),
  }),
  output: decidedCopies,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: toldOutcomes,
  run: ({ id, comment }, context, { name: by }) =>
    decideMessage(id, { kind: 'reject', by, ...(comment === undefined ? {} : { comment }) }, context),
});
