import { HeaderBlock } from '../../header/header-block.js';
import { headerField } from '../../header/header-field.js';
import { QuotedPrintableEncoder } from '../quoted-printable.js';
import type { Entity } from '../structure/entity.js';
import { MimeRewriter, WrittenOctets, type MimeWriter } from '../structure/mime-rewriter.js';
import type { EntityPlace } from '../structure/mime-walk.js';
import { Base64Encoder } from './base64-encoder.js';
import { keep, type ConversionPlan, type Encoding, type LeafStep } from './conversion-plan.js';
import { LineWrapper } from './line-wrapper.js';

const encodingField = 'Content-Transfer-Encoding';
const typeField = 'Content-Type';
const question = 0x3f;
const crlf = Buffer.from('\r\n');

export interface Conversion {
  readonly header: HeaderBlock;
  readonly plan: ConversionPlan;
  /** The encoding of what is not encoded, where another one is claimed; none: what is claimed stays. */
  readonly label?: '7bit' | '8bit';
}

/** Writes a message anew as a survey of the same octets has planned it; its header is known from the beginning. */
export function conversionWriter({ header, plan, label }: Conversion): MimeRewriter {
  return new MimeRewriter(header, new Writer(plan, label));
}

class Writer implements MimeWriter {
  header: HeaderBlock = HeaderBlock.empty;
  readonly written = new WrittenOctets();
  readonly #steps: IterableIterator<LeafStep>;
  readonly #label: Conversion['label'];
  /** Of text that says nothing of it. */
  readonly #charset: string;
  #wrapper: LineWrapper | undefined;
  #encoder: QuotedPrintableEncoder | Base64Encoder | undefined;

  constructor({ steps, isAscii }: ConversionPlan, label: Conversion['label']) {
    this.#steps = steps.values();
    this.#charset = isAscii ? 'us-ascii' : 'unknown-8bit';
    this.#label = label;
  }

  entity(entity: Entity, { isProtected, headerLines }: EntityPlace): void {
    const step = this.#steps.next().value ?? keep;
    this.#encoder = encoderFor(step.encoding);
    this.#wrapper =
      step.wrapAt === undefined ? undefined : new LineWrapper(step.wrapAt, step.isUtf8 === true);
    const header = isProtected ? entity.header : relabelled(entity, step, this.#label);
    const kept = header === entity.header;
    if (headerLines === undefined) this.header = kept ? header : asMime(header, this.#charset);
    else if (kept) this.written.push(headerLines);
    else this.written.push(...header.fields.map(({ raw }) => raw), emptyLineOf(headerLines));
  }

  text(octets: Buffer): void {
    if (this.#wrapper === undefined) return this.#write(octets);
    const { lines, open } = this.#wrapper.write(octets);
    for (const line of lines) {
      this.#write(line);
      this.#endLine();
    }
    if (open !== undefined) this.#write(open);
  }

  lineEnd(): void {
    this.#rest();
    this.#endLine();
  }

  /** Of a line that is wrapped. */
  #rest(): void {
    for (const [index, line] of (this.#wrapper?.end() ?? []).entries()) {
      if (index > 0) this.#endLine();
      this.#write(line);
    }
  }

  #write(octets: Buffer): void {
    this.written.push(
      this.#encoder === undefined ? octets : Buffer.from(this.#encoder.text(octets), 'latin1'),
    );
  }

  #endLine(): void {
    this.written.push(this.#encoder === undefined ? crlf : Buffer.from(this.#encoder.lineEnd(), 'latin1'));
  }

  leafEnd({ last }: { readonly last: boolean }): void {
    this.#rest();
    this.#wrapper = undefined;
    if (this.#encoder === undefined) return;
    this.written.push(Buffer.from(this.#encoder.end(), 'latin1'));
    if (last && this.#encoder instanceof Base64Encoder) this.written.push(crlf);
    this.#encoder = undefined;
  }

  delimiter(octets: Buffer): void {
    this.written.push(octets);
  }

  /** Nobody reads it, so nothing is lost with what may not stay. */
  filler(octets: Buffer): void {
    this.written.push(octets.equals(crlf) ? octets : Buffer.from(octets.map(harmless)));
  }
}

function harmless(octet: number): number {
  return octet > 0x7e || (octet < 0x20 && octet !== 0x09) ? question : octet;
}

function encoderFor(encoding: Encoding): QuotedPrintableEncoder | Base64Encoder | undefined {
  if (encoding === 'keep') return undefined;
  return encoding === 'base64' ? new Base64Encoder() : new QuotedPrintableEncoder();
}

/** The header with what now is true; `label` is the most that the encoding of content as it was may be. */
function relabelled({ header, encoding }: Entity, step: LeafStep, label: Conversion['label']): HeaderBlock {
  const claimsMore =
    label !== undefined && (encoding === 'binary' || (encoding === '8bit' && label === '7bit'));
  const kept = claimsMore ? label : encoding;
  // Who named no character set may have said nothing of eight bits either.
  const asItIs = step.charset !== undefined && kept === '7bit' ? '8bit' : kept;
  const now = step.encoding === 'keep' ? asItIs : step.encoding;
  const named = step.charset === undefined ? header : withCharset(header, step.charset);
  return now === encoding ? named : named.set(headerField(encodingField, now));
}

function withCharset(header: HeaderBlock, charset: string): HeaderBlock {
  const type = (header.first(typeField) ?? 'text/plain').replace(/[\s;]+$/, '');
  return header.set(headerField(typeField, `${type}; charset=${charset}`));
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
