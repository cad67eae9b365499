import { replies } from '../../reply/replies.js';
import { ReplyError } from '../../reply/reply.js';

/** What follows `MAIL FROM:` or `RCPT TO:`: a path and parameters (RFC 5321 §4.1.1.11). */
export interface PathArguments {
  /** With its angle brackets; empty when there is none. */
  readonly path: string;
  /** Keywords in upper case; a keyword without a value has `undefined`. */
  readonly parameters: ReadonlyMap<string, string | undefined>;
}

// A path ends at the first `>` outside a quoted string (RFC 5321 §4.1.2).
const pathAndRest = /^(<(?:[^<>"]|"(?:[^"\\]|\\.)*")*>)(?: +(.*))?$/s;
/**
 * An address that people type without brackets. It ends at the first space, so nothing may stand in it that has another
 * meaning somewhere: no quote, no source route, no list, and no `=`, lest a parameter be read as the address.
 */
const bareAddress = /^([^\s<>"@,:;()\\=]+@[^\s<>"@,;()\\=]+)(?: +(.*))?$/s;
const parameter = /^([A-Za-z0-9][A-Za-z0-9-]*)(?:=([^=\s]+))?$/;
const noParameters: ReadonlyMap<string, undefined> = new Map();

export interface PathSyntax {
  /** A path without its brackets is none (RFC 5321 §4.1.2). */
  readonly angleBracketsRequired: boolean;
}

/** Undefined when `text` does not begin with the keyword and a colon. A doubled or malformed parameter throws. */
export function parsePathArguments(
  keyword: 'FROM' | 'TO',
  text: string,
  syntax: PathSyntax,
): PathArguments | undefined {
  const colon = keyword.length;
  if (text.slice(0, colon + 1).toUpperCase() !== `${keyword}:`) return undefined;
  // RFC 5321 §3.3 allows no space after the colon; real clients send one, so it is skipped.
  const { path, rest } = divide(trimBlanks(text.slice(colon + 1)), syntax);
  return { path, parameters: rest === undefined ? noParameters : parseParameters(rest) };
}

interface Divided {
  readonly path: string;
  readonly rest?: string | undefined;
}

function divide(text: string, { angleBracketsRequired }: PathSyntax): Divided {
  const [, path, rest] = pathAndRest.exec(text) ?? [];
  if (path !== undefined) return { path, rest };
  const [, address, others] = (angleBracketsRequired ? null : bareAddress.exec(text)) ?? [];
  return address === undefined ? { path: '' } : { path: `<${address}>`, rest: others };
}

function parseParameters(text: string): ReadonlyMap<string, string | undefined> {
  const parameters = new Map<string, string | undefined>();
  for (const word of text.split(' ')) {
    if (word === '') continue;
    const [, keyword, value] = parameter.exec(word) ?? [];
    const name = keyword?.toUpperCase();
    if (name === undefined || parameters.has(name)) throw new ReplyError(replies.invalidArguments);
    parameters.set(name, value);
  }
  return parameters;
}

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
