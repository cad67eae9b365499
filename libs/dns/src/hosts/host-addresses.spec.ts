import { DnsZone } from '@mailyard/testing';

import { DnsClient } from '../client/dns-client.js';
import { hostAddresses } from './host-addresses.js';

it('families by turns, IPv6 first, the rest of the longer one behind (RFC 8305 §4)', async () => {
  const A = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'];
  await using zone = await DnsZone.start({ 'example.com': { A, AAAA: ['2001:db8::1', '2001:db8::2'] } });
  const found = await hostAddresses('example.com', new DnsClient({ servers: [zone.server] }), () => 0.99);
  expect(found).toMatchObject({
    addresses: ['2001:db8::1', '192.0.2.1', '2001:db8::2', '192.0.2.2', '192.0.2.3', '192.0.2.4'],
  });
});

it('the order within a family changes, which a cache would keep otherwise', async () => {
  await using zone = await DnsZone.start({ 'example.com': { A: ['192.0.2.1', '192.0.2.2'] } });
  const resolver = new DnsClient({ servers: [zone.server] });
  const first = async (random: number) => {
    const found = await hostAddresses('example.com', resolver, () => random);
    return found.kind === 'addresses' ? found.addresses[0] : undefined;
  };
  expect([await first(0), await first(0.99)]).toEqual(['192.0.2.2', '192.0.2.1']);
});
