import type { ListedMessage } from '@mailyard/queue';
import { z } from 'zod';

import type { OperationContext } from '../../context.js';
import { operation, OperationError } from '../../operation.js';
import { findQueue } from '../../queues/queue-identity.js';
import { messageViews } from './message-view.js';

/** A message, and in which of the queues; undefined: in all of them. */
export interface MessageIdentity {
  readonly id: string;
  /** As queues are named to operations. */
  readonly queue?: string;
}

export const messageIdentity = z
  .string()
  .regex(/^(?:.*\\)?\d+$/, 'must be an internal id, such as 8796093022209')
  .transform(identityOf)
  .describe(
    String.raw`Internal id, as the list of messages and the reply to DATA have it; in one queue only: MBX01\DB01\8796093022209.`,
  );

/** `Server\<queue>\<integer>`; `*` and a missing part stand for all queues. */
function identityOf(identity: string): MessageIdentity {
  const parts = identity.split('\\');
  const id = parts.pop() ?? '';
  const queue = parts.at(-1);
  return queue === undefined || queue === '*' ? { id } : { id, queue: parts.join('\\') };
}

export const showMessage = operation({
  name: 'Show-Message',
  summary: 'Tells everything about a message that waits: each queue, its recipients, its last error.',
  input: z.object({ id: messageIdentity }),
  output: messageViews,
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  run: ({ id: identity }, context) => copiesOf(identity, context),
});

/** The copies of a message that is still there. */
export async function copiesOf(
  { id, queue }: MessageIdentity,
  context: OperationContext,
): Promise<readonly ListedMessage[]> {
  const copies = await context.messages.copies(id);
  if (copies.length === 0) throw new OperationError(`no message ${id} waits in a queue`);
  if (queue === undefined) return copies;
  const { name, identity } = await findQueue(queue, context);
  const there = copies.filter((copy) => copy.queue === name);
  if (there.length === 0) throw new OperationError(`message ${id} does not wait in ${identity}`);
  return there;
}
