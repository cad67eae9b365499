import type { InternalId } from '@mailyard/message';

import type { MailItem } from './mail-item.js';

/** What never changes of a message. `content`, in pieces, when it is kept in Redis. */
export interface ItemWithContent {
  readonly item: MailItem;
  readonly content?: readonly Buffer[];
}

const heldBytesMax = 32 * 1024 * 1024;
const heldMs = 30_000;
/** Beside header and content: the envelope, the entry itself. */
const overheadBytes = 2_048;

/**
 * V8 gives a Map that is added to and deleted from a new table every few entries, and the old ones hold each other and what
 * was in them until the old generation is collected. So an entry lets its message go when it leaves.
 */
interface Held {
  message: ItemWithContent | undefined;
  readonly bytes: number;
  readonly until: number;
}

/**
 * Messages that this process has just stored: most are delivered by the same process within moments, and then nothing
 * of theirs has to be read back. Each is given out once. Redis stays the truth of whether a message still exists.
 */
export class RecentMessages {
  /** In the order of arrival. */
  readonly #held = new Map<InternalId, Held>();
  #bytes = 0;

  /** When there is no room the newcomer is left out: those before it are wanted earlier. */
  add(message: ItemWithContent, now = performance.now()): void {
    this.#expire(now);
    const bytes = bytesOf(message);
    if (this.#bytes + bytes > heldBytesMax) return;
    this.#bytes += bytes;
    this.#held.set(message.item.id, { message, bytes, until: now + heldMs });
  }

  take(id: InternalId): ItemWithContent | undefined {
    const found = this.#held.get(id);
    const message = found?.message;
    if (found !== undefined) this.#forget(id, found);
    return message;
  }

  #expire(now: number): void {
    for (const [id, held] of this.#held) {
      if (held.until > now) return;
      this.#forget(id, held);
    }
  }

  #forget(id: InternalId, held: Held): void {
    this.#held.delete(id);
    this.#bytes -= held.bytes;
    held.message = undefined;
  }
}

function bytesOf({ item, content }: ItemWithContent): number {
  return overheadBytes + item.header.length + (content === undefined ? 0 : item.content.bytes);
}
