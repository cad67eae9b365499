import type { Zone } from '@mailyard/testing';

import { CachingResolver } from '../cache/caching-resolver.js';
import { DnsClient } from '../client/dns-client.js';
import type { NoHost } from './mail-host.js';
import { all, names, start, zoneOfHosts } from './spec-support/search.js';

describe('hosts of MX records (RFC 5321 §5.1)', () => {
  it('by preference, the lowest first', async () => {
    await using test = await start({
      'example.com': {
        MX: [
          [30, 'mx3.example.com'],
          [10, 'mx1.example.com'],
          [20, 'mx2.example.com'],
        ],
      },
      ...zoneOfHosts(1, 2, 3),
    });
    const { hosts, end } = await all(test.search('Example.com'));
    expect(hosts).toEqual(
      [1, 2, 3].map((index) => ({
        name: `mx${index}.example.com`,
        source: 'Example.com',
        addresses: [`192.0.2.${index}`],
        secure: false,
      })),
    );
    expect(end).toEqual({ kind: 'tried' });
  });

  it('equals in a random order, so that each gets its share', async () => {
    await using test = await start({
      'example.com': {
        MX: [
          [10, 'mx1.example.com'],
          [10, 'mx2.example.com'],
          [10, 'mx3.example.com'],
          [5, 'mx4.example.com'],
        ],
      },
      ...zoneOfHosts(1, 2, 3),
      ...zoneOfHosts(4),
    });
    const resolver = new CachingResolver(new DnsClient({ servers: [test.server.server] }));
    const seconds: Record<string, number> = {};
    for (let times = 0; times < 600; times += 1) {
      const [first, second = ''] = names((await all(test.search('example.com', { resolver }))).hosts);
      expect(first).toBe('mx4.example.com');
      seconds[second] = (seconds[second] ?? 0) + 1;
    }
    // 200 each is expected; that far off it is less often than once in a thousand million runs.
    expect(Object.keys(seconds)).toHaveLength(3);
    for (const times of Object.values(seconds)) expect(Math.abs(times - 200)).toBeLessThan(75);
  });

  it('the next preference is not looked up before those of the first were tried', async () => {
    await using test = await start({
      'example.com': {
        MX: Array.from({ length: 10 }, (_, index) => [index, `mx${index}.example.com`] as const),
      },
      '*': { A: ['192.0.2.1'] },
    });
    const hosts = test.search('example.com');
    await hosts.next();
    expect(test.server.asked.toSorted()).toEqual([
      'udp A mx0.example.com',
      'udp AAAA mx0.example.com',
      'udp MX example.com',
    ]);
    await hosts.return({ kind: 'tried' });
  });

  it('hundreds of them are not all tried', async () => {
    const MX = Array.from({ length: 300 }, (_, index) => [10, `mx${index}.example.com`] as const);
    await using test = await start({ 'example.com': { MX }, '*': { A: ['192.0.2.1'] } });
    const { hosts } = await all(test.search('example.com', { hostsMax: 20 }));
    expect(new Set(names(hosts)).size).toBe(20);
    expect(hosts).toHaveLength(20);
  });

  it('one that is named twice is tried once, at the better preference', async () => {
    await using test = await start({
      'example.com': {
        MX: [
          [30, 'mx1.example.com'],
          [20, 'mx2.example.com'],
          [10, 'mx1.example.com'],
        ],
      },
      ...zoneOfHosts(1, 2, 3),
    });
    expect(names((await all(test.search('example.com'))).hosts)).toEqual([
      'mx1.example.com',
      'mx2.example.com',
    ]);
  });

  it('an alias of the domain or of a host is followed', async () => {
    await using test = await start({
      'example.com': { CNAME: 'example.net' },
      'example.net': { MX: [[10, 'mail.example.net']] },
      'mail.example.net': { CNAME: 'mx1.example.com' },
      ...zoneOfHosts(1, 2, 3),
    });
    expect(await all(test.search('example.com'))).toMatchObject({
      hosts: [{ name: 'mail.example.net', canonical: 'mx1.example.com', addresses: ['192.0.2.1'] }],
    });
  });

  it('a domain in U-labels is asked for in A-labels (RFC 5890 §2.3.2.1)', async () => {
    await using test = await start({
      'xn--bcher-kva.example': { MX: [[10, 'mx1.example.com']] },
      ...zoneOfHosts(1, 2, 3),
    });
    expect(names((await all(test.search('Bücher.example'))).hosts)).toEqual(['mx1.example.com']);
  });
});

describe('without MX records', () => {
  it('the domain itself is the host', async () => {
    await using test = await start({ 'example.com': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] } });
    expect(await all(test.search('example.com'))).toMatchObject({
      hosts: [{ name: 'example.com', addresses: ['2001:db8::1', '192.0.2.1'] }],
      end: { kind: 'tried' },
    });
  });

  it.each<[string, Zone, NoHost['kind']]>([
    ['no such domain', {}, 'no-such-domain'],
    ['a domain without addresses', { 'example.com': { TXT: ['text'] } }, 'no-address'],
    [
      'null MX, although there is an address',
      { 'example.com': { MX: [[0, '.']], A: ['192.0.2.1'] } },
      'null-mx',
    ],
    [
      'MX that cannot be told, although there is an address',
      { 'example.com': { A: ['192.0.2.1'], faults: { MX: 'servfail' } } },
      'failed',
    ],
    ['silence', { 'example.com': 'silent' }, 'failed'],
  ])('%s', async (_, zone, kind) => {
    await using test = await start(zone);
    const changes = Object.values(zone).includes('silent') ? { timeoutMs: 100 } : {};
    expect(await all(test.search('example.com', changes))).toMatchObject({ hosts: [], end: { kind } });
  });

  it('an address of a domain whose MX hosts have none is not taken', async () => {
    await using test = await start({ 'example.com': { MX: [[10, 'gone.example.com']], A: ['192.0.2.1'] } });
    expect(await all(test.search('example.com'))).toEqual({ hosts: [], end: { kind: 'no-address' } });
  });

  it.each([
    '192.0.2.1',
    '2001:db8::1',
    '',
    '.',
    'a..b',
    `${'x'.repeat(64)}.example`,
    'ex ample.com',
    '１９２.0.2.1',
  ])('%j can be no domain', async (domain) => {
    await using test = await start({ '*': { A: ['192.0.2.1'] } });
    expect(await all(test.search(domain))).toEqual({ hosts: [], end: { kind: 'no-such-domain' } });
    expect(test.server.asked).toEqual([]);
  });
});

describe('address literals (RFC 5321 §4.1.3)', () => {
  it.each([
    ['[192.0.2.1]', '192.0.2.1'],
    ['[IPv6:2001:DB8:0::1]', '2001:db8::1'],
  ])('%s, where they are allowed', async (domain, address) => {
    await using test = await start({});
    expect(await all(test.search(domain, { addressLiterals: 'allowed' }))).toEqual({
      hosts: [{ name: domain, source: domain, addresses: [address], secure: false }],
      end: { kind: 'tried' },
    });
    expect(await all(test.search(domain))).toEqual({ hosts: [], end: { kind: 'address-literal' } });
  });

  it.each([
    '[192.0.2.256]',
    '[IPv6:192.0.2.1]',
    '[mx1.example.com]',
    '[',
    '[192.0.2.1',
    '[IPv6:fe80::1%eth0]',
  ])('%s is none', async (domain) => {
    await using test = await start({});
    expect(await all(test.search(domain, { addressLiterals: 'allowed' }))).toMatchObject({
      end: { kind: 'no-such-domain' },
    });
  });

  it('not of nobody and not of ourselves', async () => {
    await using test = await start({});
    const allowed = { addressLiterals: 'allowed' } as const;
    expect((await all(test.search('[0.0.0.0]', allowed))).end).toEqual({ kind: 'no-address' });
    const ours = { ...allowed, isOurselves: () => true };
    expect((await all(test.search('[192.0.2.1]', ours))).end).toEqual({ kind: 'only-ourselves' });
  });
});
