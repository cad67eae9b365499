import { z } from 'zod';

import { onlyTried } from '../../only-tried.js';
import { operation } from '../../operation.js';
import { decidedCopies, decideMessage } from './decide-message.js';
import { toldOutcomes } from '../orders/order-message.js';
import { messageIdentity } from '../reading/show-message.js';

export const approveMessage = operation({
  name: 'Approve-Message',
  summary: 'Approves a message in the place of its moderators: it goes on to those for whom it waits.',
  input: z.object({ id: messageIdentity, ...onlyTried }),
  output: decidedCopies,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: toldOutcomes,
  run: ({ id, validateOnly }, context, { name: by }) =>
    decideMessage({ id, validateOnly }, { kind: 'approve', by }, context),
});
