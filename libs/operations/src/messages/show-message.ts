import type { ListedMessage } from '@mailyard/queue';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { operation, OperationError } from '../operation.js';
import { messageViews } from './message-view.js';

export const messageIdentity = z
  .string()
  .regex(/^(?:.*\\)?\d+$/, 'must be an internal id, such as 8796093022209')
  .transform((identity) => identity.slice(identity.lastIndexOf('\\') + 1))
  .describe('Internal id, as the list of messages and the reply to DATA have it.');

export const showMessage = operation({
  name: 'Show-Message',
  summary: 'Tells everything about a message that waits: each queue, its recipients, its last error.',
  input: z.object({ id: messageIdentity }),
  output: messageViews,
  right: 'Transport Queues',
  audit: false,
  run: ({ id }, context) => copiesOf(id, context),
});

/** The copies of a message that is still there. */
export async function copiesOf(
  id: string,
  { messages }: OperationContext,
): Promise<readonly ListedMessage[]> {
  const copies = await messages.copies(id);
  if (copies.length === 0) throw new OperationError(`no message ${id} waits in a queue`);
  return copies;
}
