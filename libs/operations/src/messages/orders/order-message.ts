import { orderOutcomes, type ListedMessage, type MessageOrder, type OrderOutcome } from '@mailyard/queue';
import type { OrderContext } from '@mailyard/transport';
import { z } from 'zod';

import type { OperationContext } from '../../context.js';
import { onlyTried } from '../../only-tried.js';
import { operation } from '../../operation.js';
import { messageView } from '../reading/message-view.js';
import { copiesOf, messageIdentity } from '../reading/show-message.js';

/** A copy, and what has come of an order about it. */
export const orderedCopy = messageView.extend({ outcome: z.enum(orderOutcomes) }).readonly();
export const orderedCopies = z.array(orderedCopy).readonly();
export type OrderedMessage = z.output<typeof orderedCopy>;

/** What is done with each copy of one message, or with the one in the queue that its identity names. */
export function messageOrder(declared: {
  readonly name: string;
  readonly summary: string;
  readonly order: MessageOrder;
}) {
  const { name, summary, order } = declared;
  return operation({
    name,
    summary,
    input: z.object({ id: messageIdentity, ...onlyTried }),
    output: orderedCopies,
    right: 'Transport Queues',
    audit: true,
    changes: 'server',
    modified: toldOutcomes,
    run: async ({ id, validateOnly }, context) =>
      (validateOnly ? triedCopies : orderCopies)(order, await copiesOf(id, context), context),
  });
}

export function toldOutcomes(
  copies: readonly { readonly queue: string; readonly outcome: string }[],
): readonly string[] {
  return copies.map(({ queue, outcome }) => `${queue}: ${outcome}`);
}

export async function orderCopies(
  order: MessageOrder,
  copies: readonly ListedMessage[],
  context: OperationContext,
): Promise<readonly OrderedMessage[]> {
  const ordered: OrderedMessage[] = [];
  for (const copy of copies) {
    const { outcome } = await orderCopy(order, copy, context);
    ordered.push({ ...copy, outcome });
  }
  return ordered;
}

/** What would come of it. */
export async function triedCopies(
  order: MessageOrder,
  copies: readonly ListedMessage[],
  context: OperationContext,
): Promise<readonly OrderedMessage[]> {
  const { prepareOrder } = await transport();
  const orders = await orderContext(context);
  const tried = copies.map(async (copy) => {
    const { internalId: id, number, queue } = copy;
    const prepared = await prepareOrder(order, { id, number, queue }, orders);
    return { ...copy, outcome: typeof prepared === 'string' ? prepared : 'Done' } as const;
  });
  return Promise.all(tried);
}

export interface Ordered {
  readonly outcome: OrderOutcome;
  readonly notified: boolean;
  /** Nothing is done: content goes back to the sender that is in a file of its hubs. */
  readonly needsHub?: true;
}

export async function orderCopy(
  order: MessageOrder,
  { internalId: id, number, queue, heldBy, contentIn }: ListedMessage,
  context: OperationContext,
): Promise<Ordered> {
  if (order.kind === 'Remove' && heldBy !== undefined) return { outcome: 'Held', notified: false };
  const { carryOut, prepareOrder } = await transport();
  const orders = await orderContext(context);
  const prepared = await prepareOrder(order, { id, number, queue }, orders);
  if (typeof prepared === 'string') return { outcome: prepared, notified: false };
  if (prepared.notifications > 0 && contentIn === 'file') {
    return { outcome: 'Pending', notified: false, needsHub: true };
  }
  const outcome = await carryOut(prepared, orders);
  return { outcome, notified: outcome === 'Done' && prepared.notifications > 0 };
}

/** Half of all code stands behind it: who only looks need not have read it. */
export const transport = () => import('@mailyard/transport');

/** With what an order about messages is carried out. */
export async function orderContext({
  directory,
  server,
  database: open,
  orderTracking: tracking,
}: OperationContext): Promise<OrderContext> {
  const { DsnAuthor } = await transport();
  const database = await open();
  const organization = () => directory.organization;
  const nextId = () => database.ids.next();
  const dsns = new DsnAuthor({ fqdn: server.fqdn, organization, nextId, now: Date.now });
  // The order is carried out, whatever is told of it.
  const events = { fault: () => undefined };
  return { database, dsns, organization, tracking, events };
}
