import { isUtf8 } from 'node:buffer';

import { visibleText } from './visible-text.js';

interface TextKind {
  readonly mediaType: string;
  readonly charset?: string;
}

/** Octets of a text part as a reader sees them: in their character set, and without the tags of HTML. */
export function legibleText(octets: Buffer, { mediaType, charset }: TextKind): string {
  const text = decoder(octets, charset).decode(octets);
  return mediaType === 'text/html' ? visibleText(text) : text;
}

/** A character set that is missing or that nobody knows is UTF-8 if it can be, and Latin-1 if not. */
function decoder(octets: Buffer, charset = ''): InstanceType<typeof TextDecoder> {
  const guess = isUtf8(octets) ? 'utf-8' : 'latin1';
  try {
    return new TextDecoder(charset === '' ? guess : charset);
  } catch {
    return new TextDecoder(guess);
  }
}
