import { HeaderBlock, isNamed } from '../../header/header-block.js';
import { headerField } from '../../header/header-field.js';
import { QuotedPrintableEncoder } from '../quoted-printable.js';
import { Base64Encoder } from './base64-encoder.js';
import type { ConversionPlan, Step } from './conversion-plan.js';
import type { Entity } from './entity.js';
import { MimeWalk, type EntityPlace, type MimeVisitor } from './mime-walk.js';

const encodingField = 'Content-Transfer-Encoding';
const question = 0x3f;
const crlf = Buffer.from('\r\n');

/** Writes a message anew as a survey of the same octets has planned it, piece by piece. */
export class ConversionWriter {
  /** The message's own, changed. */
  readonly header: HeaderBlock;
  readonly #writer: Writer;
  readonly #walk: MimeWalk;

  /** `label`: the encoding of what is not encoded, where another one is claimed. */
  constructor(header: HeaderBlock, plan: ConversionPlan, label: '7bit' | '8bit') {
    this.#writer = new Writer(plan, label);
    this.#walk = new MimeWalk(header, this.#writer);
    this.header = this.#writer.header;
  }

  write(chunk: Buffer): readonly Buffer[] {
    this.#walk.write(chunk);
    return this.#writer.take();
  }

  end(): readonly Buffer[] {
    this.#walk.end();
    return this.#writer.take();
  }
}

class Writer implements MimeVisitor {
  header: HeaderBlock = HeaderBlock.empty;
  readonly #steps: IterableIterator<Step>;
  readonly #label: '7bit' | '8bit';
  /** Of text that says nothing of it. */
  readonly #charset: string;
  #encoder: QuotedPrintableEncoder | Base64Encoder | undefined;
  #out: Buffer[] = [];

  constructor({ steps, isAscii }: ConversionPlan, label: '7bit' | '8bit') {
    this.#steps = steps.values();
    this.#charset = isAscii ? 'us-ascii' : 'unknown-8bit';
    this.#label = label;
  }

  take(): readonly Buffer[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  entity(entity: Entity, { isProtected, headerLines }: EntityPlace): void {
    const step = this.#steps.next().value ?? 'keep';
    this.#encoder = encoderFor(step);
    const header = isProtected ? entity.header : relabelled(entity, step, this.#label);
    const kept = header === entity.header;
    if (headerLines === undefined) this.header = kept ? header : asMime(header, this.#charset);
    else if (kept) this.#out.push(headerLines);
    else this.#out.push(...header.fields.map(({ raw }) => raw), emptyLineOf(headerLines));
  }

  text(octets: Buffer): void {
    this.#out.push(this.#encoder === undefined ? octets : Buffer.from(this.#encoder.text(octets), 'latin1'));
  }

  lineEnd(): void {
    this.#out.push(this.#encoder === undefined ? crlf : Buffer.from(this.#encoder.lineEnd(), 'latin1'));
  }

  leafEnd({ last }: { readonly last: boolean }): void {
    if (this.#encoder === undefined) return;
    this.#out.push(Buffer.from(this.#encoder.end(), 'latin1'));
    if (last && this.#encoder instanceof Base64Encoder) this.#out.push(crlf);
    this.#encoder = undefined;
  }

  delimiter(octets: Buffer): void {
    this.#out.push(octets);
  }

  /** Nobody reads it, so nothing is lost with what may not stay. */
  filler(octets: Buffer): void {
    this.#out.push(octets.equals(crlf) ? octets : Buffer.from(octets.map(harmless)));
  }
}

function harmless(octet: number): number {
  return octet > 0x7e || (octet < 0x20 && octet !== 0x09) ? question : octet;
}

function encoderFor(step: Step): QuotedPrintableEncoder | Base64Encoder | undefined {
  if (step === 'keep') return undefined;
  return step === 'base64' ? new Base64Encoder() : new QuotedPrintableEncoder();
}

/** The header with the Content-Transfer-Encoding that now is true; `label` is the most that one of content as it was may be. */
function relabelled({ header, encoding }: Entity, step: Step, label: '7bit' | '8bit'): HeaderBlock {
  const claimsMore = encoding === 'binary' || (encoding === '8bit' && label === '7bit');
  const kept = claimsMore ? label : encoding;
  const now = step === 'keep' ? kept : step;
  if (now === encoding) return header;
  const field = headerField(encodingField, now);
  if (!header.has(encodingField)) return header.append(field);
  return header.replace(
    (candidate) => isNamed(candidate, encodingField),
    () => field,
  );
}

/** What was no MIME message becomes one, as it must be to have an encoding (RFC 2045 §4, RFC 1428 §3). */
function asMime(header: HeaderBlock, charset: string): HeaderBlock {
  const version = header.has('MIME-Version') ? [] : [headerField('MIME-Version', '1.0')];
  const type = header.has('Content-Type')
    ? []
    : [headerField('Content-Type', `text/plain; charset=${charset}`)];
  return header.append(...version, ...type);
}

function emptyLineOf(headerLines: Buffer): Buffer {
  const ended = headerLines.equals(crlf) || headerLines.subarray(-4).equals(Buffer.from('\r\n\r\n'));
  return ended ? crlf : Buffer.alloc(0);
}
