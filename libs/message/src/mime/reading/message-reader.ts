import type { HeaderBlock } from '../../header/header-block.js';
import type { Entity } from '../structure/entity.js';
import { mediaTypeOf } from '../structure/media-type.js';
import { MimeSurvey } from '../structure/mime-survey.js';
import type { MimeVisitor } from '../structure/mime-walk.js';
import { isText, OpenPart } from './open-part.js';
import { partHeader, type PartReading } from './part-reading.js';

/** What a reader finds in a message. */
export interface MessageReading {
  /** All leaves, from top to bottom. */
  readonly parts: readonly PartReading[];
  /** Every media type that occurs, in lower case; containers, too. */
  readonly mediaTypes: ReadonlySet<string>;
  /** Its structure could be told, and nothing was left out. */
  readonly isWhole: boolean;
}

export interface ReadingBounds {
  /** Octets of text that are looked at in each part. */
  readonly textBytesMax: number;
  /** And in all parts together. Default: as many as one may have. */
  readonly textsBytesMax?: number;
  readonly partsMax: number;
  /** Octets of documents, as they come and inflated, in all parts together; absent: none is looked into. */
  readonly documentsBytesMax?: number;
}

/** Reads a message piece by piece, within bounds. */
export class MessageReader {
  readonly #collector: Collector;
  readonly #survey: MimeSurvey;

  constructor(header: HeaderBlock, bounds: ReadingBounds) {
    this.#collector = new Collector(bounds);
    this.#survey = new MimeSurvey(header, this.#collector);
  }

  write(chunk: Buffer): void {
    this.#survey.write(chunk);
  }

  end(): MessageReading {
    const isReadable = this.#survey.end();
    const { parts, mediaTypes, isComplete } = this.#collector;
    return { parts, mediaTypes, isWhole: isReadable && isComplete };
  }
}

class Collector implements MimeVisitor {
  readonly parts: PartReading[] = [];
  readonly mediaTypes = new Set<string>();
  isComplete = true;
  readonly #bounds: ReadingBounds;
  #textLeft: number;
  #documentsLeft: number;
  #part: OpenPart | undefined;

  constructor(bounds: ReadingBounds) {
    this.#bounds = bounds;
    this.#textLeft = bounds.textsBytesMax ?? bounds.textBytesMax;
    this.#documentsLeft = bounds.documentsBytesMax ?? 0;
  }

  entity(entity: Entity): void {
    const mediaType = mediaTypeOf(entity.header);
    this.mediaTypes.add(mediaType);
    if (entity.kind !== 'leaf') return;
    if (this.parts.length >= this.#bounds.partsMax) this.isComplete = false;
    else this.#begin(entity, mediaType);
  }

  text(octets: Buffer): void {
    this.#part?.text(octets);
  }

  lineEnd(): void {
    this.#part?.lineEnd();
  }

  leafEnd(): void {
    if (this.#part === undefined) return;
    const part = this.#part.end();
    this.parts.push(part);
    const { text = '', bytes, inflatedBytes } = part;
    const textBytes = isText(part) ? bytes : text.length;
    this.#textLeft = Math.max(0, this.#textLeft - textBytes);
    if (inflatedBytes !== undefined) {
      this.#documentsLeft = Math.max(0, this.#documentsLeft - Math.max(bytes, inflatedBytes));
    }
    this.#part = undefined;
  }

  delimiter(): void {
    // It belongs to no part.
  }

  filler(): void {
    // Nobody reads it (RFC 2046 §5.1.1).
  }

  #begin(entity: Entity, mediaType: string): void {
    const textBytesMax = Math.min(this.#bounds.textBytesMax, this.#textLeft);
    const bounds = { textBytesMax, documentBytesMax: this.#documentsLeft };
    this.#part = new OpenPart(entity, partHeader(entity.header, mediaType), bounds);
  }
}
