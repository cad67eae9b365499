import { DnsZone, eventually, type Zone } from '@mailyard/testing';

import { DnsClient } from '../client/dns-client.js';
import { CachingResolver } from './caching-resolver.js';

const silenceMs = 100;

async function start(
  zone: Zone,
  { octetsMax, queryTimeoutMs = 20_000 }: { octetsMax?: number; queryTimeoutMs?: number } = {},
) {
  const server = await DnsZone.start(zone);
  const clock = { ms: 1000 };
  const client = new DnsClient({ servers: [server.server], queryTimeoutMs });
  const dns = new CachingResolver(client, {
    now: () => clock.ms,
    ...(octetsMax !== undefined && { octetsMax }),
  });
  return { server, clock, dns, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const example: Zone = {
  'example.com': { MX: [[10, 'mx.example.com']], TXT: ['text'], ttl: 60 },
  'mx.example.com': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] },
  'none.example.com': { MX: [[0, '.']], ttl: 60 },
};

it('an answer holds for its TTL, and says how much of it is left', async () => {
  await using test = await start(example);
  expect(await test.dns.mx('example.com')).toMatchObject({ kind: 'found', ttl: 60 });
  test.clock.ms += 59_500;
  expect(await test.dns.mx('Example.com.')).toMatchObject({ kind: 'found', ttl: 1 });
  expect(test.server.asked).toHaveLength(1);
  test.clock.ms += 500;
  expect(await test.dns.mx('example.com')).toMatchObject({ kind: 'found', ttl: 60 });
  expect(test.server.asked).toHaveLength(2);
});

it('each type is a question of its own', async () => {
  await using test = await start({ ...example, '*': {} });
  const all = async () => [
    await test.dns.mx('example.com'),
    await test.dns.txt('example.com'),
    await test.dns.a('mx.example.com'),
    await test.dns.aaaa('mx.example.com'),
    await test.dns.ptr('192.0.2.1'),
    await test.dns.tlsa('_25._tcp.mx.example.com'),
  ];
  const first = await all();
  expect(await all()).toEqual(first);
  expect(test.server.asked).toHaveLength(6);
});

it.each([
  ['none.example.com', 'null-mx'],
  ['gone.example.com', 'no-such-domain'],
  ['mx.example.com', 'no-such-record'],
])('%s: %s holds as long as SOA says (RFC 2308 §5)', async (name, kind) => {
  await using test = await start(example);
  for (const elapsed of [0, 59_000]) {
    test.clock.ms += elapsed;
    expect(await test.dns.mx(name)).toMatchObject({ kind });
  }
  expect(test.server.asked).toHaveLength(1);
  test.clock.ms += 1000;
  await test.dns.mx(name);
  expect(test.server.asked).toHaveLength(2);
});

it.each(['servfail', 'refused', 'silent', 'garbage', 'truncated'] as const)(
  'a failure is never remembered: %s',
  async (fault) => {
    await using test = await start(
      { 'example.com': fault },
      fault === 'silent' ? { queryTimeoutMs: silenceMs } : {},
    );
    expect(await test.dns.mx('example.com')).toMatchObject({ kind: 'failed' });
    test.server.zone = example;
    await eventually(async () => expect(await test.dns.mx('example.com')).toMatchObject({ kind: 'found' }));
  },
);

it('TTL 0: for those who asked while the question was under way only (RFC 1035 §3.2.1)', async () => {
  await using test = await start({ 'example.com': { A: ['192.0.2.1'], ttl: 0 } });
  const answers = await Promise.all(Array.from({ length: 1000 }, () => test.dns.a('example.com')));
  expect(answers).toHaveLength(1000);
  expect(test.server.asked).toHaveLength(1);
  await test.dns.a('example.com');
  expect(test.server.asked).toHaveLength(2);
});

it('a TTL of years is a day (RFC 1035 §7.3), of what is not there three hours (RFC 2308 §5)', async () => {
  await using test = await start({ 'example.com': { A: ['192.0.2.1'], ttl: 2 ** 31 - 1 } });
  await test.dns.a('example.com');
  test.clock.ms += 86_400_000;
  await test.dns.a('example.com');
  expect(test.server.asked).toHaveLength(2);
});

it('what nobody asks for is forgotten when there is too much', async () => {
  await using test = await start({ '*': { A: ['192.0.2.1'] } }, { octetsMax: 2000 });
  const ask = async (name: string) => {
    const before = test.server.asked.length;
    await test.dns.a(name);
    return test.server.asked.length > before ? 'asked' : 'known';
  };
  for (let index = 0; index < 100; index += 1) {
    await ask(`host${index}.example`);
    await ask('often.example');
  }
  expect(await ask('often.example')).toBe('known');
  expect(await ask('host99.example')).toBe('known');
  expect(await ask('host50.example')).toBe('asked');
});
