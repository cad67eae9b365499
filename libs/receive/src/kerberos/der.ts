import { KerberosError } from './kerberos-error.js';

// As much of DER (X.690) as Kerberos' messages need.

export interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

/** Tags of the universal class, and the bits of the others. */
export const tags = {
  integer: 0x02,
  octetString: 0x04,
  generalString: 0x1b,
  time: 0x18,
  sequence: 0x30,
} as const;
const application = 0x60;
const context = 0xa0;

/** The elements that follow each other in `octets`; throws KerberosError when they are not well-formed. */
export function elements(octets: Buffer): readonly Element[] {
  const found: Element[] = [];
  let position = 0;
  while (position < octets.length) {
    const { element, end } = elementAt(octets, position);
    found.push(element);
    position = end;
  }
  return found;
}

/** The first element, and where it ends. */
export function elementAt(
  octets: Buffer,
  start: number,
): { readonly element: Element; readonly end: number } {
  const [tag, first] = [octets[start], octets[start + 1]];
  if (tag === undefined || first === undefined) throw new KerberosError('message ends too early');
  const lengthOctets = first < 0x80 ? 0 : first & 0x7f;
  if (lengthOctets > 3 || (first >= 0x80 && lengthOctets === 0)) throw new KerberosError('length is not DER');
  const begin = start + 2 + lengthOctets;
  if (begin > octets.length) throw new KerberosError('message ends too early');
  const length = lengthOctets === 0 ? first : octets.readUIntBE(start + 2, lengthOctets);
  const end = begin + length;
  if (end > octets.length) throw new KerberosError('message ends too early');
  return { element: { tag, content: octets.subarray(begin, end) }, end };
}

/** The one element of which `octets` consist. */
export function only(octets: Buffer): Element {
  const { element, end } = elementAt(octets, 0);
  if (end < octets.length) throw new KerberosError('more than one element');
  return element;
}

/** The fields of a SEQUENCE with explicit tags: number → element. */
export class Fields {
  readonly #fields: ReadonlyMap<number, Element>;

  constructor({ tag, content }: Element) {
    if (tag !== tags.sequence) throw new KerberosError('no sequence where one is needed');
    const fields = elements(content);
    this.#fields = new Map(fields.map((field) => [field.tag - context, only(field.content)]));
    if (this.#fields.size < fields.length) throw new KerberosError('a field is there twice');
  }

  /** The one message in `[APPLICATION n]`. */
  static ofApplication(number: number, octets: Buffer): Fields {
    const { tag, content } = only(octets);
    if (tag !== application + number) throw new KerberosError(`not message ${number}`);
    return new Fields(only(content));
  }

  has(number: number): boolean {
    return this.#fields.has(number);
  }

  element(number: number): Element {
    const element = this.#fields.get(number);
    if (element === undefined) throw new KerberosError(`field ${number} is missing`);
    return element;
  }

  fields(number: number): Fields {
    return new Fields(this.element(number));
  }

  octets(number: number): Buffer {
    return this.element(number).content;
  }

  text(number: number): string {
    return this.octets(number).toString('utf8');
  }

  integer(number: number): number {
    const { content } = this.element(number);
    if (content.length === 0 || content.length > 6) throw new KerberosError(`field ${number} is no integer`);
    return content.readIntBE(0, content.length);
  }

  /** KerberosTime (RFC 4120 §5.2.3): `19851106210627Z`. */
  time(number: number): Date {
    const [, year, month, day, hour, minute, second] =
      /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(this.text(number)) ?? [];
    const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    if (Number.isNaN(time.getTime())) throw new KerberosError(`field ${number} is no time`);
    return time;
  }
}

export function encode(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest >>= 8) length.unshift(rest & 0xff);
  const header = content.length < 0x80 ? [tag, content.length] : [tag, 0x80 | length.length, ...length];
  return Buffer.concat([Buffer.from(header), content]);
}

export function encodeInteger(value: number): Buffer {
  const octets = Buffer.alloc(6);
  octets.writeIntBE(value, 0, 6);
  let start = 0;
  // The shortest form: no leading octet that only repeats the sign.
  while (start < 5 && octets[start] === 0 && (octets[start + 1] ?? 0) < 0x80) start += 1;
  return encode(tags.integer, octets.subarray(start));
}

export const encodeField = (number: number, content: Buffer): Buffer => encode(context + number, content);
export const encodeApplication = (number: number, content: Buffer): Buffer =>
  encode(application + number, content);
