import type { Zone } from '@mailyard/testing';

import { CachingResolver } from '../cache/caching-resolver.js';
import { DnsClient } from '../client/dns-client.js';
import { hostsOfExchanges } from './exchanges.js';
import { LookUpTime } from './look-up-time.js';
import { all, names, start, zoneOfHosts } from './spec-support/search.js';

describe('hosts that are none', () => {
  it.each<[string, Zone]>([
    ['an address in MX', {}],
    ['a name without address', { '192.0.2.9': { TXT: ['text'] } }],
    [
      'nobody’s address',
      { '192.0.2.9': { A: ['0.0.0.0', '224.0.0.1', '255.255.255.255'], AAAA: ['::', 'ff02::1', 'fe80::1'] } },
    ],
  ])('%s: the next is tried', async (name, zone) => {
    const exchange = name === 'an address in MX' ? '192.0.2.9' : 'bad.example.com';
    const bad = Object.values(zone).map((entry) => [exchange, entry]);
    await using test = await start({
      'example.com': {
        MX: [
          [10, exchange],
          [20, 'mx1.example.com'],
        ],
      },
      ...Object.fromEntries(bad),
      ...zoneOfHosts(1, 2, 3),
    });
    expect(await all(test.search('example.com'))).toMatchObject({ hosts: [{ name: 'mx1.example.com' }] });
  });

  it('one that DNS cannot tell of keeps mail waiting when the others are none', async () => {
    await using test = await start({
      'example.com': {
        MX: [
          [10, 'gone.example.com'],
          [10, 'broken.example.com'],
        ],
      },
      'broken.example.com': 'servfail',
    });
    expect(await all(test.search('example.com'))).toMatchObject({
      hosts: [],
      end: { kind: 'failed', reason: 'servfail' },
    });
  });

  it('none, since no time was left to look one up, keep mail waiting', async () => {
    await using test = await start({ 'example.com': { MX: [[10, 'mx1.example.com']] }, ...zoneOfHosts(1) });
    const search = {
      source: 'example.com',
      resolver: new CachingResolver(new DnsClient({ servers: [test.server.server] })),
      isOurselves: () => false,
      faultTolerance: 'Lenient',
      random: Math.random,
      hostsMax: 20,
      time: new LookUpTime(0),
    } as const;
    const exchanges = [{ preference: 10, name: 'mx1.example.com', secure: false }];
    expect(await all(hostsOfExchanges(exchanges, search))).toMatchObject({
      hosts: [],
      end: { kind: 'failed', reason: 'timeout' },
    });
  });

  it('a family that cannot be told of does not matter when the other leads there', async () => {
    await using test = await start({
      'example.com': { A: ['192.0.2.1'], faults: { AAAA: 'servfail' } },
      'example.net': { A: ['192.0.2.1'], faults: { AAAA: 'silent' } },
    });
    for (const domain of ['example.com', 'example.net']) {
      expect(await all(test.search(domain))).toMatchObject({ hosts: [{ addresses: ['192.0.2.1'] }] });
    }
  });
});

describe('DnsFaultTolerance', () => {
  const zone: Zone = {
    'example.com': {
      MX: [
        [10, 'mx1.example.com'],
        [20, 'bad.example.com'],
        [20, 'mx2.example.com'],
        [30, 'mx3.example.com'],
      ],
    },
    'bad.example.com': 'servfail',
    ...zoneOfHosts(1, 2, 3),
  };

  it('Lenient: what is bad is left out', async () => {
    await using test = await start(zone);
    const { hosts } = await all(test.search('example.com'));
    expect(names(hosts)).toEqual(['mx1.example.com', 'mx2.example.com', 'mx3.example.com']);
  });

  it('Normal: so is what is not better than it', async () => {
    await using test = await start(zone);
    const { hosts, end } = await all(test.search('example.com', { faultTolerance: 'Normal' }));
    expect(names(hosts)).toEqual(['mx1.example.com']);
    expect(end).toEqual({ kind: 'tried' });
  });

  it('Normal: with nothing left the mail waits', async () => {
    await using test = await start({
      'example.com': {
        MX: [
          [10, 'gone.example.com'],
          [20, 'mx1.example.com'],
        ],
      },
      ...zoneOfHosts(1, 2, 3),
    });
    const { hosts, end } = await all(test.search('example.com', { faultTolerance: 'Normal' }));
    expect({ hosts, end }).toEqual({ hosts: [], end: { kind: 'bad-mx', host: 'gone.example.com' } });
  });

  it('is about MX records: a domain without them and without addresses has none', async () => {
    await using test = await start({ 'example.com': { TXT: ['text'] } });
    expect(await all(test.search('example.com', { faultTolerance: 'Normal' }))).toMatchObject({
      end: { kind: 'no-address' },
    });
  });
});

describe('ourselves among the hosts (RFC 5321 §5.1)', () => {
  const zone: Zone = {
    'example.com': {
      MX: [
        [10, 'mx1.example.com'],
        [20, 'mx2.example.com'],
        [20, 'mx3.example.com'],
        [30, 'mx4.example.com'],
      ],
    },
    ...zoneOfHosts(1, 2, 3),
    ...zoneOfHosts(4),
  };
  const byName = (name: string) => ({ isOurselves: (host: { name: string }) => host.name === name });
  const byAddress = (address: string) => ({
    isOurselves: ({ addresses }: { addresses: readonly string[] }) => addresses.includes(address),
  });

  it.each([
    ['by name', byName('mx3.example.com')],
    ['by address', byAddress('192.0.2.3')],
  ])('%s: equal and worse hosts are left out', async (_, changes) => {
    await using test = await start(zone);
    const { hosts, end } = await all(test.search('example.com', changes));
    expect(names(hosts)).toEqual(['mx1.example.com']);
    expect(end).toEqual({ kind: 'tried' });
  });

  it.each([
    ['by name', byName('mx1.example.com')],
    ['by address', byAddress('192.0.2.1')],
  ])('%s: the best host, so that nobody is left', async (_, changes) => {
    await using test = await start(zone);
    expect(await all(test.search('example.com', changes))).toEqual({
      hosts: [],
      end: { kind: 'only-ourselves' },
    });
  });

  it.each(['localhost', 'mail.localhost'])(
    '%s is every machine’s name for itself (RFC 6761 §6.3)',
    async (name) => {
      const MX = [
        [10, 'mx1.example.com'],
        [20, name],
        [30, 'mx4.example.com'],
      ] as const;
      await using test = await start({ ...zone, 'example.com': { MX }, 'example.net': { MX: [[0, name]] } });
      expect(names((await all(test.search('example.com'))).hosts)).toEqual(['mx1.example.com']);
      expect((await all(test.search('example.net'))).end).toEqual({ kind: 'only-ourselves' });
      expect((await all(test.search(name))).end).toEqual({ kind: 'only-ourselves' });
    },
  );

  it('by name nothing is looked up for it', async () => {
    await using test = await start(zone);
    await all(test.search('example.com', byName('mx1.example.com')));
    expect(test.server.asked).toEqual(['udp MX example.com']);
  });

  it('a better host that DNS cannot tell of may come back', async () => {
    await using test = await start({ ...zone, 'mx1.example.com': 'servfail' });
    const { end } = await all(test.search('example.com', byName('mx2.example.com')));
    expect(end).toMatchObject({ kind: 'failed' });
  });

  it('is the domain itself, without MX records', async () => {
    await using test = await start({ 'example.com': { A: ['192.0.2.1'] } });
    expect(await all(test.search('example.com', byAddress('192.0.2.1')))).toEqual({
      hosts: [],
      end: { kind: 'only-ourselves' },
    });
  });
});

describe('validated (RFC 7672 §2.2)', () => {
  const zone: Zone = {
    'example.com': { MX: [[10, 'mx1.example.com']], secure: true },
    'example.net': { MX: [[10, 'mx1.example.com']] },
    'example.org': { MX: [[10, 'mx2.example.com']], secure: true },
    'mx1.example.com': { A: ['192.0.2.1'], secure: true },
    'mx2.example.com': { A: ['192.0.2.2'] },
  };

  it.each([
    ['example.com', true],
    ['example.net', false],
    ['example.org', false],
  ])('%s: %s, with MX and the addresses of its host', async (domain, secure) => {
    await using test = await start(zone);
    expect(await all(test.search(domain))).toMatchObject({ hosts: [{ secure }] });
  });
});

it('all that DNS is asked for a domain has one time together', async () => {
  const MX = [1, 2, 3, 4].map((preference) => [preference, `mx${preference}.example.com`] as const);
  await using test = await start({ 'example.com': { MX }, '*': 'silent' });
  const client = new DnsClient({
    servers: [test.server.server],
    serverTimeoutMs: 50,
    queryTimeoutMs: 60_000,
  });
  const { hosts, end } = await all(test.search('example.com', { resolver: client, timeoutMs: 1_500 }));
  expect(hosts).toEqual([]);
  expect(end).toMatchObject({ kind: 'failed', reason: 'timeout' });
  expect(test.server.asked).toContain('udp A mx1.example.com');
  expect(test.server.asked).not.toContain('udp A mx2.example.com');
});
