import { BareLineFeeds, DataDecoder } from './data-decoder.js';

interface Decoded {
  readonly content: string;
  /** Undefined: the content did not end. */
  readonly rest: string | undefined;
}

/** Cuts the octets at the given places. */
function decode(octets: string, cuts: readonly number[]): Decoded {
  const decoder = new DataDecoder();
  let content = '';
  const places = [...cuts, octets.length];
  let start = 0;
  for (const [index, end] of places.entries()) {
    if (end === start) continue;
    const decoded = decoder.decode(Buffer.from(octets.slice(start, end), 'latin1'));
    content += decoded.content.toString('latin1');
    start = end;
    if (decoded.rest !== undefined) {
      const later = places.slice(index).length > 0 ? octets.slice(end) : '';
      return { content, rest: decoded.rest.toString('latin1') + later };
    }
  }
  return { content, rest: undefined };
}

/** Every way to cut once and twice, and octet by octet. */
function segmentations(length: number): readonly (readonly number[])[] {
  const all: number[][] = [[], Array.from({ length }, (_, index) => index)];
  for (let first = 1; first < length; first++) {
    all.push([first]);
    for (let second = first + 1; second < length; second++) all.push([first, second]);
  }
  return all;
}

const cases: readonly (readonly [octets: string, content: string, rest: string | undefined])[] = [
  ['.\r\n', '', ''],
  ['.\r\nQUIT\r\n', '', 'QUIT\r\n'],
  ['a\r\n.\r\n', 'a\r\n', ''],
  ['a\r\n.\r\nMAIL\r\n.\r\n', 'a\r\n', 'MAIL\r\n.\r\n'],
  ['\r\n.\r\n', '\r\n', ''],
  ['..\r\n.\r\n', '.\r\n', ''],
  ['...\r\n..a\r\n.b\r\n.\r\n', '..\r\n.a\r\nb\r\n', ''],
  ['a\r\n..\r\n.\r\n', 'a\r\n.\r\n', ''],
  ['a.\r\n.\r\n', 'a.\r\n', ''],
  ['\r\n\r\n.\r\n', '\r\n\r\n', ''],
  // The dot of a line is dropped although no CRLF follows it at once (RFC 5321 §4.5.2).
  ['a\r\n.\r.\r\n.\r\n', 'a\r\n\r.\r\n', ''],
  ['.\r\r\n.\r\n', '\r\r\n', ''],
  ['.\r.\r\n.\r\n', '\r.\r\n', ''],
  ['\r\r\n.\r\n', '\r\r\n', ''],
  ['a\r\n.\r\r\n.\r\n', 'a\r\n\r\r\n', ''],
  ['a\0b\xff\x80\r\n.\r\n', 'a\0b\xff\x80\r\n', ''],
];

const notTheEnd = [
  'a\n.\nb',
  'a\n.\r\nb',
  'a\r.\rb',
  'a\r.\r\nb',
  'a\n.\rb',
  'a\r.\nb',
  'a\n\r.\r\nb',
  'a\r\r.\r\nb',
  '\n.\n',
  '\r.\r',
  '\n.\r\n',
  'a\n..\nb',
  'a\r..\rb',
  'a\n.\n.\nb\r',
];

describe('content of DATA (RFC 5321 §4.1.1.4, §4.5.2), however TCP cuts it', () => {
  it.each(cases)('%j', (octets, content, rest) => {
    for (const cuts of segmentations(octets.length)) {
      expect({ cuts, ...decode(octets, cuts) }).toEqual({ cuts, content, rest });
    }
  });

  it.each(notTheEnd)('%j is content and stays as it is', (octets) => {
    const whole = `${octets}\r\n.\r\n`;
    for (const cuts of segmentations(whole.length)) {
      expect({ cuts, ...decode(whole, cuts) }).toEqual({ cuts, content: `${octets}\r\n`, rest: '' });
    }
  });

  it.each(['\r\n.\n', '\r\n.\r', '\r\n.\rX'])('%j does not end it, and the dot was stuffing', (octets) => {
    const whole = `a${octets}b\r\n.\r\n`;
    const content = `a${octets.replace('.', '')}b\r\n`;
    for (const cuts of segmentations(whole.length)) {
      expect({ cuts, ...decode(whole, cuts) }).toEqual({ cuts, content, rest: '' });
    }
  });

  it('undoes stuffing of anything (property)', () => {
    const alphabet = ['\r', '\n', '.', 'a', '\r\n', '\r\n.'];
    let seed = 1;
    const random = (below: number) => (seed = (seed * 48_271) % 0x7fffffff) % below;
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: random(20) }, () => alphabet[random(alphabet.length)]).join('');
      const content = `${text}\r\n`;
      const stuffed = `${content.replace(/^\./, '..').replaceAll('\r\n.', '\r\n..')}.\r\n`;
      const cuts = Array.from({ length: random(6) }, () => random(stuffed.length)).toSorted((a, b) => a - b);
      expect({ text, cuts, ...decode(`${stuffed}NEXT`, cuts) }).toEqual({
        text,
        cuts,
        content,
        rest: 'NEXT',
      });
    }
  });
});

describe('line feeds without carriage return (RFC 5321 §2.3.8)', () => {
  it.each([
    ['a\r\nb\r\n', false],
    ['', false],
    ['\r\n', false],
    ['a\rb\r\n', false],
    ['\n', true],
    ['a\nb\r\n', true],
    ['a\r\n\nb\r\n', true],
    ['a\n\r\n', true],
  ])('%j: %s, in one piece and octet by octet', (text, expected) => {
    expect(new BareLineFeeds().foundIn(Buffer.from(text))).toBe(expected);
    const octets = new BareLineFeeds();
    expect(Array.from(text, (octet) => octets.foundIn(Buffer.from(octet))).includes(true)).toBe(expected);
  });
});
