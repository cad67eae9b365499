import { setTimeout as pause } from 'node:timers/promises';

import { foundByReading, orderOutcomes, type ListedMessage, type OrderOutcome } from '@mailyard/queue';
import { z } from 'zod';

import { advanceBulk } from '../../bulk/bulk-transition.js';
import { readBulk } from '../../bulk/bulk-view.js';
import { createBulk } from '../../bulk/new-message-operation.js';
import { onlyTried } from '../../only-tried.js';
import { operation } from '../../operation.js';
import { messageView } from '../reading/message-view.js';
import { orderCopy, triedCopies } from './order-message.js';
import { copiesOf, messageIdentity } from '../reading/show-message.js';

/** `BeingDelivered`: a hub has it at this moment, so its recipients may get it. `Damaged`: its sender cannot be told. */
const removal = z.enum(['Removed', ...orderOutcomes]).exclude(['Done']);
export type Removal = z.output<typeof removal>;

const removedCopy = messageView
  .extend({ removal, notified: z.boolean().describe('Whether its sender is told.') })
  .readonly();

export const removeMessage = operation({
  name: 'Remove-Message',
  summary: 'Removes a message from its delivery queues, and tells its sender unless that is not wanted.',
  input: z.object({ id: messageIdentity, withNDR: z.boolean().default(true), ...onlyTried }),
  output: z.array(removedCopy).readonly(),
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: (copies) => copies.map(({ queue, removal: outcome }) => `${queue}: ${outcome}`),
  async run({ id, withNDR, validateOnly }, context, caller) {
    const removed: z.output<typeof removedCopy>[] = [];
    if (validateOnly) {
      const tried = await triedCopies({ kind: 'Remove', withNDR }, await copiesOf(id, context), context);
      return tried.map(({ outcome, ...copy }) => ({
        ...copy,
        removal: removalOf(outcome),
        notified: outcome === 'Done' && withNDR,
      }));
    }
    for (const copy of await copiesOf(id, context)) {
      const order = { kind: 'Remove', withNDR } as const;
      const ordered = await orderCopy(order, copy, context);
      const how = { order, undoMs: 0, context, caller };
      if (ordered.needsHub === true) {
        const outcome = await removedByHub(copy, how);
        removed.push({ ...copy, removal: removalOf(outcome), notified: outcome === 'Done' });
      } else if (ordered.outcome === 'BeingDelivered') {
        await removeLater(copy, `message ${id.id} in ${copy.queue}, which was being delivered`, how);
        removed.push({ ...copy, removal: 'Pending', notified: false });
      } else {
        removed.push({ ...copy, removal: removalOf(ordered.outcome), notified: ordered.notified });
      }
    }
    return removed;
  },
});

type HowToRemove = Parameters<typeof createBulk>[1];

/** So long whoever asked waits for a hub; what it has not done then it does later. */
const hubMs = 5_000;
const lookMs = 100;

/** Its content is in a file of its hubs, and goes back to the sender with the notification. */
async function removedByHub(copy: ListedMessage, how: HowToRemove): Promise<OrderOutcome> {
  const about = `message ${copy.internalId} in ${copy.queue}, whose content a hub has`;
  const id = await removeLater(copy, about, how);
  for (const begun = performance.now(); performance.now() - begun < hubMs; await pause(lookMs)) {
    const { state, outcomes } = await readBulk(id, how.context);
    if (state !== 'Done') continue;
    return orderOutcomes.find((outcome) => (outcomes[outcome] ?? 0) > 0) ?? 'Gone';
  }
  return 'Pending';
}

/** A hub sees to it, of what is being delivered when the attempt has failed. Returns the operation. */
async function removeLater(copy: ListedMessage, about: string, how: HowToRemove): Promise<string> {
  const { id } = await createBulk({ messages: foundByReading([copy]), missing: 0, about }, how);
  await advanceBulk({ id }, [{ from: ['Preview'], to: 'Holding' }], how.context);
  return id;
}

function removalOf(outcome: OrderOutcome): Removal {
  return outcome === 'Done' ? 'Removed' : outcome;
}
