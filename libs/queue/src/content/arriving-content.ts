import type { InternalId } from '@mailyard/message';
import type { ChainableCommander } from 'ioredis';

import type { ContentReference } from '../item/mail-item.js';
import type { ContentDraft, ContentStore } from './content-store.js';

export interface ContentStores {
  /** In memory while it arrives. */
  readonly small: ContentStore;
  readonly large: ContentStore;
  /** Content above this goes to `large`. */
  readonly thresholdBytes: number;
  readonly memory: MemoryAllowance;
}

/** How much arriving content all sessions of a process may hold in memory together. */
export class MemoryAllowance {
  #free: number;

  constructor(bytes: number) {
    this.#free = bytes;
  }

  get free(): number {
    return this.#free;
  }

  take(bytes: number): void {
    this.#free -= bytes;
  }

  give(bytes: number): void {
    this.#free += bytes;
  }
}

/** Content on its way in: in memory at first, in a file once it is large or memory is short. */
export class ArrivingContent {
  readonly #stores: ContentStores;
  #draft: ContentDraft | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #bytes = 0;
  #large = false;

  constructor(stores: ContentStores) {
    this.#stores = stores;
  }

  get reference(): ContentReference {
    const { small, large } = this.#stores;
    return { store: this.#large ? large.name : small.name, bytes: this.#bytes };
  }

  async write(chunk: Buffer): Promise<void> {
    this.#bytes += chunk.length;
    if (this.#large) return this.#draft?.write(chunk);
    this.#hold(chunk);
    const { thresholdBytes, memory } = this.#stores;
    if (this.#bytes > thresholdBytes || memory.free < 0) await this.#moveToLarge();
  }

  /** See `ContentDraft.save`. */
  async save(id: InternalId): Promise<((multi: ChainableCommander) => void) | undefined> {
    if (!this.#large) await this.#writeHeld(this.#stores.small);
    return this.#draft?.save(id);
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
    await this.#writeHeld(this.#stores.large);
    this.release();
  }

  async #writeHeld(store: ContentStore): Promise<void> {
    const draft = await store.begin();
    this.#draft = draft;
    for (const chunk of this.#held) await draft.write(chunk);
  }

  #hold(chunk: Buffer): void {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    this.#stores.memory.take(chunk.length);
  }
}
