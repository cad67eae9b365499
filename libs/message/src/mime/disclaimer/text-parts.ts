import { HeaderBlock } from '../../header/header-block.js';
import type { Entity } from '../conversion/entity.js';
import {
  MimeWalk,
  UnreadableStructure,
  type EntityPlace,
  type MimeVisitor,
} from '../conversion/mime-walk.js';
import { partHeader } from '../reading/part-reading.js';
import { mediaTypeOf } from '../reading/media-type.js';

/** Longer texts are not changed. */
export const textBytesMax = 4 * 1024 * 1024;

/**
 * Finds what a reader sees as the text of a message: the first plain text and the first HTML before anything that stands
 * beside it, as numbers of entities from top to bottom.
 */
export class TextPartSurvey {
  readonly #finder = new Finder();
  readonly #walk: MimeWalk;
  #isReadable = true;

  constructor(header: HeaderBlock) {
    this.#walk = new MimeWalk(header, this.#finder);
  }

  write(chunk: Buffer): void {
    this.#attempt(() => this.#walk.write(chunk));
  }

  /** Undefined: nothing may be changed, since it is signed, encrypted, too large, without a text, or cannot be told. */
  end(): ReadonlySet<number> | undefined {
    this.#attempt(() => this.#walk.end());
    const { found, mayChange } = this.#finder;
    return this.#isReadable && mayChange && found.size > 0 ? new Set(found.values()) : undefined;
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

class Finder implements MimeVisitor {
  /** By media type. */
  readonly found = new Map<string, number>();
  mayChange = true;
  #entities = 0;
  #isOver = false;
  #bytes: number | undefined;

  entity(entity: Entity, { isProtected }: EntityPlace): void {
    const number = this.#entities;
    this.#entities += 1;
    this.#bytes = undefined;
    if (isProtected || (entity.kind === 'multipart' && entity.protects)) this.mayChange = false;
    if (entity.kind === 'message') this.#isOver = true;
    if (entity.kind === 'leaf') this.#leaf(entity, number);
  }

  text(octets: Buffer): void {
    if (this.#bytes === undefined) return;
    this.#bytes += octets.length;
    if (this.#bytes > textBytesMax) this.mayChange = false;
  }

  lineEnd(): void {
    if (this.#bytes !== undefined) this.#bytes += 2;
  }

  leafEnd(): void {
    this.#bytes = undefined;
  }

  delimiter(): void {
    // It is no text.
  }

  filler(): void {
    // Nobody reads it.
  }

  #leaf({ header, encoding }: Entity, number: number): void {
    const { mediaType, isAttachment } = partHeader(header, mediaTypeOf(header));
    if (isAttachment) this.#isOver = true;
    if (this.#isOver || !/^text\/(?:plain|html)$/.test(mediaType) || this.found.has(mediaType)) return;
    if (!knownEncodings.has(encoding)) return;
    this.found.set(mediaType, number);
    this.#bytes = 0;
  }
}

const knownEncodings: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary', 'quoted-printable', 'base64']);
