import { isAscii } from 'node:buffer';

import PostalMime from 'postal-mime';

import { convertBody } from './convert-body.js';

/** The same numbers in every run. */
class Numbers {
  #last: number;

  constructor(seed: number) {
    this.#last = seed;
  }

  below(limit: number): number {
    this.#last = (this.#last * 48_271) % 2_147_483_647;
    return this.#last % limit;
  }

  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  many<T>(most: number, make: () => T): readonly T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}

const words = ['plain', 'Gr\u00fc\u00dfe', '=', '.', 'a b ', '\u65e5\u672c', '\t', '\x7f', 'x'.repeat(99)];
const types = [
  'text/plain; charset=utf-8',
  'text/html; charset=utf-8',
  'application/octet-stream',
  'image/png',
];

function entity(numbers: Numbers, depth: number): string {
  const kind = depth > 3 ? 0 : numbers.below(5);
  if (kind === 3) return multipart(numbers, depth);
  if (kind === 4) {
    return `Content-Type: message/rfc822\r\n\r\nSubject: inner\r\nMIME-Version: 1.0\r\n${entity(numbers, depth + 1)}`;
  }
  const encoding = numbers.one(['7bit', '8bit', 'binary']);
  const lines = numbers.many(6, () => numbers.many(8, () => numbers.one(words)).join(' '));
  return `Content-Type: ${numbers.one(types)}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${lines.join('\r\n')}`;
}

function multipart(numbers: Numbers, depth: number): string {
  const boundary = `boundary-${depth}-${numbers.below(1_000_000)}`;
  const parts = [entity(numbers, depth + 1), ...numbers.many(2, () => entity(numbers, depth + 1))];
  const preamble = numbers.one(['', 'pr\u00e9ambule\r\n']);
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n${preamble}`,
    ...parts.map((part) => `--${boundary}\r\n${part}\r\n`),
    `--${boundary}--\r\n`,
  ].join('');
}

/** It makes line ends its own, and drops white space before them, where a text is not encoded. */
function withoutSpace(text: string): string {
  return text.replaceAll(/\s|<br \/>/g, '');
}

/** What a reader that is not ours finds in it. */
async function read(message: Buffer) {
  const { text = '', html = '', attachments } = await new PostalMime().parse(message);
  const files = attachments.map(({ mimeType, content }) => [
    mimeType,
    withoutSpace(Buffer.from(content as ArrayBuffer).toString('latin1')),
  ]);
  return { text: withoutSpace(text), html: withoutSpace(html), files };
}

it.each(['7BIT', '8BITMIME'] as const)(
  'five hundred messages say the same to their readers as %s',
  async (kind) => {
    const numbers = new Numbers(20_261_129);
    for (let count = 0; count < 500; count += 1) {
      const message = Buffer.from(`Subject: outer\r\nMIME-Version: 1.0\r\n${entity(numbers, 0)}\r\n`);
      const end = message.indexOf('\r\n\r\n') + 4;
      const [header, cut] = [message.subarray(0, end), end + numbers.below(message.length - end)];
      const content = [message.subarray(end, cut), message.subarray(cut)];
      const converted = await convertBody({ header, content, body: 'BINARYMIME' }, kind);
      const { header: newHeader, content: newContent } = converted ?? { header, content: [] };
      const octets = Buffer.concat([newHeader, ...(newContent as readonly Buffer[])]);
      expect(kind === '7BIT' && !isAscii(octets)).toBe(false);
      expect(await read(octets)).toEqual(await read(message));
    }
  },
);
