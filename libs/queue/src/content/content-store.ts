import type { InternalId } from '@mailyard/message';

import type { ContentReference } from '../item/mail-item.js';

/**
 * Keeps the content of messages: written once while it arrives, never changed, deleted with its message. Content that
 * was not committed leaves nothing behind.
 */
export abstract class ContentStore {
  abstract readonly name: ContentReference['store'];

  /** For content that begins to arrive. */
  abstract begin(): Promise<ContentDraft>;

  /** Reads piece by piece, so that a large message never is in memory as a whole. */
  abstract read(id: InternalId): AsyncIterable<Buffer>;

  /** Called after the message is gone. */
  abstract remove(id: InternalId): Promise<void>;
}

/** The store is not in its place, so nothing can be said of the contents in it: they are neither there nor lost. */
export class ContentStoreMissing extends Error {
  override readonly name = 'ContentStoreMissing';
}

/** Content on its way in. Ends with `save` or `discard`. */
export interface ContentDraft {
  write(chunk: Buffer): Promise<void>;
  /** Makes it durable as the content of that message. */
  save(id: InternalId): Promise<void>;
  /** Nothing may survive. After `save` only for a transaction that certainly was not committed. */
  discard(): Promise<void>;
}
