import { isAscii } from 'node:buffer';

import type { MessageOctets } from './convert-body.js';

/** How texts are to be written for somebody. */
export interface TextForm {
  /** Character set of text in a MIME message that names none; none: it stays without. */
  readonly charset?: string;
  /** The same of a message that is not MIME. */
  readonly plainCharset?: string;
  /** Characters after which lines of plain text are wrapped; none: they stay as they are. */
  readonly wrapAt?: number;
  /** Transfer encoding of text in 7-bit character sets that has none; none: it stays without. */
  readonly plainEncoding?: TextEncoding;
  readonly htmlEncoding?: TextEncoding;
}

export type TextEncoding = 'quoted-printable' | 'base64';

/** Whether there is anything to look for: what only gets the name of a character set has octets beyond ASCII. */
export function mayChangeText(
  { content, body }: MessageOctets & { readonly body: string },
  form: TextForm,
): boolean {
  if (form.wrapAt !== undefined || form.plainEncoding !== undefined || form.htmlEncoding !== undefined) {
    return true;
  }
  if (form.charset === undefined && form.plainCharset === undefined) return false;
  return typeof content === 'function' ? body !== '7BIT' : !content.every((piece) => isAscii(piece));
}
