import type { HeaderField } from './header-block.js';

/** RFC 5322 §2.1.1: lines should not be longer than 78 characters. */
const preferredLineLength = 78;

/**
 * Makes a field from a value that is ours or was cleaned. Control characters, line ends above all, become spaces:
 * whatever a value holds, it stays one field.
 */
export function headerField(name: string, value: string): HeaderField {
  return { name, raw: Buffer.from(`${fold(`${name}: ${oneLine(value)}`.trimEnd())}\r\n`, 'utf8') };
}

/** Breaks at spaces; a word longer than the line stays whole, since a break inside it would change the value. */
function fold(line: string): string {
  if (line.length <= preferredLineLength) return line;
  let folded = '';
  let start = 0;
  for (let end = nextSpace(line, 0); end < line.length;) {
    const next = nextSpace(line, end + 1);
    if (next - start > preferredLineLength && isBreakable(line.slice(start, end))) {
      folded += `${line.slice(start, end)}\r\n`;
      start = end;
    }
    end = next;
  }
  return folded + line.slice(start);
}

function nextSpace(line: string, from: number): number {
  const at = line.indexOf(' ', from);
  return at === -1 ? line.length : at;
}

/** The name must not stand alone on its line: some readers take that for the end of the header. */
function isBreakable(line: string): boolean {
  return !line.endsWith(':') && line.trim() !== '';
}

/** Replaces runs of control characters (C0, DEL, C1, line and paragraph separator) by one space. */
export function oneLine(value: string): string {
  return /^[ -~]*$/.test(value) ? value : value.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
