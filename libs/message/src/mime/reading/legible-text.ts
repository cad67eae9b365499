import { isUtf8 } from 'node:buffer';

import { convert, type HtmlToTextOptions } from 'html-to-text';

interface TextKind {
  readonly mediaType: string;
  readonly charset?: string;
}

/** Octets of a text part as a reader sees them: in their character set, and without the tags of HTML. */
export function legibleText(octets: Buffer, { mediaType, charset }: TextKind): string {
  const text = decoder(octets, charset).decode(octets);
  return mediaType === 'text/html' ? convert(text, htmlOptions) : text;
}

/** Words alone count; nobody looks at addresses of links and images as text. */
const htmlOptions: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: 100 },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { ignoreHref: true } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
};

/** A character set that is missing or that nobody knows is UTF-8 if it can be, and Latin-1 if not. */
function decoder(octets: Buffer, charset = ''): InstanceType<typeof TextDecoder> {
  const guess = isUtf8(octets) ? 'utf-8' : 'latin1';
  try {
    return new TextDecoder(charset === '' ? guess : charset);
  } catch {
    return new TextDecoder(guess);
  }
}
