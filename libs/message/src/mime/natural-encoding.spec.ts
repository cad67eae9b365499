import { naturalEncoding } from './natural-encoding.js';

describe('naturalEncoding (RFC 2045 §2.7 to §2.9)', () => {
  it.each([
    ['7bit', ''],
    ['7bit', 'a\r\n\r\nb'],
    ['7bit', `${'x'.repeat(998)}\r\n${'x'.repeat(998)}`],
    ['8bit', 'Gr\u00fc\u00dfe\r\n'],
    ['binary', 'a\0b\r\n'],
    ['binary', 'a\rb\r\n'],
    ['binary', 'a\nb\r\n'],
    ['binary', '\n'],
    ['binary', 'a\r\r\n'],
    ['binary', 'a\r'],
    ['binary', `${'x'.repeat(999)}\r\n`],
    ['binary', `${'\u00fc'.repeat(999)}`],
  ])('%s: %j, however it is cut', (encoding, text) => {
    const octets = Buffer.from(text, 'latin1');
    expect(naturalEncoding([octets])).toBe(encoding);
    expect(naturalEncoding(Array.from(octets, (octet) => Buffer.of(octet)))).toBe(encoding);
  });
});
