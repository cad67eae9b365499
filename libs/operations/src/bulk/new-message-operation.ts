import type { MessageOrder } from '@mailyard/queue';
import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import { onlyTried } from '../only-tried.js';
import { operation, OperationError } from '../operation.js';
import { previewOf } from './bulk-preview.js';
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
    ...onlyTried,
  }),
  output: bulkView,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: ({ id, total }) => [`operation ${id}: ${total} messages`],
  async run({ order, undoSeconds, validateOnly, ...selection }, context, caller) {
    const asked = orderOf(order, context);
    const selected = await selectedMessages(selection, context);
    const what = { order: asked, undoMs: undoSeconds * 1_000, context, caller };
    return validateOnly ? triedBulk(selected, what) : createBulk(selected, what);
  },
});

interface BulkOrder {
  readonly order: MessageOrder;
  readonly undoMs: number;
  readonly context: OperationContext;
  readonly caller: Caller;
}

/** A preview of it, which the next one who confirms it lets begin. */
export async function createBulk(selected: SelectedMessages, what: BulkOrder): Promise<BulkView> {
  const { context } = what;
  const { bulk } = await context.database();
  const { id, areThere } = await bulk.gather(selected.messages);
  await bulk.declare(id, declarationOf(selected, areThere, what));
  return readBulk(id, context);
}

/** The same that nobody can confirm: it is kept nowhere, and has no number. */
export async function triedBulk(selected: SelectedMessages, what: BulkOrder): Promise<BulkView> {
  const { bulk } = await what.context.database();
  const areThere = await bulk.areThere(selected.messages);
  const declaration = declarationOf(selected, areThere, what);
  const total = declaration.preview.messages;
  const state = { id: '', state: 'Preview', createdAt: Date.now(), outcomes: {} } as const;
  return { ...declaration, ...state, total, remaining: total };
}

/** Some may have left their queues since they were seen. */
function declarationOf(
  { messages, missing, about }: SelectedMessages,
  areThere: readonly boolean[],
  { order, undoMs, caller: { name: caller, client } }: BulkOrder,
) {
  const present = messages.only((place) => areThere[place] === true);
  const preview = previewOf(present, missing + messages.length - present.length);
  return { order, about, undoMs: order.kind === 'Remove' ? undoMs : 0, caller, client, preview };
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
