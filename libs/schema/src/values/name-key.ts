/** What nobody sees: zero-width spaces and joiners, soft hyphens, marks of direction (RFC 3454, tables B.1 and C.8). */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** Whatever looks like a space: all of Unicode's, and the empty cell of Braille. */
const spaces = /[\s\u2800]+/gu;
const plain = /^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/;

/** A text as people read it: composed, in usual width (NFKC), a space for each run of what looks like spaces, none around. */
export function readableName(text: string): string {
  if (plain.test(text)) return text;
  return text.replaceAll(invisible, '').normalize('NFKC').replaceAll(spaces, ' ').trim();
}

/**
 * The form in which the names of objects are compared, everywhere: as people read them and without regard to case.
 * Two objects are the same when their keys are; keys are never stored.
 */
export function nameKey(name: string): string {
  return readableName(name).toLowerCase();
}

/** Whether two names are the same to a reader. */
export function isSameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** A name as it is kept once somebody writes it: look-alike spaces are plain ones, with none around. */
export function tidyName(name: string): string {
  return name.replaceAll(/[\p{Zs}\u2800]+/gu, ' ').trim();
}
