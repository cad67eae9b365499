import { dnsServer } from './dns-server.js';

it.each([
  ['192.0.2.1', '192.0.2.1'],
  [' 192.0.2.1:53 ', '192.0.2.1'],
  ['192.0.2.1:5353', '192.0.2.1:5353'],
  ['2001:DB8:0::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:5353', '[2001:db8::1]:5353'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
])('%s', (text, written) => {
  expect(dnsServer.parse(text)).toBe(written);
});

it.each([
  '',
  'ns.contoso.com',
  '192.0.2.256',
  '192.0.2.1:0',
  '192.0.2.1:65536',
  '192.0.2.1:',
  '[192.0.2.1',
  '10',
])('%j is none', (text) => {
  expect(dnsServer.safeParse(text).error?.issues[0]?.message).toMatch('must be an IP address, with a port');
});
