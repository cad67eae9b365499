import { replayHeader } from '@mailyard/message';
import {
  ContentStoreMissing,
  DamagedMessage,
  submissionQueue,
  verifiedContent,
  type ListedMessage,
  type LoadedCopy,
} from '@mailyard/queue';
import { z } from 'zod';

import type { OperationContext } from '../../context.js';
import { onlyTried } from '../../only-tried.js';
import { operation, OperationError } from '../../operation.js';
import { loadedCopy } from './loaded-copy.js';
import { copiesOf, messageIdentity, type MessageIdentity } from './show-message.js';

const exportedMessage = z
  .object({
    name: z.string().describe('Of a file for it.'),
    internalId: z.string(),
    queue: z.string(),
    header: z.custom<Buffer>().describe('Octets: X-Sender, X-Receiver, and the header of the message.'),
    content: z.custom<AsyncIterable<Buffer>>().describe('Octets; reading them fails where they are damaged.'),
  })
  .readonly();

export const exportMessage = operation({
  name: 'Export-Message',
  summary: 'Copies a suspended message into a file that a Replay directory would take, with its envelope.',
  input: z.object({
    id: messageIdentity,
    copy: z
      .string()
      .regex(/^\d{1,10}$/)
      .optional()
      .describe('Number of the copy, where several wait.'),
    ...onlyTried,
  }),
  output: exportedMessage,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: ({ queue }) => [queue],
  async run({ id: identity, copy: number }, context) {
    const copy = theCopy(await copiesOf(identity, context), { identity, number });
    const { internalId, queue } = copy;
    if (queue === submissionQueue) throw new OperationError(`message ${internalId} is in Submission`);
    if (copy.status !== 'Suspended') throw new OperationError(`message ${internalId} is not suspended`);
    const message = await loadedCopy(copy, context);
    return {
      name: `${internalId}-${copy.number}.eml`,
      internalId,
      queue,
      ...octetsOf(message, context),
    };
  },
});

function theCopy(
  copies: readonly ListedMessage[],
  { identity: { id }, number }: { readonly identity: MessageIdentity; readonly number: string | undefined },
): ListedMessage {
  const [copy, ...others] = copies.filter((each) => number === undefined || each.number === number);
  if (copy === undefined) throw new OperationError(`message ${id} has no copy ${number ?? ''} there`);
  if (others.length === 0) return copy;
  const known = copies.map((each) => `${each.number} in ${each.queue}`).join(', ');
  throw new OperationError(`message ${id} waits in several copies: say which, ${known}`);
}

function octetsOf({ item, copy, content }: LoadedCopy, { contentFile }: OperationContext) {
  const pieces = content ?? contentFile(item.id);
  const header = replayHeader({ ...item.envelope, recipients: copy.recipients }, item.header);
  return { header, content: readable(verifiedContent(item, chunksOf(pieces))) };
}

async function* chunksOf(pieces: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  yield* pieces;
}

async function* readable(content: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  try {
    yield* content;
  } catch (error) {
    const ours = error instanceof DamagedMessage || error instanceof ContentStoreMissing;
    throw ours ? new OperationError(error.message) : error;
  }
}
