import { z } from 'zod';

import { onlyTried } from '../../only-tried.js';
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
    ...onlyTried,
  }),
  output: decidedCopies,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: toldOutcomes,
  run: ({ id, comment, validateOnly }, context, { name: by }) => {
    const decision = { kind: 'reject', by, ...(comment === undefined ? {} : { comment }) } as const;
    return decideMessage({ id, validateOnly }, decision, context);
  },
});
