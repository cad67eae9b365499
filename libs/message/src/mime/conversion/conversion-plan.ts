import { isAscii } from 'node:buffer';

import type { Entity } from '../structure/entity.js';
import type { EntityPlace, MimeVisitor } from '../structure/mime-walk.js';

/** What the peer does not take, and of what the content is free afterwards. */
export interface Unwanted {
  /** RFC 6152. */
  readonly eightBit: boolean;
  /** NUL and lines of more than 998 octets (RFC 3030 §3); CR and LF without the other are never wanted. */
  readonly binary: boolean;
}

export type Encoding = 'keep' | 'quoted-printable' | 'base64';

/** What is done with an entity. */
export interface LeafStep {
  readonly encoding: Encoding;
  /** Its character set, of which it has said nothing. */
  readonly charset?: string;
  /** Lines of more characters than this are wrapped. */
  readonly wrapAt?: number;
  readonly isUtf8?: boolean;
}

export const keep: LeafStep = { encoding: 'keep' };

export interface ConversionPlan {
  /** For each entity in its order from top to bottom. */
  readonly steps: readonly LeafStep[];
  readonly isAscii: boolean;
}

/** What makes a plan of what it hears. */
export interface Survey extends MimeVisitor, ConversionPlan {
  /** False: the plan cannot be carried out without harm, or there is nothing to do. */
  readonly possible: boolean;
}

const nul = 0x00;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const equals = 0x3d;
const lineBytesMax = 998;
/** An octet costs three in quoted-printable, any three cost four in base64. */
const escapedShareMax = 1 / 6;

/** How entities have to be encoded for a peer. */
export class EncodingSurvey implements Survey {
  readonly steps: LeafStep[] = [];
  isAscii = true;
  possible = true;
  readonly #unwanted: Unwanted;
  #leaf: { readonly encodable: 'text' | 'octets' | 'never' } = { encodable: 'never' };
  #mustChange = false;
  #octets = 0;
  #escaped = 0;
  #column = 0;
  #isProtected = false;

  constructor(unwanted: Unwanted) {
    this.#unwanted = unwanted;
  }

  entity(entity: Entity, { isProtected }: EntityPlace): void {
    this.steps.push(keep);
    this.#isProtected = isProtected || (entity.kind === 'multipart' && entity.protects);
    if (entity.kind !== 'leaf') return;
    this.#leaf = { encodable: isProtected ? 'never' : entity.encodable };
    this.#mustChange = false;
    this.#octets = 0;
    this.#escaped = 0;
    this.#column = 0;
  }

  text(octets: Buffer): void {
    this.#column += octets.length;
    const ascii = isAscii(octets);
    if (!ascii) this.isAscii = false;
    if (this.#isUnwanted(octets, ascii)) this.#mustChange = true;
    this.#octets += octets.length;
    for (const octet of octets) if (octet > 0x7e || octet < 0x20 || octet === equals) this.#escaped += 1;
  }

  lineEnd(): void {
    this.#column = 0;
    this.#octets += 2;
  }

  leafEnd(): void {
    if (!this.#mustChange) return;
    const { encodable } = this.#leaf;
    if (encodable === 'never') this.possible = false;
    const legible = encodable === 'text' && this.#escaped <= this.#octets * escapedShareMax;
    this.steps[this.steps.length - 1] = { encoding: legible ? 'quoted-printable' : 'base64' };
  }

  delimiter(): void {
    // Plain ASCII: it is made of a boundary.
  }

  filler(octets: Buffer): void {
    if (this.#isProtected && this.#isUnwanted(octets, isAscii(octets))) this.possible = false;
  }

  #isUnwanted(octets: Buffer, ascii: boolean): boolean {
    if (this.#unwanted.eightBit && !ascii) return true;
    if (octets.includes(carriageReturn) || octets.includes(lineFeed)) return !isLineEnd(octets);
    return this.#unwanted.binary && (octets.includes(nul) || this.#column > lineBytesMax);
  }
}

/** Filler comes with its line ends. */
function isLineEnd(octets: Buffer): boolean {
  return octets.length === 2 && octets[0] === carriageReturn && octets[1] === lineFeed;
}
