import { crlfLines } from './crlf-lines.js';

describe('ends of lines in a file', () => {
  it.each([
    [['a\nb\r\nc\rd'], 'a\r\nb\r\nc\r\nd'],
    [['a\r', '\nb\r', 'c\r'], 'a\r\nb\r\nc\r\n'],
    [['', 'ö\n', ''], 'ö\r\n'],
    [[], ''],
  ])('%j', async (pieces, expected) => {
    const lines: Buffer[] = [];
    for await (const piece of crlfLines(pieces.map((piece) => Buffer.from(piece)))) lines.push(piece);
    expect(Buffer.concat(lines).toString()).toBe(expected);
  });
});
