import type { InternalId } from '@mailyard/message';

import type { MailItem } from './mail-item.js';

/** What never changes of a message. `content` when it is kept in Redis. */
export interface ItemWithContent {
  readonly item: MailItem;
  readonly content?: Buffer;
}

const heldBytesMax = 32 * 1024 * 1024;
const heldMs = 30_000;
/** Beside header and content: the envelope, the entry itself. */
const overheadBytes = 2_048;

/**
 * Messages that this process has just stored: most are delivered by the same process within moments, and then nothing
 * of theirs has to be read back. Each is given out once. Redis stays the truth of whether a message still exists.
 */
export class RecentMessages {
  /** In the order of arrival. */
  readonly #held = new Map<InternalId, { readonly message: ItemWithContent; readonly until: number }>();
  #bytes = 0;

  /** When there is no room the newcomer is left out: those before it are wanted earlier. */
  add(message: ItemWithContent, now = performance.now()): void {
    this.#expire(now);
    const bytes = bytesOf(message);
    if (this.#bytes + bytes > heldBytesMax) return;
    this.#bytes += bytes;
    this.#held.set(message.item.id, { message, until: now + heldMs });
  }

  take(id: InternalId): ItemWithContent | undefined {
    const found = this.#held.get(id)?.message;
    if (found !== undefined) this.#forget(found);
    return found;
  }

  #expire(now: number): void {
    for (const { message, until } of this.#held.values()) {
      if (until > now) return;
      this.#forget(message);
    }
  }

  #forget(message: ItemWithContent): void {
    this.#held.delete(message.item.id);
    this.#bytes -= bytesOf(message);
  }
}

function bytesOf({ item, content }: ItemWithContent): number {
  return overheadBytes + item.header.length + (content?.length ?? 0);
}
