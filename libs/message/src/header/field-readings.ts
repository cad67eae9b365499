import { fieldText, textEncoding, type HeaderField } from './header-block.js';

/**
 * Octets that some reader takes for the end of a line, or of the text: a bare CR (Python's email package), NUL (programs
 * in C), VT, FF, FS, GS, RS, NEL, LINE and PARAGRAPH SEPARATOR (Unicode's line boundaries). CRLF is everybody's, and a
 * bare LF became CRLF when the header block was read.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const border = /\r(?!\n)|(?<!\r)\n|[\0\v\f\u001C-\u001E\u0085\u2028\u2029]/u;
const borders = new RegExp(border, 'gu');
const [tab, lf, cr, space, tilde] = [0x09, 0x0a, 0x0d, 0x20, 0x7e];
const folding = /\r\n(?=[ \t])/g;

/**
 * Every name under which some reader finds a field in these octets, in lower case; its own first. This is the one rule
 * for whoever judges a field by its name. Behind a border a name is what stands before the first colon, less all that is
 * not printable ASCII (RFC 5322 §2.2): readers skip, cut off or overlook white space, controls and what cannot be seen.
 */
export function namesRead(field: HeaderField): readonly string[] {
  const own = field.name.toLowerCase();
  if (own !== '' && isPlain(field)) return [own];
  return [own, ...namesIn(fieldText(field))];
}

/**
 * The same for names that nobody writes by chance: there the octet 85 is a border wherever it stands, since a reader of
 * ISO 8859-1 sees NEL in the middle of a character of UTF-8.
 */
export function protectedNamesRead(field: HeaderField): readonly string[] {
  const names = namesRead(field);
  return names.length === 1 ? names : [...names, ...namesIn(field.raw.toString('latin1'))];
}

/** Whether some reader finds the field under such a name, of those that nobody writes by chance. */
export function hasProtectedName(field: HeaderField, isMeant: (name: string) => boolean): boolean {
  // No list for the many that have one name.
  if (field.name !== '' && isPlain(field)) return isMeant(field.name.toLowerCase());
  return protectedNamesRead(field).some(isMeant);
}

/** Printable ASCII, tabs and CRLF alone have one reading. A loop, since a string of every field costs three times that. */
function isPlain({ raw: octets, isPlain: isKnownPlain = false }: HeaderField): boolean {
  if (isKnownPlain) return true;
  for (let at = 0; at < octets.length; at += 1) {
    const octet = octets[at] ?? 0;
    if (octet >= space ? octet > tilde : octet !== tab && !isLineEnd(octets, at)) return false;
  }
  return true;
}

/** The LF or the CR of a CRLF; a bare LF is not in a field. */
function isLineEnd(octets: Buffer, at: number): boolean {
  return octets[at] === lf || (octets[at] === cr && octets[at + 1] === lf);
}

/** The field with one reading: spaces in place of borders. */
export function withoutBorders(field: HeaderField): HeaderField {
  if (!hasBorders(field)) return field;
  const text = fieldText(field).replaceAll(borders, ' ');
  return { name: field.name, raw: Buffer.from(text, textEncoding(field.raw)) };
}

export function hasBorders(field: HeaderField): boolean {
  return field.isPlain !== true && border.test(fieldText(field));
}

/** No name that anybody asks for is longer. */
const maxNameLength = 256;

/**
 * One reader ends a line where the next one sees nothing, so a name may begin behind every border and go on across others.
 * Letters are taken in their plain form: some readers compare without regard to width or to Unicode's case.
 */
function namesIn(text: string): readonly string[] {
  const lines = text.replaceAll(folding, '').replaceAll(borders, '\n').normalize('NFKC').toLowerCase();
  const visible = lines.replaceAll(/[^!-~\n]+/g, '').replaceAll(/\n+/g, '\n');
  const names: string[] = [];
  for (let start = 0; start !== -1; start = visible.indexOf('\n', start + 1)) {
    const beginning = visible.slice(start, start + maxNameLength);
    const colon = beginning.indexOf(':');
    if (colon !== -1) names.push(beginning.slice(0, colon).replaceAll('\n', ''));
  }
  return names;
}
