import { BareLineFeeds } from './bare-line-feeds.js';

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
