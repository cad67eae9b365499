import { GatheredOctets } from '../gathered-octets.js';
import type { Entity } from '../structure/entity.js';
import { officeDocument } from './documents/office-document.js';
import { legibleText } from './legible-text.js';
import type { PartHeader, PartReading } from './part-reading.js';
import { transferDecoder, type TransferDecoder } from './transfer-decoder.js';

const beginningBytes = 512;
/** Documents are archives, and told from others by the first file in them, whatever their own names say (APPNOTE §4.3.7). */
const localHeader = 0x04034b50;
const nameOffset = 30;
const firstName = /^(?:\[Content_Types\]\.xml|mimetype|(?:_rels|docProps|word|xl|ppt)\/)/;
const documentBeginningBytes = 64;

interface PartBounds {
  readonly textBytesMax: number;
  readonly documentBytesMax: number;
}

export function isText({ mediaType }: PartHeader): boolean {
  return mediaType.startsWith('text/');
}

/** A leaf of a message while it comes. */
export class OpenPart {
  readonly #header: PartHeader;
  readonly #bounds: PartBounds;
  readonly #decoder: TransferDecoder;
  readonly #kept = new GatheredOctets();
  #keptMax: number;
  #bytes = 0;

  constructor({ encoding }: Entity, header: PartHeader, bounds: PartBounds) {
    this.#header = header;
    this.#bounds = bounds;
    this.#decoder = transferDecoder(encoding);
    this.#keptMax = isText(header) ? Math.max(bounds.textBytesMax, beginningBytes) : beginningBytes;
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
      ...this.#read(kept),
    };
  }

  #read(kept: Buffer): Pick<PartReading, 'text' | 'properties' | 'inflatedBytes' | 'isCut'> {
    const isWhole = this.#bytes <= kept.length;
    if (isText(this.#header)) return { text: legibleText(kept, this.#header), isCut: !isWhole };
    if (!this.#isDocument(kept)) return { isCut: false };
    // Its directory is at its end.
    if (!isWhole) return { isCut: true };
    const { textBytesMax, documentBytesMax } = this.#bounds;
    const document = officeDocument(kept, { textBytesMax, inflatedBytesMax: documentBytesMax });
    return document ?? { isCut: false };
  }

  #isDocument(octets: Buffer): boolean {
    if (this.#bounds.documentBytesMax === 0 || isText(this.#header)) return false;
    if (octets.length < documentBeginningBytes || octets.readUInt32LE() !== localHeader) return false;
    return firstName.test(octets.toString('latin1', nameOffset, documentBeginningBytes));
  }

  #take(octets: Buffer): void {
    const before = this.#bytes;
    this.#bytes += octets.length;
    if (before < documentBeginningBytes && this.#bytes >= documentBeginningBytes) this.#judge(octets);
    const room = this.#keptMax - this.#kept.length;
    if (room > 0) this.#kept.add(octets.subarray(0, room));
  }

  /** As soon as its first octets are there. */
  #judge(octets: Buffer): void {
    const first = Buffer.concat([this.#kept.view(), octets.subarray(0, documentBeginningBytes)]);
    if (this.#isDocument(first)) this.#keptMax = Math.max(this.#bounds.documentBytesMax, beginningBytes);
  }
}
