import { byteSize, formatByteSize, parseByteSize } from './byte-size.js';

describe('sizes', () => {
  it.each([
    ['37748736', 37_748_736],
    ['36 MB', 37_748_736],
    ['36MB', 37_748_736],
    ['256 kb', 262_144],
    ['1.5 GB', 1_610_612_736],
    ['65536 B', 65_536],
    ['36 MB (37,748,736 bytes)', 37_748_736],
  ])('%s is %i octets', (text, bytes) => {
    expect(parseByteSize(text)).toBe(bytes);
  });

  it.each(['', 'MB', '-1', '36 XB', '36 MB 2', '0x10', 'Unlimited'])('%j is no size', (text) => {
    expect(parseByteSize(text)).toBeUndefined();
  });

  it.each([65_535, '63 KB', 2_147_483_648, '2 GB', 70_000.5])(
    '%s is outside 64 KB – 2 GB or broken',
    (value) => {
      expect(byteSize({ min: 65_536, max: 2_147_483_647 }).safeParse(value).success).toBe(false);
    },
  );

  it.each([
    [0, '0 B'],
    [1000, '1000 B'],
    [65_536, '64 KB'],
    [37_748_736, '36 MB'],
    [2_147_483_647, '2147483647 B'],
    [3_221_225_472, '3 GB'],
  ])('%i octets are written %s and read the same', (octets, text) => {
    expect(formatByteSize(octets)).toBe(text);
    expect(parseByteSize(text)).toBe(octets);
  });
});
