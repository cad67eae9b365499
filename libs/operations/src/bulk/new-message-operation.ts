import type { MessageOrder, OrderedCopy } from '@mailyard/queue';
import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import { operation, OperationError } from '../operation.js';
import { PreviewedMessages } from './bulk-preview.js';
import { bulkView, messageOrders, readBulk, type BulkView } from './bulk-view.js';
import { messageSelection, selectedMessages, type SelectedMessages } from './message-selection.js';

const undoSecondsUsual = 30;

export const newMessageOperation = operation({
  name: 'New-MessageOperation',
  summary:
    'Prepares an operation over many messages and shows what it is about; nothing happens until it is confirmed.',
  input: messageSelection.extend({
    order: messageOrders,
    undoSeconds: z
      .int()
      .min(0)
      .max(600)
      .default(undoSecondsUsual)
      .describe('For how long messages that are to be removed are held, and the operation can be undone.'),
  }),
  output: bulkView,
  right: 'Transport Queues',
  audit: true,
  modified: ({ id, total }) => [`operation ${id}: ${total} messages`],
  async run({ order, undoSeconds, ...selection }, context, caller) {
    const asked = orderOf(order, context);
    const selected = await selectedMessages(selection, context);
    return createBulk(selected, { order: asked, undoMs: undoSeconds * 1_000, context, caller });
  },
});

/** A preview of it, which the next one who confirms it lets begin. */
export async function createBulk(
  { messages, about }: SelectedMessages,
  what: {
    readonly order: MessageOrder;
    readonly undoMs: number;
    readonly context: OperationContext;
    readonly caller: Caller;
  },
): Promise<BulkView> {
  const { order, undoMs, context, caller } = what;
  const seen = new PreviewedMessages();
  const copies: OrderedCopy[] = [];
  let alreadyGone = 0;
  for await (const page of messages) {
    if (page.length === 0) alreadyGone += 1;
    for (const message of page) {
      const { internalId: id, number, queue } = message;
      seen.add(message);
      copies.push({ id, number, queue });
    }
  }
  const { bulk } = await context.database();
  const declaration = {
    order,
    about,
    undoMs: order.kind === 'Remove' ? undoMs : 0,
    caller: caller.name,
    client: caller.client,
    preview: seen.preview({ alreadyGone }),
  };
  return readBulk(await bulk.create(declaration, copies), context);
}

/** A server is named by people, and by its FQDN to a hub. */
export function orderOf(
  order: z.output<typeof messageOrders>,
  { directory, server }: OperationContext,
): MessageOrder {
  if (order.kind !== 'Redirect') return order;
  const { target } = order;
  const found = directory.organization.servers.find(
    ({ Name, Fqdn }) => isSameName(Name, target) || isSameName(Fqdn, target),
  );
  if (found === undefined) throw new OperationError(`there is no server ${target}`);
  if (isSameName(found.Name, server.name)) throw new OperationError(`the messages are at ${found.Name}`);
  return { kind: 'Redirect', target: found.Fqdn };
}
