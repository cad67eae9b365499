import { crc32 } from 'node:zlib';

import { DamagedMessage } from '../item/damaged-message.js';
import type { MailItem } from '../item/mail-item.js';

type Recorded = Pick<MailItem, 'id' | 'content'>;

/**
 * Content as it is read, compared with what was recorded while it arrived. Fails with DamagedMessage before its end: who
 * passes it on has not said then that it is complete, so the next hop takes nothing.
 */
export async function* verifiedContent(item: Recorded, chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let bytes = 0;
  let sum = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DamagedMessage(item.id, 'its content is missing', { cause: error });
  }
  assertContent(item, bytes, sum);
}

/** Content that is in memory as a whole. */
export function verifyContent(item: Recorded, content: Buffer): void {
  assertContent(item, content.length, item.content.crc32 === undefined ? 0 : crc32(content));
}

function assertContent({ id, content }: Recorded, bytes: number, sum: number): void {
  if (bytes !== content.bytes) {
    throw new DamagedMessage(id, `its content has ${bytes} octets instead of ${content.bytes}`);
  }
  if (content.crc32 !== undefined && content.crc32 !== sum) {
    throw new DamagedMessage(id, `its content of ${bytes} octets has changed`);
  }
}
