import { ReplyParser } from './reply-parser.js';

const read = (text: string, segment = text.length): string[] => {
  const parser = new ReplyParser();
  const octets = Buffer.from(text);
  const replies: string[] = [];
  for (let start = 0; start < octets.length; start += segment) {
    replies.push(...parser.read(octets.subarray(start, start + segment)).map(String));
  }
  return replies;
};

describe('replies on the wire (RFC 5321 §4.2)', () => {
  const text =
    '250-mx.example Hello\r\n250-SIZE 37748736\r\n250 SMTPUTF8\r\n250 2.1.0 Sender OK\r\n550 5.1.1 näin\r\n';
  const expected = ['250 mx.example Hello SIZE 37748736 SMTPUTF8', '250 2.1.0 Sender OK', '550 5.1.1 näin'];

  it('are the same however TCP cuts them', () => {
    for (let segment = 1; segment <= text.length; segment += 1) expect(read(text, segment)).toEqual(expected);
  });

  it('may end with a bare LF or have no text', () => {
    expect(read('250\r\n250 \n250-a\n250\n')).toEqual(['250 ', '250 ', '250 a ']);
  });

  it.each(['hello\r\n', '25\r\n', '2500 ok\r\n', '199 no\r\n', '600 no\r\n', '250-a\r\n251 b\r\n', '\r\n'])(
    '%j is none',
    (line) => {
      expect(() => read(line)).toThrow('not an SMTP reply');
    },
  );

  it('hold a bounded amount of memory', () => {
    expect(() => read('2'.repeat(5_000))).toThrow('reply line too long');
    expect(() => read(`250 ${'x'.repeat(5_000)}\r\n`)).toThrow('reply line too long');
    expect(() => read('250-x\r\n'.repeat(129))).toThrow('too many lines');
  });

  it('tells whether anything of a next reply has come', () => {
    const parser = new ReplyParser();
    expect(parser.empty).toBe(true);
    parser.read(Buffer.from('250-a\r\n'));
    expect(parser.empty).toBe(false);
    parser.read(Buffer.from('250 b\r\n2'));
    expect(parser.empty).toBe(false);
    parser.read(Buffer.from('20 c\r\n'));
    expect(parser.empty).toBe(true);
  });
});
