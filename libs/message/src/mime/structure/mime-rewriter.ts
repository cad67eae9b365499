import type { HeaderBlock } from '../../header/header-block.js';
import { MimeWalk, type MimeVisitor } from './mime-walk.js';

/** A visitor that writes what it hears, as it is or otherwise. */
export interface MimeWriter extends MimeVisitor {
  /** Of the message itself, as it has become so far. */
  readonly header: HeaderBlock;
  readonly written: WrittenOctets;
}

/** Writes the content of a message anew, piece by piece. */
export class MimeRewriter {
  readonly #writer: MimeWriter;
  readonly #walk: MimeWalk;

  constructor(header: HeaderBlock, writer: MimeWriter) {
    this.#writer = writer;
    this.#walk = new MimeWalk(header, writer);
  }

  /** Of the message itself; known once its first part is over. */
  get header(): HeaderBlock {
    return this.#writer.header;
  }

  write(chunk: Buffer): readonly Buffer[] {
    this.#walk.write(chunk);
    return this.#writer.written.take();
  }

  end(): readonly Buffer[] {
    this.#walk.end();
    return this.#writer.written.take();
  }
}

/** Octets that were written and not taken yet. */
export class WrittenOctets {
  #octets: Buffer[] = [];

  push(...octets: readonly Buffer[]): void {
    this.#octets.push(...octets);
  }

  take(): readonly Buffer[] {
    const taken = this.#octets;
    this.#octets = [];
    return taken;
  }
}
