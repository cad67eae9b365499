import { isUtf8 } from 'node:buffer';

/** One header field with its folding; `raw` ends with CRLF. A line that is no field has an empty name. */
export interface HeaderField {
  /** As written. */
  readonly name: string;
  readonly raw: Buffer;
  /** Known of it: its octets are printable ASCII, tabs and CRLF alone, which have one reading. */
  readonly isPlain?: boolean;
}

const lf = 0x0a;
const cr = 0x0d;
const tab = 0x09;
const space = 0x20;
const tilde = 0x7e;
const crlf = Buffer.from('\r\n');

/**
 * The header block of a message (RFC 5322 §2.2): fields in their order, octets as they came, malformed and repeated
 * ones included. Immutable: each change gives a new block.
 */
export class HeaderBlock {
  static readonly empty = new HeaderBlock([]);

  constructor(readonly fields: readonly HeaderField[]) {}

  /**
   * Reads a header block with or without its closing empty line. A bare LF becomes CRLF, since mixed line ends let two
   * readers see two different headers; nothing else changes.
   */
  static parse(block: Buffer): HeaderBlock {
    const fields: HeaderField[] = [];
    const text = block.toString('latin1');
    let start = 0;
    while (start < block.length) {
      const { end, isPlain } = scanField(block, start);
      if (isEmptyLine(block, start, end)) break;
      const octets = block.subarray(start, end);
      const name = text.slice(start, nameEnd(block, start));
      fields.push({ name, raw: isPlain ? octets : withCrlf(octets), isPlain });
      start = end;
    }
    return new HeaderBlock(fields);
  }

  /** The values of all fields of that name, from top to bottom, unfolded (RFC 5322 §2.2.3). */
  find(name: string): readonly string[] {
    return this.fields.filter((field) => isNamed(field, name)).map(unfoldedValue);
  }

  /** The topmost value of that name. */
  first(name: string): string | undefined {
    const field = this.fields.find((candidate) => isNamed(candidate, name));
    return field && unfoldedValue(field);
  }

  has(name: string): boolean {
    return this.fields.some((field) => isNamed(field, name));
  }

  count(name: string): number {
    return this.fields.filter((field) => isNamed(field, name)).length;
  }

  /** Puts fields on top, in the order given. */
  prepend(...fields: readonly HeaderField[]): HeaderBlock {
    return new HeaderBlock([...fields, ...this.fields]);
  }

  /** Puts fields at the end. */
  append(...fields: readonly HeaderField[]): HeaderBlock {
    return new HeaderBlock([...this.fields, ...fields]);
  }

  /** Puts a field in the place of the topmost of its name, as the only one of that name; at the end if there is none. */
  set(field: HeaderField): HeaderBlock {
    const at = this.fields.findIndex((known) => isNamed(known, field.name));
    if (at === -1) return this.append(field);
    const before = this.fields.slice(0, at);
    const behind = this.fields.slice(at).filter((known) => !isNamed(known, field.name));
    return new HeaderBlock([...before, field, ...behind]);
  }

  /** Leaves out all fields of that name. */
  withoutNamed(name: string): HeaderBlock {
    return this.without((field) => isNamed(field, name));
  }

  /** Leaves out the fields for which the predicate holds. */
  without(predicate: (field: HeaderField) => boolean): HeaderBlock {
    const kept = this.fields.filter((field) => !predicate(field));
    return kept.length === this.fields.length ? this : new HeaderBlock(kept);
  }

  /** Puts another field in the place of each for which the predicate holds. */
  replace(
    predicate: (field: HeaderField) => boolean,
    change: (field: HeaderField) => HeaderField,
  ): HeaderBlock {
    if (!this.fields.some(predicate)) return this;
    return new HeaderBlock(this.fields.map((field) => (predicate(field) ? change(field) : field)));
  }

  /** Octets, the closing empty line included: content can follow at once. */
  toBuffer(): Buffer {
    return Buffer.concat([...this.fields.map((field) => field.raw), crlf]);
  }
}

export function isNamed(field: HeaderField, name: string): boolean {
  if (field.name.length !== name.length) return false;
  return field.name === name || field.name.toLowerCase() === name.toLowerCase();
}

/** UTF-8 (RFC 6532); what is none is read as Latin-1 rather than lost. */
export function textEncoding(octets: Buffer): 'utf8' | 'latin1' {
  return isUtf8(octets) ? 'utf8' : 'latin1';
}

/** The field as text, its folding and closing CRLF included. */
export function fieldText({ raw, isPlain }: HeaderField): string {
  return raw.toString(isPlain === true ? 'latin1' : textEncoding(raw));
}

/** The field's body on one line, without the white space around it. */
export function unfoldedValue(field: HeaderField): string {
  const text = fieldText(field);
  const body = field.name === '' ? text : text.slice(text.indexOf(':') + 1);
  const value = body.trim();
  return value.includes('\n') ? value.replaceAll(/\r?\n/g, '') : value;
}

/** Where the field ends, since lines that begin with white space continue it, and whether it is plain. In one pass: every message has it. */
function scanField(block: Buffer, start: number): { readonly end: number; readonly isPlain: boolean } {
  let isPlain = true;
  let before = 0;
  for (let at = start; at < block.length; at += 1) {
    const octet = block[at] ?? 0;
    if (octet === lf) {
      isPlain &&= before === cr;
      const next = block[at + 1];
      if (next !== space && next !== tab) return { end: at + 1, isPlain };
    } else if (before === cr || (octet !== cr && !isText(octet))) isPlain = false;
    before = octet;
  }
  // Its last line has no end.
  return { end: block.length, isPlain: false };
}

function isText(octet: number): boolean {
  return octet >= space ? octet <= tilde : octet === tab;
}

function isEmptyLine(block: Buffer, start: number, end: number): boolean {
  const length = end - start;
  return (
    (length === 1 && block[start] === lf) || (length === 2 && block[start] === cr && block[start + 1] === lf)
  );
}

/** Printable ASCII, then a colon, with the white space before it that RFC 5322 §4.5 tells us to read; else where the field begins. */
function nameEnd(block: Buffer, start: number): number {
  let end = start;
  while (isOfName(block[end])) end += 1;
  let colon = end;
  while (block[colon] === space || block[colon] === tab) colon += 1;
  return block[colon] === 0x3a ? end : start;
}

/** RFC 5322 §2.2: printable ASCII but the colon. */
function isOfName(octet: number | undefined): boolean {
  return octet !== undefined && octet > space && octet < 0x7f && octet !== 0x3a;
}

function withCrlf(octets: Buffer): Buffer {
  if (hasOnlyCrlf(octets)) return octets;
  const fixed = octets.toString('latin1').replaceAll(/(?<!\r)\n/g, '\r\n');
  return Buffer.from(fixed.endsWith('\r\n') ? fixed : `${fixed}\r\n`, 'latin1');
}

/** Every line, the last one above all, ends with CRLF. */
function hasOnlyCrlf(octets: Buffer): boolean {
  let end = -1;
  for (let at = octets.indexOf(lf); at !== -1; at = octets.indexOf(lf, at + 1)) {
    if (octets[at - 1] !== cr) return false;
    end = at;
  }
  return end === octets.length - 1;
}
