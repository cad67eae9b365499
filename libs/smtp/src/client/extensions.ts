import type { Reply } from '../reply/reply.js';

/** Keyword of EHLO in upper case → arguments (RFC 5321 §4.1.1.1). */
export type Extensions = ReadonlyMap<string, string>;

/** What a positive reply to EHLO or LHLO offers. */
export function extensionsOf({ text }: Reply): Extensions {
  return new Map(text.split('\n').slice(1).map(extension));
}

function extension(line: string): [string, string] {
  const space = line.indexOf(' ');
  return space < 0 ? [line.toUpperCase(), ''] : [line.slice(0, space).toUpperCase(), line.slice(space + 1)];
}
