import { ReplyError, replies } from '@mailyard/smtp';

import { HeaderSplitter } from './header-splitter.js';

const maxHeaderBytes = 400;
/** U+FEFF in UTF-8. */
const mark = '\u00EF\u00BB\u00BF';

interface Split {
  readonly header: string | undefined;
  readonly content: string;
}

function split(chunks: readonly Buffer[], limit = maxHeaderBytes): Split {
  const splitter = new HeaderSplitter({ maxHeaderBytes: limit });
  const content = [...chunks.flatMap((chunk) => splitter.write(chunk)), ...splitter.end()];
  return { header: splitter.header?.toString('latin1'), content: Buffer.concat(content).toString('latin1') };
}

/** All ways to cut a message into three parts, and into single octets: every state meets every boundary. */
function* segmentations(message: Buffer): Generator<readonly Buffer[]> {
  yield [message];
  yield Array.from(message, (octet) => Buffer.of(octet));
  for (let first = 0; first <= message.length; first++) {
    for (let second = first; second <= message.length; second++) {
      yield [message.subarray(0, first), message.subarray(first, second), message.subarray(second)];
    }
  }
}

const samples: readonly [name: string, message: string, expected: Split][] = [
  ['CRLF', 'A: 1\r\nB: 2\r\n\r\nhi\r\n\r\n', { header: 'A: 1\r\nB: 2\r\n\r\n', content: 'hi\r\n\r\n' }],
  ['bare LF', 'A: 1\nB: 2\n\nhi\n\nX: 1', { header: 'A: 1\nB: 2\n\n', content: 'hi\n\nX: 1' }],
  ['CRLF header, LF empty line', 'A: 1\r\n\nhi', { header: 'A: 1\r\n\n', content: 'hi' }],
  ['LF header, CRLF empty line', 'A: 1\n\r\nhi', { header: 'A: 1\n\r\n', content: 'hi' }],
  ['folding', 'A: 1\r\n \r\n\t2\r\n\r\nhi', { header: 'A: 1\r\n \r\n\t2\r\n\r\n', content: 'hi' }],
  [
    'bare CR is no line end',
    'A: 1\r\rB: 2\r\n\r\r\n\r\n',
    { header: 'A: 1\r\rB: 2\r\n\r\r\n\r\n', content: '' },
  ],
  ['headers only', 'A: 1\r\nB: 2\r\n', { header: 'A: 1\r\nB: 2\r\n', content: '' }],
  ['headers only, last line open', 'A: 1\r\nB: 2', { header: 'A: 1\r\nB: 2', content: '' }],
  ['no content after the empty line', 'A: 1\r\n\r\n', { header: 'A: 1\r\n\r\n', content: '' }],
  [
    'a line without colon inside',
    'A: 1\r\nwhat\r\n\r\nhi',
    { header: 'A: 1\r\nwhat\r\n\r\n', content: 'hi' },
  ],
  ['white space before the colon', 'A \t: 1\r\n\r\nhi', { header: 'A \t: 1\r\n\r\n', content: 'hi' }],
  ['an empty header block', '\r\nhi', { header: '\r\n', content: 'hi' }],
  ['an empty header block, LF', '\nhi', { header: '\n', content: 'hi' }],
  ['no header', 'Hello there\r\n\r\nA: 1\r\n', { header: '', content: 'Hello there\r\n\r\nA: 1\r\n' }],
  ['no header, one word', 'Hello', { header: '', content: 'Hello' }],
  ['a folded line first', ' A: 1\r\n\r\nhi', { header: '', content: ' A: 1\r\n\r\nhi' }],
  ['a colon first', ': 1\r\n\r\nhi', { header: '', content: ': 1\r\n\r\nhi' }],
  [
    'a line like mbox’s first, and no field',
    'From a 12:00\r\n\r\n',
    { header: '', content: 'From a 12:00\r\n\r\n' },
  ],
  [
    'a text that begins with From',
    'From here on\r\nall is text',
    { header: '', content: 'From here on\r\nall is text' },
  ],
  ['a line of mbox (RFC 4155)', 'From a 12:00\r\nA: 1\r\n\r\nhi', { header: 'A: 1\r\n\r\n', content: 'hi' }],
  ['a quoted one, LF', '>From a 12:00\nA: 1\n\nhi', { header: 'A: 1\n\n', content: 'hi' }],
  ['two of them', 'From a\r\n>From b\r\nA: 1\r\n\r\nhi', { header: 'A: 1\r\n\r\n', content: 'hi' }],
  [
    'one below a field stays',
    'A: 1\r\nFrom a\r\n\r\nhi',
    { header: 'A: 1\r\nFrom a\r\n\r\n', content: 'hi' },
  ],
  ['a From field with white space', 'From : a\r\n\r\nhi', { header: 'From : a\r\n\r\n', content: 'hi' }],
  ['a byte order mark', `${mark}A: 1\r\n\r\nhi`, { header: 'A: 1\r\n\r\n', content: 'hi' }],
  ['mark and mbox line', `${mark}From a\r\nA: 1\r\n\r\nhi`, { header: 'A: 1\r\n\r\n', content: 'hi' }],
  ['a mark and no field', `${mark}hi there\r\n`, { header: '', content: `${mark}hi there\r\n` }],
  ['a mark and an empty line', `${mark}\r\nhi`, { header: '', content: `${mark}\r\nhi` }],
  ['a mark alone', mark, { header: '', content: mark }],
  ['half a mark', 'ï»A: 1\r\n\r\n', { header: '', content: 'ï»A: 1\r\n\r\n' }],
  [
    'a field whose name begins with From',
    'From-X: 1\r\n\r\nhi',
    { header: 'From-X: 1\r\n\r\n', content: 'hi' },
  ],
  ['CR without LF first', '\rA: 1\r\n\r\n', { header: '', content: '\rA: 1\r\n\r\n' }],
  ['octets above 127 first', 'Gr\u00fc\u00dfe: 1\n\n', { header: '', content: 'Gr\u00fc\u00dfe: 1\n\n' }],
  ['nothing', '', { header: '', content: '' }],
];

describe('HeaderSplitter: the header block ends at the first empty line (RFC 5322 §2.1)', () => {
  it.each(samples)('%s, however it is cut', (_, message, expected) => {
    for (const chunks of segmentations(Buffer.from(message, 'latin1'))) {
      const lengths = chunks.map((chunk) => chunk.length);
      expect({ lengths, ...split(chunks) }).toEqual({ lengths, ...expected });
    }
  });

  it('hands out views of the chunks, not copies', () => {
    const splitter = new HeaderSplitter({ maxHeaderBytes });
    const first = Buffer.from('A: 1\r\n\r\nhi');
    const second = Buffer.from('more');
    const [content] = splitter.write(first);
    expect(content?.buffer).toBe(first.buffer);
    expect(splitter.write(second)[0]).toBe(second);
  });

  it('knows the header before the content has ended', () => {
    const splitter = new HeaderSplitter({ maxHeaderBytes });
    splitter.write(Buffer.from('A: 1\r\n\r'));
    expect(splitter.header).toBeUndefined();
    splitter.write(Buffer.from('\n'));
    expect(splitter.header?.toString()).toBe('A: 1\r\n\r\n');
  });

  describe('MaxHeaderSize', () => {
    const block = `A: ${'x'.repeat(maxHeaderBytes - 7)}\r\n\r\n`;

    it.each([
      ['one chunk', [block + 'content'.repeat(1000)]],
      ['octets', Array.from(block)],
    ])('lets a header of exactly that size through: %s', (_, chunks) => {
      expect(split(chunks.map((chunk) => Buffer.from(chunk))).header).toBe(block);
    });

    it.each([
      ['one chunk', [`B${block}`]],
      ['octets', Array.from(`B${block}`)],
      ['no end in sight', Array.from({ length: 50 }, (_, line) => `X-${line}: value\r\n`)],
      ['one line without end', ['A:', ...Array.from({ length: 50 }, () => 'x'.repeat(20))]],
    ])('refuses one octet more: %s', (_, chunks) => {
      const refused = new ReplyError(replies.headerTooLarge);
      expect(() => split(chunks.map((chunk) => Buffer.from(chunk)))).toThrow(refused);
    });

    it.each([
      ['one chunk', [`From ${'x'.repeat(500)}\r\n${block}`]],
      ['octets', Array.from(`${mark}From ${'x'.repeat(500)}\r\n${block}`)],
    ])('does not count what stands before the header: %s', (_, chunks) => {
      expect(split(chunks.map((chunk) => Buffer.from(chunk, 'latin1'))).header).toBe(block);
    });

    it('takes mbox lines without end for content, whatever the chunks', () => {
      const line = `From ${'x'.repeat(100)}\r\n`;
      const text = `${line.repeat(100)}A: 1\r\n\r\n`;
      for (const chunks of [[text], text.match(/.{1,700}/gs) ?? []]) {
        expect(split(chunks.map((chunk) => Buffer.from(chunk)))).toEqual({ header: '', content: text });
      }
    });

    it('does not bound a message without header', () => {
      const text = 'no header here '.repeat(100_000);
      expect(split([Buffer.from(text)])).toEqual({ header: '', content: text });
    });

    it('takes a word longer than any line for content, without waiting for a colon', () => {
      const splitter = new HeaderSplitter({ maxHeaderBytes: 262_144 });
      expect(splitter.write(Buffer.alloc(999, 'a'))).toHaveLength(1);
    });
  });
});
