/**
 * Without the space and horizontal tab around it (RFC 5234's WSP), which is the white space of a command. What JavaScript's
 * `trim` takes for white space besides, a no-break space for one, is a character that does not belong there.
 */
export function trimBlanks(text: string): string {
  return trimBlankEnd(text, beginning(text));
}

/** RFC 5321 §4.1.1: white space before the CRLF is tolerated. */
export function trimBlankEnd(text: string, begin = 0): string {
  let end = text.length;
  while (end > begin && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return begin === 0 && end === text.length ? text : text.slice(begin, end);
}

function beginning(text: string): number {
  let begin = 0;
  while (begin < text.length && isBlank(text.charCodeAt(begin))) begin += 1;
  return begin;
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}
