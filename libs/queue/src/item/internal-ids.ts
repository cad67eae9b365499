import { InternalIdBlock, type InternalId } from '@mailyard/message';

const blockSize = 1000;
/** Where a new server begins; ids of Exchange are of this size. */
const base = 8_796_093_022_208n;

/** Numbers for messages; each hub takes them in blocks, so most messages cost no round trip. */
export class InternalIds {
  readonly #allocate: (count: number) => Promise<number>;
  #block = new InternalIdBlock(base, 0);
  #next: Promise<InternalIdBlock> | undefined;

  /** `allocate` raises the server's counter and returns its new value. */
  constructor(allocate: (count: number) => Promise<number>) {
    this.#allocate = allocate;
  }

  /** Undefined: a block must be fetched first, see `next`. */
  take(): InternalId | undefined {
    return this.#block.next();
  }

  async next(): Promise<InternalId> {
    for (;;) {
      const id = this.take();
      if (id !== undefined) return id;
      this.#next ??= this.#newBlock();
      const block = await this.#next;
      if (this.#block.remaining === 0) this.#block = block;
    }
  }

  /** For a connection that was lost: behind the next one may be a Redis without its data, which counts from the beginning. */
  forgetBlock(): void {
    this.#block = new InternalIdBlock(base, 0);
  }

  async #newBlock(): Promise<InternalIdBlock> {
    try {
      const last = await this.#allocate(blockSize);
      return new InternalIdBlock(base + BigInt(last) - BigInt(blockSize) + 1n, blockSize);
    } finally {
      this.#next = undefined;
    }
  }
}
