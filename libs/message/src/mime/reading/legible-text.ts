import { isUtf8 } from 'node:buffer';

import { convert, type HtmlToTextOptions } from 'html-to-text';
import { Parser } from 'htmlparser2';

interface TextKind {
  readonly mediaType: string;
  readonly charset?: string;
}

/** Octets of a text part as a reader sees them: in their character set, and without the tags of HTML. */
export function legibleText(octets: Buffer, { mediaType, charset }: TextKind): string {
  const text = decoder(octets, charset).decode(octets);
  return mediaType === 'text/html' ? withoutTags(text) : text;
}

/** How deep elements may nest: what a parser spends on each one grows with the number of those that are open. */
const depthMax = 1_000;

function withoutTags(html: string): string {
  if (!nestsTooDeep(html)) return convert(html, htmlOptions);
  // Nobody means that to be read by a program, and so a word is found whether tags part words or stand within them.
  return ['', ' '].map((tag) => convert(html.replaceAll(tags, tag), htmlOptions)).join('\n');
}

/** Whatever might begin one; quoted values may hold angle brackets. */
const tags = /<(?:"[^"]*"|'[^']*'|[^<>"'])*>?/g;

class TooDeep extends Error {}

function nestsTooDeep(html: string): boolean {
  let depth = 0;
  const parser = new Parser({
    onopentag() {
      depth += 1;
      if (depth > depthMax) throw new TooDeep();
    },
    onclosetag() {
      depth -= 1;
    },
  });
  try {
    parser.end(html);
    return false;
  } catch (error) {
    if (error instanceof TooDeep) return true;
    throw error;
  }
}

/** Words alone count; nobody looks at addresses of links and images as text. */
const htmlOptions: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: depthMax },
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
