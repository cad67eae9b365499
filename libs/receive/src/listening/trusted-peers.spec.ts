import { serverSchema } from '@mailyard/directory';

import { trustedPeers } from './trusted-peers.js';

const Guid = '7e5c3f0a-0000-4000-8000-000000000001';
const server = serverSchema.parse({
  Guid,
  Name: 'MBX01',
  Fqdn: 'mbx01.contoso.com',
  ProxyProtocolTrustedPeers: ['10.0.0.5', '2001:db8::/64'],
  XClientTrustedPeers: '10.0.1.1-10.0.1.9',
});
const trusts = trustedPeers({ server: () => server, portOffset: 10_000 });
const ends = (address: string, port = 25) => ({
  local: { address: '127.0.0.1', port: port + 10_000 },
  remote: { address, port: 4711 },
});

describe('peers that are believed for whom they speak', () => {
  it.each<[string, boolean, boolean]>([
    ['10.0.0.5', true, false],
    ['::ffff:10.0.0.5', true, false],
    ['10.0.0.6', false, false],
    ['2001:db8::1', true, false],
    ['2001:db8:0:1::1', false, false],
    ['10.0.1.9', false, true],
    ['10.0.1.10', false, false],
    ['nonsense', false, false],
  ])('%s: PROXY %s, XCLIENT %s', (address, proxyProtocol, xclient) => {
    expect([trusts.proxyProtocol(ends(address)), trusts.xclient(ends(address))]).toEqual([
      proxyProtocol,
      xclient,
    ]);
  });

  it('hubs on 717 come without a balancer', () => {
    expect(trusts.proxyProtocol(ends('10.0.0.5', 717))).toBe(false);
  });

  it('nobody is, unless the server’s object names them', () => {
    const bare = serverSchema.parse({ Guid, Name: 'MBX01', Fqdn: 'mbx01.contoso.com' });
    for (const known of [bare, undefined]) {
      const none = trustedPeers({ server: () => known, portOffset: 10_000 });
      expect([none.proxyProtocol(ends('10.0.0.5')), none.xclient(ends('10.0.1.9'))]).toEqual([false, false]);
    }
  });
});
