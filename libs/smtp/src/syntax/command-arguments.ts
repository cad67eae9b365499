import { replies } from '../replies.js';
import { ReplyError } from '../reply.js';

/** What follows `MAIL FROM:` or `RCPT TO:`: a path and parameters (RFC 5321 §4.1.1.11). */
export interface PathArguments {
  /** With its angle brackets; empty when there is none. */
  readonly path: string;
  /** Keywords in upper case; a keyword without a value has `undefined`. */
  readonly parameters: ReadonlyMap<string, string | undefined>;
}

// A path ends at the first `>` outside a quoted string (RFC 5321 §4.1.2).
const pathAndRest = /^(<(?:[^<>"]|"(?:[^"\\]|\\.)*")*>)(?: +(.*))?$/s;
const parameter = /^([A-Za-z0-9][A-Za-z0-9-]*)(?:=([^=\s]+))?$/;
const noParameters: ReadonlyMap<string, undefined> = new Map();

/** Undefined when `text` does not begin with the keyword and a colon. A doubled or malformed parameter throws. */
export function parsePathArguments(keyword: 'FROM' | 'TO', text: string): PathArguments | undefined {
  const colon = keyword.length;
  if (text.slice(0, colon + 1).toUpperCase() !== `${keyword}:`) return undefined;
  // RFC 5321 §3.3 allows no space after the colon; real clients send one, so it is skipped.
  const [, path, rest] = pathAndRest.exec(text.slice(colon + 1).trim()) ?? [];
  if (path === undefined) return { path: '', parameters: noParameters };
  return { path, parameters: rest === undefined ? noParameters : parseParameters(rest) };
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
