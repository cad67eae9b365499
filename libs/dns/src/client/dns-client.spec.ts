import { DnsZone, freePort, type DnsZoneOptions, type Zone } from '@mailyard/testing';

import { DnsClient, serverAt, type DnsClientOptions } from './dns-client.js';

async function start(zone: Zone, options?: DnsZoneOptions) {
  const server = await DnsZone.start(zone, options);
  const client = (changes: Partial<DnsClientOptions> = {}) =>
    new DnsClient({ servers: [server.server], ...changes });
  return { server, client, dns: client(), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe('records', () => {
  const zone: Zone = {
    'example.com': {
      MX: [
        [10, 'MX1.example.com'],
        [20, 'mx2.example.com'],
      ],
      TXT: ['v=spf1 -all', ['one ', 'record']],
      ttl: 120,
    },
    'mx1.example.com': { A: ['192.0.2.1', '192.0.2.2'], AAAA: ['2001:db8:0:0::25'] },
    '1.2.0.192.in-addr.arpa': { PTR: ['MX1.example.com'] },
    '5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa': { PTR: ['mx1.example.com'] },
  };

  it('of every type that mail asks for, with the time for which they hold', async () => {
    await using test = await start(zone);
    const { dns } = test;
    const exchanges = [
      { preference: 10, exchange: 'mx1.example.com' },
      { preference: 20, exchange: 'mx2.example.com' },
    ];
    expect(await dns.mx('Example.COM.')).toEqual({ kind: 'found', records: exchanges, ttl: 120 });
    const found = { kind: 'found', ttl: 300 };
    expect(await dns.a('mx1.example.com')).toEqual({ ...found, records: ['192.0.2.1', '192.0.2.2'] });
    expect(await dns.aaaa('mx1.example.com')).toEqual({ ...found, records: ['2001:db8::25'] });
    expect(await dns.ptr('192.0.2.1')).toEqual({ ...found, records: ['mx1.example.com'] });
    expect(await dns.ptr('2001:db8::25')).toEqual({ ...found, records: ['mx1.example.com'] });
    const texts = ['v=spf1 -all', 'one record'];
    expect(await dns.txt('example.com')).toEqual({ ...found, ttl: 120, records: texts });
  });

  it('TLSA (RFC 6698 §2.1)', async () => {
    const record = { usage: 3, selector: 1, matchingType: 1 };
    const data = Buffer.alloc(32, 7);
    await using test = await start({
      '_25._tcp.mx.example.com': { TLSA: [{ ...record, certificate: data }] },
    });
    const records = [{ ...record, data }];
    expect(await test.dns.tlsa('_25._tcp.MX.example.com')).toEqual({ kind: 'found', records, ttl: 300 });
  });

  it('too many for UDP come over TCP (RFC 7766 §5)', async () => {
    const records = Array.from({ length: 60 }, (_, index) => `text ${index}`);
    await using test = await start({ 'example.com': { TXT: records } });
    expect(await test.dns.txt('example.com')).toEqual({ kind: 'found', records, ttl: 300 });
    expect(test.server.asked).toEqual(['udp TXT example.com', 'tcp TXT example.com']);
  });

  it.each([true, false])(
    'behind aliases, with the lowest TTL on the way (server follows them: %s)',
    async (follows) => {
      const aliases: Zone = {
        'www.example.com': { CNAME: 'host.example.net', ttl: 30 },
        'host.example.net': { CNAME: 'mx.example.org', ttl: 60 },
        'mx.example.org': { A: ['192.0.2.1'] },
      };
      await using test = await start(aliases, { followsAliases: follows });
      const found = { kind: 'found', records: ['192.0.2.1'], ttl: 30, canonical: 'mx.example.org' };
      expect(await test.dns.a('www.example.com')).toEqual(found);
      expect(test.server.asked).toHaveLength(follows ? 1 : 3);
    },
  );

  it.each([true, false])('are not looked for in a circle (server follows it: %s)', async (followsAliases) => {
    const circle: Zone = { 'a.example': { CNAME: 'b.example' }, 'b.example': { CNAME: 'a.example' } };
    await using test = await start(circle, { soa: null, followsAliases });
    expect(await test.dns.a('a.example')).toMatchObject({ kind: 'failed', reason: 'malformed' });
  });
});

describe('validated answers (RFC 4035 §3.2.3)', () => {
  const zone: Zone = {
    'signed.example': { A: ['192.0.2.1'], secure: true },
    'www.signed.example': { CNAME: 'signed.example', secure: true },
    'www.unsigned.example': { CNAME: 'signed.example' },
    'out.signed.example': { CNAME: 'unsigned.example', secure: true },
    'unsigned.example': { A: ['192.0.2.2'] },
  };

  it.each([true, false])(
    'are secure when every alias is (server follows them: %s)',
    async (followsAliases) => {
      await using test = await start(zone, { followsAliases });
      expect(await test.dns.a('signed.example')).toMatchObject({ secure: true });
      expect(await test.dns.a('www.signed.example')).toMatchObject({ secure: true });
      for (const name of ['unsigned.example', 'www.unsigned.example', 'out.signed.example']) {
        expect(await test.dns.a(name)).not.toMatchObject({ secure: true });
      }
    },
  );

  it('that something is not there, too', async () => {
    await using test = await start(zone);
    expect(await test.dns.mx('signed.example')).toMatchObject({ kind: 'no-such-record', secure: true });
    expect(await test.dns.mx('unsigned.example')).not.toMatchObject({ secure: true });
  });

  it('count from a server that is trusted only: on the way anybody can say that they were validated', async () => {
    await using test = await start(zone);
    const dns = test.client({ trusts: () => false });
    expect(await dns.a('signed.example')).toEqual({ kind: 'found', records: ['192.0.2.1'], ttl: 300 });
  });

  it('do not count from the forwarder inside containers, which has asked somebody elsewhere', async () => {
    await using test = await start(zone, { address: '127.0.0.11' });
    expect(await test.dns.a('signed.example')).toEqual({ kind: 'found', records: ['192.0.2.1'], ttl: 300 });
  });
});

describe('a server of before EDNS (RFC 6891 §7)', () => {
  it('is asked once more in its own way', async () => {
    await using test = await start({ 'example.com': { A: ['192.0.2.1'] } }, { edns: false });
    expect(await test.dns.a('example.com')).toMatchObject({ kind: 'found' });
    expect(test.server.asked).toEqual(['udp A example.com', 'udp A example.com']);
  });
});

describe('a domain that takes no mail (RFC 7505)', () => {
  it('says so with its only MX', async () => {
    await using test = await start({ 'example.com': { MX: [[0, '.']], ttl: 900 } });
    expect(await test.dns.mx('example.com')).toEqual({ kind: 'null-mx', ttl: 900 });
  });

  it('does not when there are others', async () => {
    const records = [
      [0, '.'],
      [10, 'mx.example.com'],
    ] as const;
    await using test = await start({ 'example.com': { MX: records } });
    const only = [{ preference: 10, exchange: 'mx.example.com' }];
    expect(await test.dns.mx('example.com')).toMatchObject({ kind: 'found', records: only });
  });
});

describe('what is not there (RFC 2308)', () => {
  const zone: Zone = {
    'example.com': { A: ['192.0.2.1'] },
    'alias.example.com': { CNAME: 'gone.example.com' },
  };

  it.each([
    ['gone.example.com', 'no-such-domain'],
    ['alias.example.com', 'no-such-domain'],
    ['example.com', 'no-such-record'],
  ])('%s: %s, for the lower of SOA’s TTL and MINIMUM', async (name, kind) => {
    await using low = await start(zone, { soa: { ttl: 3600, minimum: 40 } });
    expect(await low.dns.mx(name)).toEqual({ kind, ttl: 40 });
    await using high = await start(zone, { soa: { ttl: 20, minimum: 86_400 } });
    expect(await high.dns.mx(name)).toEqual({ kind, ttl: 20 });
  });

  it('is not to be remembered when no SOA comes along', async () => {
    await using test = await start(zone, { soa: null });
    expect(await test.dns.mx('gone.example.com')).toEqual({ kind: 'no-such-domain', ttl: 0 });
    expect(await test.dns.mx('example.com')).toEqual({ kind: 'no-such-record', ttl: 0 });
  });

  it('a TTL with the highest bit is none (RFC 2181 §8)', async () => {
    await using test = await start({ 'example.com': { A: ['192.0.2.1'], ttl: 2 ** 31 + 5 } });
    expect(await test.dns.a('example.com')).toMatchObject({ ttl: 0 });
  });
});

describe('when DNS cannot tell', () => {
  const broken: Zone = {
    'slow.example': 'silent',
    'broken.example': 'servfail',
    'closed.example': 'refused',
    'odd.example': 'garbage',
    'long.example': 'truncated',
  };
  const patience = { serverTimeoutMs: 100, queryTimeoutMs: 250 };

  it.each([
    ['slow.example', 'timeout'],
    ['broken.example', 'servfail'],
    ['closed.example', 'refused'],
    ['odd.example', 'malformed'],
    ['long.example', 'malformed'],
    [`${'x'.repeat(64)}.example`, 'invalid-name'],
    [`${'abcdefgh.'.repeat(29)}example`, 'invalid-name'],
    ['two..dots.example', 'invalid-name'],
    ['', 'invalid-name'],
  ])('%s: %s, as a value', async (name, reason) => {
    await using test = await start(broken);
    expect(await test.client(patience).mx(name)).toMatchObject({ kind: 'failed', reason });
  });

  it('no server at all, or none that is there', async () => {
    expect(await new DnsClient({ servers: [] }).a('example.com')).toMatchObject({ reason: 'unreachable' });
    const servers = [{ address: '127.0.0.1', port: await freePort() }];
    expect(await new DnsClient({ servers }).a('example.com')).toMatchObject({ reason: 'unreachable' });
  });

  it('an address that is none', async () => {
    expect(await new DnsClient({ servers: [] }).ptr('not an address')).toMatchObject({
      reason: 'invalid-name',
    });
  });

  it.each(Object.values(broken))('the next server is asked: %s', async (fault) => {
    await using first = await start({ '*': fault });
    await using second = await start({ 'example.com': { A: ['192.0.2.1'] } });
    const servers = [first.server.server, second.server.server];
    const dns = new DnsClient({ servers, serverTimeoutMs: 100 });
    expect(await dns.a('example.com')).toMatchObject({ kind: 'found' });
    expect(first.server.asked).toHaveLength(fault === 'truncated' ? 2 : 1);
  });

  it('of one type only', async () => {
    await using test = await start({ 'example.com': { A: ['192.0.2.1'], faults: { AAAA: 'servfail' } } });
    expect(await test.dns.a('example.com')).toMatchObject({ kind: 'found' });
    expect(await test.dns.aaaa('example.com')).toMatchObject({ kind: 'failed', reason: 'servfail' });
  });

  it('the next server is not asked when the first says that there is nothing', async () => {
    await using first = await start({});
    await using second = await start({ 'example.com': { A: ['192.0.2.1'] } });
    const dns = new DnsClient({ servers: [first.server.server, second.server.server] });
    expect(await dns.a('example.com')).toMatchObject({ kind: 'no-such-domain' });
    expect(second.server.asked).toEqual([]);
  });

  it('a silent server is asked again until the time is up, one that has failed is not', async () => {
    await using silent = await start({ '*': 'silent' });
    await using failing = await start({ '*': 'servfail' });
    const servers = [silent.server.server, failing.server.server];
    const dns = new DnsClient({ servers, serverTimeoutMs: 60, queryTimeoutMs: 500 });
    const question = dns.a('example.com');
    await question;
    expect(silent.server.asked.length).toBeGreaterThan(1);
    expect(failing.server.asked).toHaveLength(1);
  });

  it('a server that was silent is asked behind the others for a while, so that not every question waits for it', async () => {
    await using silent = await start({ '*': 'silent' });
    await using second = await start({ 'example.com': { A: ['192.0.2.1'] }, 'broken.example': 'servfail' });
    const servers = [silent.server.server, second.server.server];
    const dns = new DnsClient({ servers, serverTimeoutMs: 250, queryTimeoutMs: 2_000 });
    for (let times = 0; times < 5; times += 1) await dns.a('example.com');
    expect(silent.server.asked).toHaveLength(1);
    // Where the others cannot tell it is asked as well, and has its place again once it answers.
    silent.server.zone = { '*': { A: ['192.0.2.2'] } };
    expect(await dns.a('broken.example')).toMatchObject({ records: ['192.0.2.2'] });
    expect(await dns.a('example.com')).toMatchObject({ records: ['192.0.2.2'] });
  });

  it('and gets its answer in once the server is back', async () => {
    await using test = await start({ '*': 'silent' });
    const answer = test.client({ serverTimeoutMs: 100, queryTimeoutMs: 10_000 }).a('example.com');
    test.server.zone = { 'example.com': { A: ['192.0.2.1'] } };
    expect(await answer).toMatchObject({ kind: 'found' });
  });
});

it.each([
  ['192.0.2.1', { address: '192.0.2.1', port: 53 }],
  ['192.0.2.1:5353', { address: '192.0.2.1', port: 5353 }],
  ['2001:db8::1', { address: '2001:db8::1', port: 53 }],
  ['[2001:db8::1]:5353', { address: '2001:db8::1', port: 5353 }],
])('the system’s server %s', (text, server) => {
  expect(serverAt(text)).toEqual(server);
});
