import type { HeaderBlock } from '../../header/header-block.js';
import { MimeWalk, UnreadableStructure, type MimeVisitor } from './mime-walk.js';

/** Reads a message once, piece by piece; where its structure can no longer be told, the visitor hears no more. */
export class MimeSurvey {
  readonly #walk: MimeWalk;
  #isReadable = true;

  constructor(header: HeaderBlock, visitor: MimeVisitor) {
    this.#walk = new MimeWalk(header, visitor);
  }

  write(chunk: Buffer): void {
    this.#attempt(() => this.#walk.write(chunk));
  }

  /** Whether the visitor has heard all of the message. */
  end(): boolean {
    this.#attempt(() => this.#walk.end());
    return this.#isReadable;
  }

  #attempt(act: () => void): void {
    if (!this.#isReadable) return;
    try {
      act();
    } catch (error) {
      if (!(error instanceof UnreadableStructure)) throw error;
      this.#isReadable = false;
    }
  }
}
