import { orderOutcomes, type ListedMessage, type OrderOutcome } from '@mailyard/queue';
import { z } from 'zod';

import { advanceBulk } from '../bulk/bulk-transition.js';
import { createBulk } from '../bulk/new-message-operation.js';
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
  async run({ id, withNDR }, context, caller) {
    const removed: z.output<typeof removedCopy>[] = [];
    for (const copy of await copiesOf(id, context)) {
      const order = { kind: 'Remove', withNDR } as const;
      const { outcome, notified } = await orderCopy(order, copy, context);
      if (outcome === 'BeingDelivered') {
        await removeLater(copy, { order, undoMs: 0, context, caller });
        removed.push({ ...copy, removal: 'Pending', notified: false });
      } else {
        removed.push({ ...copy, removal: removalOf(outcome), notified });
      }
    }
    return removed;
  },
});

/** A hub sees to it when the attempt has failed. */
async function removeLater(copy: ListedMessage, what: Parameters<typeof createBulk>[1]): Promise<void> {
  const { internalId, queue } = copy;
  const about = `message ${internalId} in ${queue}, which was being delivered`;
  const { id } = await createBulk({ messages: only(copy), about }, what);
  await advanceBulk(id, [{ from: ['Preview'], to: 'Holding' }], what.context);
}

async function* only(copy: ListedMessage): AsyncGenerator<readonly ListedMessage[]> {
  yield [copy];
}

function removalOf(outcome: OrderOutcome): Removal {
  return outcome === 'Done' ? 'Removed' : outcome;
}
