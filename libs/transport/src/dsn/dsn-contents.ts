import { NaturalEncoding, type ComposedDsn, type DsnRequest, type InternalId } from '@mailyard/message';
import {
  ArrivingContent,
  verifiedContent,
  type ContentReference,
  type ContentStores,
  type LoadedCopy,
} from '@mailyard/queue';

/** Where a DSN's content is, and what its message's own transaction must keep in Redis. */
export interface KeptContent {
  readonly reference: ContentReference;
  readonly octets?: readonly Buffer[];
}

/**
 * Contents of DSNs and of the messages in them. What is large is read and written piece by piece, and in a file: so a DSN
 * may hold more than memory would.
 */
export class DsnContents {
  readonly #stores: ContentStores;

  constructor(stores: ContentStores) {
    this.#stores = stores;
  }

  /** The content of a message, for its way back; what is in a file is judged and stays there. */
  async ofOriginal({ item, content }: LoadedCopy): Promise<DsnRequest['original']['content']> {
    if (content !== undefined) return content;
    const encoding = new NaturalEncoding();
    for await (const piece of this.#read(item)) encoding.write(piece);
    return { bytes: item.content.bytes, encoding: encoding.value };
  }

  /** A DSN with the content of its original in it. Durable before the DSN is; without one, the sweep of contents without a message removes it. */
  async keep(
    { content }: Pick<ComposedDsn, 'content'>,
    { item }: LoadedCopy,
    id: InternalId,
  ): Promise<KeptContent> {
    const kept = new ArrivingContent(this.#stores);
    try {
      for (const piece of content.slice(0, -1)) await kept.write(piece);
      for await (const piece of this.#read(item)) await kept.write(piece);
      for (const piece of content.slice(-1)) await kept.write(piece);
      const octets = await kept.save(id);
      kept.release();
      const reference = { ...kept.reference, crc32: kept.crc32 };
      return octets === undefined ? { reference } : { reference, octets };
    } catch (error) {
      await kept.discard();
      throw error;
    }
  }

  #read(item: LoadedCopy['item']): AsyncIterable<Buffer> {
    return verifiedContent(item, this.#stores.large.read(item.id));
  }
}
