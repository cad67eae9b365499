import { crc32 } from 'node:zlib';

import { possibleDuplicateFields } from '@mailyard/message';
import {
  ArrivingContent,
  DatabaseError,
  submissionQueue,
  type KeptMessage,
  type NewItem,
  type QueuedRecipient,
} from '@mailyard/queue';

import type { TransportContext } from '../transport-context.js';

/** A kept message is not what it was. */
export class DamagedInSafetyNet extends Error {
  override readonly name = 'DamagedInSafetyNet';
}

/**
 * The message anew, for these recipients: they have been resolved, the mailbox looks whether it has the message, and nobody
 * hears of it. Its content is kept when `use` succeeds, or when nobody knows whether it has.
 */
export async function asNewItem(
  kept: Omit<KeptMessage, 'content'> & { readonly content: readonly Buffer[] | AsyncIterable<Buffer> },
  recipients: readonly QueuedRecipient[],
  context: Pick<TransportContext, 'stores' | 'database'> & { readonly use: (item: NewItem) => Promise<void> },
): Promise<void> {
  const content = new ArrivingContent(context.stores);
  try {
    for await (const piece of kept.content) await content.write(piece);
    const { crc32: sum, bytes } = kept.item.content;
    if (content.reference.bytes !== bytes || (sum !== undefined && sum !== content.crc32)) {
      throw new DamagedInSafetyNet('its content has changed');
    }
    const id = await context.database.ids.next();
    const octets = await content.save(id);
    const header = Buffer.concat([Buffer.from(possibleDuplicateFields), kept.header]);
    const quiet = recipients.map((recipient) => ({ ...recipient, notify: ['NEVER'] as const }));
    await context.use({
      item: {
        ...kept.item,
        id,
        header,
        headerCrc32: crc32(header),
        receivedAt: Date.now(),
        sizeBytes: header.length + bytes,
        content: { ...content.reference, crc32: content.crc32 },
      },
      copies: [{ number: '0', queue: submissionQueue, recipients: quiet, attempts: 0, resolved: true }],
      ...(octets === undefined ? {} : { content: octets }),
    });
  } catch (error) {
    // A message that may exist keeps its content; without one it is swept.
    if (!(error instanceof DatabaseError) || error.outcome === 'none') await content.discard();
    throw error;
  } finally {
    content.release();
  }
}
