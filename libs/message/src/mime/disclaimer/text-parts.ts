import type { HeaderBlock } from '../../header/header-block.js';
import { partHeader } from '../reading/part-reading.js';
import type { Entity } from '../structure/entity.js';
import { mediaTypeOf } from '../structure/media-type.js';
import { MimeSurvey } from '../structure/mime-survey.js';
import type { EntityPlace, MimeVisitor } from '../structure/mime-walk.js';

/** Longer texts are not changed. */
export const textBytesMax = 4 * 1024 * 1024;

/**
 * Finds what a reader sees as the text of a message: the first plain text and the first HTML before anything that stands
 * beside it, as numbers of entities from top to bottom. Undefined: nothing may be changed, since it is signed, encrypted, too
 * large, without a text, or cannot be told.
 */
export async function textPartsOf({
  header,
  content,
}: {
  readonly header: HeaderBlock;
  readonly content: Iterable<Buffer> | AsyncIterable<Buffer>;
}): Promise<ReadonlySet<number> | undefined> {
  const finder = new Finder();
  const survey = new MimeSurvey(header, finder);
  for await (const piece of content) survey.write(piece);
  const isReadable = survey.end();
  const { found, mayChange } = finder;
  return isReadable && mayChange && found.size > 0 ? new Set(found.values()) : undefined;
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
