import { isAscii, isUtf8 } from 'node:buffer';

import type { HtmlToTextOptions } from 'html-to-text';

import { htmlToText } from '../libraries.js';

/** What is added to the text of a message. */
export interface AddedText {
  readonly html: string;
  readonly location: 'Append' | 'Prepend';
}

export interface TextOctets {
  readonly octets: Buffer;
  /** Character set, in lower case; empty: none is named. */
  readonly charset: string;
}

/** Character sets in which an ASCII octet may stand for something else. */
const notAscii = /^(?:utf-?(?:7|16|32)|ucs-|iso-2022-|hz-gb|ibm0?37|cp0?37|ebcdic)/;

/** Text with what is added to it; undefined where that cannot be said in octets. */
export function changedText(
  text: TextOctets,
  mediaType: string,
  added: readonly AddedText[],
): TextOctets | undefined {
  const html = mediaType === 'text/html';
  const texts = added.map(({ html: said, location }) => ({
    location,
    // Entities can be read in every character set.
    text: html ? withEntities(said) : plainText(said),
  }));
  const readable = fitFor(text, texts.map((each) => each.text).join(''));
  if (readable === undefined) return undefined;
  const insert = html ? intoHtml : intoPlain;
  return {
    charset: readable.charset,
    octets: texts.reduce(
      (octets, { text: said, location }) => insert(octets, Buffer.from(said), location),
      readable.octets,
    ),
  };
}

/** The text in octets behind which ASCII, or whatever else the added text has, means what it should. */
function fitFor(text: TextOctets, added: string): TextOctets | undefined {
  const { octets, charset } = text;
  const plain = /^[\r\n\t -~]*$/.test(added);
  if (plain && !notAscii.test(charset)) return text;
  if ((charset === '' || charset === 'us-ascii') && isAscii(octets)) return { octets, charset: 'utf-8' };
  if (/^utf-?8$/.test(charset)) return isUtf8(octets) ? text : undefined;
  try {
    const decoded = new TextDecoder(charset, { fatal: true }).decode(octets);
    return { octets: Buffer.from(decoded), charset: 'utf-8' };
  } catch {
    return undefined;
  }
}

/** HTML of an administrator, laid out for somebody who sees plain text alone. */
export function plainText(html: string): string {
  return htmlToText().convert(html, asPlainText).replaceAll(/\r?\n/g, '\r\n');
}

const asPlainText: HtmlToTextOptions = {
  wordwrap: false,
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { ignoreHref: true } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
};

function withEntities(html: string): string {
  return html.replaceAll(/[^\0-~]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}

const crlf = Buffer.from('\r\n');

function intoPlain(octets: Buffer, added: Buffer, location: AddedText['location']): Buffer {
  if (location === 'Prepend') return Buffer.concat([added, crlf, crlf, octets]);
  const ended = octets.length === 0 || octets.subarray(-2).equals(crlf);
  return Buffer.concat([octets, ...(ended ? [] : [crlf]), crlf, added, crlf]);
}

/** Within the body, so that every program shows it. */
function intoHtml(octets: Buffer, added: Buffer, location: AddedText['location']): Buffer {
  const text = octets.toString('latin1');
  const at = location === 'Prepend' ? afterOpening(text) : beforeClosing(text);
  return Buffer.concat([octets.subarray(0, at), added, octets.subarray(at)]);
}

/** Behind a tag that somebody has left open nothing is looked for: such texts could take hours. */
function afterOpening(text: string): number {
  const ends = [/<body\b/i, /<html\b/i].map((tag) => {
    const at = text.search(tag);
    return at === -1 ? -1 : text.indexOf('>', at);
  });
  return (ends.find((end) => end !== -1) ?? -1) + 1;
}

function beforeClosing(text: string): number {
  const lower = text.toLowerCase();
  const body = lower.lastIndexOf('</body');
  const end = body === -1 ? lower.lastIndexOf('</html') : body;
  return end === -1 ? text.length : end;
}
