import { BareLineEnd, DotStuffing, stuffedWhole } from './dot-stuffing.js';

/** Content as DATA has it, from pieces cut at every `size` octets. */
function stuffed(text: string, size: number): string {
  const octets = Buffer.from(text, 'latin1');
  const stuffing = new DotStuffing();
  const wire: Buffer[] = [];
  for (let start = 0; start < octets.length; start += size) {
    wire.push(...stuffing.stuffed(octets.subarray(start, start + size)));
  }
  return Buffer.concat([...wire, stuffing.end()]).toString('latin1');
}

describe('dot-stuffing (RFC 5321 §4.5.2), however the content is cut', () => {
  it.each([
    ['', '.\r\n'],
    ['a\r\n', 'a\r\n.\r\n'],
    ['.\r\n', '..\r\n.\r\n'],
    ['a\r\n.\r\nb\r\n', 'a\r\n..\r\nb\r\n.\r\n'],
    ['..a\r\n...\r\n.', '...a\r\n....\r\n..\r\n.\r\n'],
    ['a.b\r\nc.\r\n', 'a.b\r\nc.\r\n.\r\n'],
    ['\r\n\r\n.x\r\n', '\r\n\r\n..x\r\n.\r\n'],
    ['no end', 'no end\r\n.\r\n'],
    ['\0\xff\r\n.\xff', '\0\xff\r\n..\xff\r\n.\r\n'],
  ])('%j → %j', (text, expected) => {
    for (let size = 1; size <= text.length + 1; size += 1) expect(stuffed(text, size)).toBe(expected);
  });

  it.each([
    'a\nb\r\n',
    'a\rb\r\n',
    'a\r\r\n',
    '\n',
    '\r',
    'a\r\n\n',
    'a\r\n.\n.\r\n',
    'a\n\r\n',
    'x\r',
    '\r.\r\n',
  ])('%j never leaves: CR or LF without the other (RFC 5321 §2.3.8)', (text) => {
    for (let size = 1; size <= text.length; size += 1) {
      expect(() => stuffed(text, size)).toThrow(BareLineEnd);
    }
    expect(stuffedWhole([Buffer.from(text)])).toBeUndefined();
  });

  it('copies nothing', () => {
    const piece = Buffer.from('a\r\n.b\r\nc\r\n');
    const stuffing = new DotStuffing();
    for (const part of stuffing.stuffed(piece)) {
      expect(part.length === 1 || part.buffer === piece.buffer).toBe(true);
    }
  });
});
