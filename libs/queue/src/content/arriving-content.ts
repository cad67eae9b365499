import { crc32 } from 'node:zlib';

import type { InternalId } from '@mailyard/message';
import type { MemoryAllowance } from '@mailyard/service';

import type { ContentReference } from '../item/mail-item.js';
import type { ContentDraft, ContentStore } from './content-store.js';

/** Smaller pieces cost more as such than as a copy in one. */
const pieceOctetsMin = 8_192;

export interface ContentStores {
  readonly large: ContentStore;
  /** Content above this goes to `large`, other content into Redis. */
  readonly thresholdBytes: number;
  readonly memory: MemoryAllowance;
}

/** Content on its way in: in memory at first, in a file once it is large or memory is short. */
export class ArrivingContent {
  readonly #stores: ContentStores;
  #draft: ContentDraft | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #bytes = 0;
  #crc32 = 0;
  #large = false;

  constructor(stores: ContentStores) {
    this.#stores = stores;
  }

  get reference(): ContentReference {
    return { store: this.#large ? this.#stores.large.name : 'redis', bytes: this.#bytes };
  }

  /** Of what was written so far. */
  get crc32(): number {
    return this.#crc32;
  }

  /** At once, unless it goes into a file. */
  write(chunk: Buffer): Promise<void> | void {
    this.#bytes += chunk.length;
    this.#crc32 = crc32(chunk, this.#crc32);
    if (this.#large) return this.#draft?.write(chunk);
    this.#hold(chunk);
    const { thresholdBytes, memory } = this.#stores;
    return this.#bytes > thresholdBytes || memory.free < 0 ? this.#moveToLarge() : undefined;
  }

  /** Makes it durable, or returns what the message's own transaction must keep in Redis. */
  save(id: InternalId): Promise<undefined> | readonly Buffer[] {
    if (this.#draft === undefined) return toKeep(this.#held);
    return this.#draft.save(id).then(() => undefined);
  }

  async discard(): Promise<void> {
    this.release();
    await this.#draft?.discard();
  }

  /** The memory is no longer needed: the message is committed or refused. */
  release(): void {
    this.#stores.memory.give(this.#heldBytes);
    this.#heldBytes = 0;
    this.#held = [];
  }

  async #moveToLarge(): Promise<void> {
    this.#large = true;
    const draft = await this.#stores.large.begin();
    this.#draft = draft;
    for (const chunk of this.#held) await draft.write(chunk);
    this.release();
  }

  #hold(chunk: Buffer): void {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    this.#stores.memory.take(chunk.length);
  }
}

/**
 * The pieces as they came, unless they are in buffers of many times their size: as long as the content is kept, so are the
 * whole buffers. What is as large as most mail is not copied either: copies, too, are a burden for the collector.
 */
function toKeep(pieces: readonly Buffer[]): readonly Buffer[] {
  let [octets, inBuffers] = [0, 0];
  for (const piece of pieces) {
    octets += piece.length;
    inBuffers += piece.buffer.byteLength;
  }
  const fewBuffers = pieces.length === 1 || octets / pieces.length >= pieceOctetsMin;
  return fewBuffers && inBuffers <= 2 * octets ? pieces : [Buffer.concat(pieces)];
}
