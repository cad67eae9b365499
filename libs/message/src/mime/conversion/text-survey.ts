import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';

import type { Entity } from '../structure/entity.js';
import type { EntityPlace } from '../structure/mime-walk.js';
import { keep, type LeafStep, type Survey } from './conversion-plan.js';
import type { TextForm } from './text-form.js';

/** A text that may be written anew: neither signed nor encrypted, nor of another message, nor a file, nor encoded already. */
interface Text {
  readonly isPlain: boolean;
  readonly isMime: boolean;
  /** In lower case. */
  readonly charset: string | undefined;
  readonly isFlowed: boolean;
}

/** The coded character sets that need no more than seven bits. */
const sevenBit = /^(?:us-ascii|utf-7|hz-gb-2312|iso-2022-)/;
const pgp = Buffer.from('-----BEGIN PGP ');

/** Reads a message to see what has to be done so that its texts have a form. */
export class TextSurvey implements Survey {
  readonly steps: LeafStep[] = [];
  isAscii = true;
  /** Something is to be done. */
  possible = false;
  #text: Text | undefined;
  #ascii = true;
  #utf8: TextDecoder | undefined;
  #column = 0;
  #longest = 0;
  #signed = false;

  constructor(
    private readonly form: TextForm,
    /** A name for a character set is not worth a signature. */
    private readonly isSigned: boolean,
  ) {}

  entity(entity: Entity, place: EntityPlace): void {
    this.steps.push(keep);
    this.#text = textOf(entity, place);
    this.#ascii = true;
    this.#utf8 = new TextDecoder('utf-8', { fatal: true });
    this.#column = 0;
    this.#longest = 0;
    this.#signed = false;
  }

  text(octets: Buffer): void {
    if (!isAscii(octets)) this.isAscii = false;
    if (this.#text === undefined) return;
    if (this.#column === 0 && octets.subarray(0, pgp.length).equals(pgp)) this.#signed = true;
    this.#column += octets.length;
    if (!isAscii(octets)) this.#ascii = false;
    if (!this.#ascii) this.#decode(octets);
  }

  lineEnd(): void {
    this.#longest = Math.max(this.#longest, this.#column);
    this.#column = 0;
    if (!this.#ascii) this.#decode();
  }

  leafEnd(): void {
    const text = this.#text;
    if (text === undefined) return;
    this.lineEnd();
    const step = { ...keep, ...this.#charset(text), ...this.#wrapping(text), ...this.#encoding(text) };
    if (step.charset === undefined && step.wrapAt === undefined && step.encoding === 'keep') return;
    this.possible = true;
    this.steps[this.steps.length - 1] = step;
  }

  delimiter(): void {
    // No text.
  }

  filler(octets: Buffer): void {
    if (!isAscii(octets)) this.isAscii = false;
  }

  /** What can only be UTF-8 is called so, whatever the setting says. */
  #charset({ charset, isMime }: Text): Partial<LeafStep> {
    const given = isMime ? this.form.charset : this.form.plainCharset;
    if (given === undefined || charset !== undefined || this.#ascii || this.isSigned) return {};
    return { charset: this.#utf8 === undefined ? given : 'utf-8' };
  }

  #wrapping({ isPlain, isFlowed, charset }: Text): Partial<LeafStep> {
    const { wrapAt } = this.form;
    if (wrapAt === undefined || !isPlain || isFlowed || this.#signed || this.#longest <= wrapAt) return {};
    const isUtf8 = charset === 'utf-8' || (charset === undefined && this.#utf8 !== undefined);
    return { wrapAt, isUtf8 };
  }

  #encoding({ isPlain, charset = 'us-ascii' }: Text): Partial<LeafStep> {
    const encoding = isPlain ? this.form.plainEncoding : this.form.htmlEncoding;
    return encoding === undefined || !this.#ascii || !sevenBit.test(charset) ? {} : { encoding };
  }

  /** A piece of a line, or its end, beyond which no character goes. */
  #decode(octets?: Buffer): void {
    try {
      this.#utf8?.decode(octets, { stream: octets !== undefined });
    } catch {
      // It is something else: no more is asked.
      this.#utf8 = undefined;
    }
  }
}

function textOf(entity: Entity, { isProtected, isEnclosed, headerLines }: EntityPlace): Text | undefined {
  if (entity.kind !== 'leaf' || entity.encodable !== 'text' || isProtected || isEnclosed) return undefined;
  const isFile = /^\s*attachment/i.test(entity.header.first('Content-Disposition') ?? '');
  const type = entity.header.first('Content-Type');
  return isFile
    ? undefined
    : textOfType(type ?? 'text/plain', headerLines !== undefined || type !== undefined);
}

function textOfType(type: string, isMime: boolean): Text | undefined {
  const subtype = /^\s*text\/(?<subtype>plain|html)(?![^\s;])/i
    .exec(type)
    ?.groups?.['subtype']?.toLowerCase();
  if (subtype === undefined) return undefined;
  return {
    isPlain: subtype === 'plain',
    isMime,
    charset: /;\s*charset\s*=\s*"?(?<name>[^\s";]+)/i.exec(type)?.groups?.['name']?.toLowerCase(),
    isFlowed: /;\s*format\s*=\s*"?flowed/i.test(type),
  };
}
