import type { HeaderBlock } from '../../header/header-block.js';
import { GatheredOctets } from '../gathered-octets.js';
import type { Entity } from '../structure/entity.js';
import { mediaTypeOf } from '../structure/media-type.js';
import { MimeSurvey } from '../structure/mime-survey.js';
import type { MimeVisitor } from '../structure/mime-walk.js';
import { legibleText } from './legible-text.js';
import { partHeader, type PartHeader, type PartReading } from './part-reading.js';
import { transferDecoder, type TransferDecoder } from './transfer-decoder.js';

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
}

const beginningBytes = 512;

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
  #part: OpenPart | undefined;

  constructor(bounds: ReadingBounds) {
    this.#bounds = bounds;
    this.#textLeft = bounds.textsBytesMax ?? bounds.textBytesMax;
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
    if (isText(part)) this.#textLeft = Math.max(0, this.#textLeft - part.bytes);
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
    this.#part = new OpenPart(entity, partHeader(entity.header, mediaType), textBytesMax);
  }
}

/** A leaf while it comes. */
class OpenPart {
  readonly #header: PartHeader;
  readonly #decoder: TransferDecoder;
  readonly #keptMax: number;
  readonly #kept = new GatheredOctets();
  #bytes = 0;

  constructor({ encoding }: Entity, header: PartHeader, textBytesMax: number) {
    this.#header = header;
    this.#decoder = transferDecoder(encoding);
    this.#keptMax = isText(header) ? Math.max(textBytesMax, beginningBytes) : beginningBytes;
  }

  text(octets: Buffer): void {
    this.#take(this.#decoder.text(octets));
  }

  lineEnd(): void {
    this.#take(this.#decoder.lineEnd());
  }

  end(): PartReading {
    this.#take(this.#decoder.end());
    const kept = this.#kept.view();
    return {
      ...this.#header,
      bytes: this.#bytes,
      // A view would keep all of it.
      beginning: Buffer.from(kept.subarray(0, beginningBytes)),
      ...(isText(this.#header) ? { text: legibleText(kept, this.#header) } : {}),
      isCut: isText(this.#header) && this.#bytes > kept.length,
    };
  }

  #take(octets: Buffer): void {
    this.#bytes += octets.length;
    const room = this.#keptMax - this.#kept.length;
    if (room > 0) this.#kept.add(octets.subarray(0, room));
  }
}

function isText({ mediaType }: PartHeader): boolean {
  return mediaType.startsWith('text/');
}
