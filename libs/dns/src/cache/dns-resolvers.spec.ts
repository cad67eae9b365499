import { DnsZone } from '@mailyard/testing';

import { DnsResolvers } from './dns-resolvers.js';

it('lists of servers know nothing of each other, the same list shares what it knows', async () => {
  await using inside = await DnsZone.start({ 'example.com': { A: ['10.0.0.1'] } });
  await using outside = await DnsZone.start({ 'example.com': { A: ['192.0.2.1'] } });
  const resolvers = new DnsResolvers();
  const list = ({ server }: DnsZone) => [`${server.address}:${server.port}`];
  for (let times = 0; times < 2; times += 1) {
    expect(await resolvers.of(list(inside)).a('example.com')).toMatchObject({ records: ['10.0.0.1'] });
    expect(await resolvers.of(list(outside)).a('example.com')).toMatchObject({ records: ['192.0.2.1'] });
  }
  expect([inside.asked.length, outside.asked.length]).toEqual([1, 1]);
});

it('without a list the servers of the system are asked', () => {
  const resolvers = new DnsResolvers();
  expect(resolvers.of([])).toBe(resolvers.of([]));
});
