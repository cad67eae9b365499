import { orderOutcomes, type OrderOutcome } from '@mailyard/transport';
import { z } from 'zod';

import { operation } from '../operation.js';
import { messageView } from './message-view.js';
import { orderCopy } from './order-message.js';
import { copiesOf, messageIdentity } from './show-message.js';

/** `BeingDelivered`: a hub has it at this moment, so its recipients may get it. `Damaged`: its sender cannot be told. */
const removal = z.enum(['Removed', ...orderOutcomes]).exclude(['Done']);
export type Removal = z.output<typeof removal>;

const removedCopy = messageView
  .extend({ removal, notified: z.boolean().describe('Whether its sender is told.') })
  .readonly();

export const removeMessage = operation({
  name: 'Remove-Message',
  summary: 'Removes a message from its delivery queues, and tells its sender unless that is not wanted.',
  input: z.object({ id: messageIdentity, withNDR: z.boolean().default(true) }),
  output: z.array(removedCopy).readonly(),
  right: 'Transport Queues',
  audit: true,
  modified: (copies) => copies.map(({ queue, removal: outcome }) => `${queue}: ${outcome}`),
  async run({ id, withNDR }, context) {
    const removed: z.output<typeof removedCopy>[] = [];
    for (const copy of await copiesOf(id, context)) {
      const { outcome, notified } = await orderCopy({ kind: 'Remove', withNDR }, copy, context);
      removed.push({ ...copy, removal: removalOf(outcome), notified });
    }
    return removed;
  },
});

function removalOf(outcome: OrderOutcome): Removal {
  return outcome === 'Done' ? 'Removed' : outcome;
}
