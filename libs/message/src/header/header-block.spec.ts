import { HeaderBlock, isNamed } from './header-block.js';
import { headerField } from './header-field.js';

const parse = (text: string) => HeaderBlock.parse(Buffer.from(text, 'latin1'));
const text = (block: HeaderBlock) => block.toBuffer().toString('latin1');

describe('HeaderBlock', () => {
  it.each([
    ['plain', 'A: 1\r\nB: 2\r\n\r\n'],
    ['folded, odd spacing, empty values', 'A:1\r\n\t x \r\n  y\r\nB   :\r\nC:\r\n \r\n\r\n'],
    ['repeated, in order', 'Received: 2\r\nX: a\r\nReceived: 1\r\n\r\n'],
    ['malformed lines', 'A: 1\r\nno colon here\r\n: nameless\r\nB\u00fc: 2\r\n\r\n'],
    ['octets above 127 and controls', 'Subject: \u00e4\u00ff\u0000\u0007\r\r\n\r\n'],
    ['a line of white space only', 'A: 1\r\n \t\r\nB: 2\r\n\r\n'],
  ])('keeps every octet: %s', (_, block) => {
    expect(text(parse(block))).toBe(block);
  });

  it.each([
    ['no empty line', 'A: 1\r\n', 'A: 1\r\n\r\n'],
    ['last line open', 'A: 1\r\nB: 2', 'A: 1\r\nB: 2\r\n\r\n'],
    ['nothing', '', '\r\n'],
    ['only the empty line', '\n', '\r\n'],
    ['bare LF', 'A: 1\n 2\nB: 3\n\n', 'A: 1\r\n 2\r\nB: 3\r\n\r\n'],
    ['mixed line ends', 'A: 1\r\n 2\nB: 3\r\n\n', 'A: 1\r\n 2\r\nB: 3\r\n\r\n'],
  ])('ends lines with CRLF and itself with an empty line: %s', (_, block, expected) => {
    expect(text(parse(block))).toBe(expected);
  });

  it('finds all values of a name, unfolded, without regard to case', () => {
    const block = parse('To: a\r\nSUBJECT: one\r\n two\r\nsubject :\tthree\r\nX-Subject: no\r\n\r\n');
    expect(block.find('Subject')).toEqual(['one two', 'three']);
    expect(block.first('subject')).toBe('one two');
    expect(block.count('Subject')).toBe(2);
    expect(block.has('Cc')).toBe(false);
  });

  it('reads UTF-8 (RFC 6532), and other octets as Latin-1 rather than losing them', () => {
    const utf8 = HeaderBlock.parse(Buffer.from('Subject: größer\r\n'));
    expect(utf8.first('Subject')).toBe('größer');
    expect(parse('Subject: gr\u00f6\u00dfer\r\n').first('Subject')).toBe('größer');
  });

  it('changes into a new block and stays as it was', () => {
    const block = parse('A: 1\r\nB: 2\r\nA: 3\r\n\r\n');
    const changed = block
      .without((field) => isNamed(field, 'a'))
      .prepend(headerField('P', '1'), headerField('Q', '2'))
      .append(headerField('Z', '9'));
    expect(text(changed)).toBe('P: 1\r\nQ: 2\r\nB: 2\r\nZ: 9\r\n\r\n');
    expect(text(block)).toBe('A: 1\r\nB: 2\r\nA: 3\r\n\r\n');
  });

  it.each([
    ['in the place of the topmost of its name, as the only one', 'a', 'B: 2\r\na: new\r\nC: 4\r\n\r\n'],
    ['at the end where there is none', 'D', 'B: 2\r\nA: 1\r\nC: 4\r\nA: 3\r\nD: new\r\n\r\n'],
  ])('has a field set %s', (_, name, expected) => {
    const block = parse('B: 2\r\nA: 1\r\nC: 4\r\nA: 3\r\n\r\n');
    expect(text(block.set(headerField(name, 'new')))).toBe(expected);
  });
});

describe('headerField', () => {
  const raw = (value: string) => headerField('Name', value).raw.toString();

  it.each([
    ['CRLF', 'a\r\nBcc: victim@example.com'],
    ['LF', 'a\nBcc: victim@example.com'],
    ['CR', 'a\rBcc: victim@example.com'],
    ['NEL, line separator, NUL', 'a\u0085\u2028\u0000Bcc: victim@example.com'],
  ])('stays one field whatever the value holds: %s', (_, value) => {
    expect(raw(value)).toBe('Name: a Bcc: victim@example.com\r\n');
  });

  it('folds at spaces so that lines have at most 78 characters (RFC 5322 §2.1.1)', () => {
    const value = Array.from({ length: 40 }, (_, index) => `word-${index}`).join(' ');
    const lines = raw(value).trimEnd().split('\r\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(HeaderBlock.parse(headerField('Name', value).raw).first('Name')).toBe(value);
  });

  it.each(['x'.repeat(200), `short ${'x'.repeat(200)} short`, `${' '.repeat(200)}x${' '.repeat(200)}y`])(
    'leaves long words whole and makes no line of white space',
    (value) => {
      const lines = raw(value).split('\r\n').slice(0, -1);
      expect(lines.every((line) => line.trim() !== '')).toBe(true);
      expect(lines.join('')).toBe(`Name: ${value}`);
    },
  );
});
