import {
  addressRange,
  parseIpRange,
  rangeContains,
  rangeSize,
  rangesOverlap,
  type IpRange,
} from './ip-range.js';

function range(text: string): IpRange {
  const parsed = parseIpRange(text);
  if (parsed === undefined) throw new Error(`${text} is no range`);
  return parsed;
}

describe('remote ranges', () => {
  it.each([
    ['192.168.1.75', '192.168.1.75', true],
    ['192.168.1.0-192.168.1.255', '192.168.1.100', true],
    ['192.168.1.0 - 192.168.1.255', '192.168.2.0', false],
    ['17.17.17.1/24', '17.17.17.0', true],
    ['17.17.17.1/24', '17.17.18.1', false],
    ['0.0.0.0-255.255.255.255', '8.8.8.8', true],
    ['0.0.0.0', '8.8.8.8', true],
    ['0.0.0.0-255.255.255.255', '::1', false],
    ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::1', true],
    ['2001:0DB8::CD3/60', '2001:db8:0:f::1', true],
    ['2001:0DB8::CD3/60', '2001:db8:0:10::1', false],
    // RFC 4007 §11: the same address in another scope is another address.
    ['fe80::39bd:88f7:6969:d223%11', 'fe80::39bd:88f7:6969:d223%11', true],
    ['fe80::39bd:88f7:6969:d223%11', 'fe80::39bd:88f7:6969:d223%eth0', false],
    ['fe80::39bd:88f7:6969:d223', 'fe80::39bd:88f7:6969:d223%eth0', true],
    ['fe80::1-fe80::f%br-lan', 'fe80::a%br-lan', true],
    ['fe80::1%br-lan-fe80::f%br-lan', 'fe80::a%eth0.7', false],
    ['fe80::1%eth0/64', 'fe80::ffff%eth0', true],
    ['fe80::1%eth0/64', 'fe80::ffff%eth1', false],
    ['::', '2001:db8::1', true],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['2001:db8::/128', '2001:db8::1', false],
    // RFC 4291 §2.5.5.2: a dual-stack listener shows IPv4 peers so.
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['::ffff:10.1.2.3', '10.1.2.3', true],
    ['::FFFF:a01:203', '10.1.2.3', true],
    ['::ffff:10.0.0.0-::ffff:10.0.0.9', '10.0.0.9', true],
    ['::ffff:10.9.9.9/104', '10.1.2.3', true],
    ['::ffff:10.9.9.9/104', '11.1.2.3', false],
  ])('%s has %s: %s', (text, address, expected) => {
    const peer = addressRange(address);
    expect(peer && rangeContains(range(text), peer)).toBe(expected);
  });

  it.each([
    '',
    'all',
    '10',
    '1.2.3',
    '0x0a000001',
    '1.2.3.4/33',
    '::/129',
    '9.0.0.1-9.0.0.0',
    '1.1.1.1-::1',
    '1.1.1.1-2.2.2.2-3.3.3.3',
    '10.0.0.1%eth0',
    'fe80::1%',
    'fe80::1%eth0-fe80::2%eth1',
    '::ffff:10.0.0.0/8',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '010.0.0.1',
  ])('%j is none', (text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });

  it('orders by size: one address, a block, everything', () => {
    const sizes = ['192.168.1.75', '192.168.1.0/24', '0.0.0.0-255.255.255.255'].map((text) =>
      rangeSize(range(text)),
    );
    expect(sizes).toEqual([1n, 256n, 4_294_967_296n]);
    expect(rangeSize(range('::/0'))).toBe(2n ** 128n);
  });

  it('sees a partial overlap', () => {
    expect(rangesOverlap(range('10.0.0.0-10.0.0.9'), range('10.0.0.9-10.0.0.20'))).toBe(true);
    expect(rangesOverlap(range('10.0.0.0-10.0.0.8'), range('10.0.0.9-10.0.0.20'))).toBe(false);
  });
});
