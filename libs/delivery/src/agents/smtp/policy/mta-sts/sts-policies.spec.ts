import { randomUUID } from 'node:crypto';

import { DnsClient } from '@mailyard/dns';
import { DnsZone, eventually, startRedis, type TestRedis, type Zone } from '@mailyard/testing';
import { Redis } from 'ioredis';

import { RedisStsPolicies } from './redis-sts-policies.js';
import { StsPolicies, type FetchedText } from './sts-policies.js';

let server: TestRedis;
let redis: Redis;

beforeAll(async () => {
  server = await startRedis();
  redis = server.client();
});
afterAll(async () => {
  await server.stop();
});

const text = (mode: string) => `version: STSv1\nmode: ${mode}\nmx: mx.example.com\nmax_age: 1000000\n`;
const fetchedAs = (mode: string): FetchedText => ({ kind: 'fetched', text: text(mode) });
const unreachable: FetchedText = { kind: 'failed', problem: 'unreachable' };

/** A domain of its own, what it announces and publishes, and a hub that sends there. */
async function start() {
  const domain = `${randomUUID()}.example`;
  const dns = await DnsZone.start({});
  const resolver = new DnsClient({ servers: [dns.server], queryTimeoutMs: 1_000 });
  const test = {
    domain,
    clockMs: Date.now(),
    published: fetchedAs('enforce'),
    fetches: 0,
    problems: [] as string[],
    announce: (entry: Zone[string] | undefined) => {
      dns.zone = entry === undefined ? {} : { [`_mta-sts.${domain}`]: entry };
    },
    dns: dns.server,
    hub: (store = new RedisStsPolicies(redis), asking = resolver) => {
      const policies = new StsPolicies({
        store,
        fetch: () => {
          test.fetches += 1;
          return Promise.resolve(test.published);
        },
        now: () => test.clockMs,
        onProblem: (_, problem) => test.problems.push(String(problem)),
      });
      return async () => (await policies.of(domain, asking))?.mode;
    },
    [Symbol.asyncDispose]: () => dns[Symbol.asyncDispose](),
  };
  return test;
}

const id = (value: string) => ({ TXT: [`v=STSv1; id=${value};`] });

it('a domain that announces nothing has none, and nothing is fetched', async () => {
  await using test = await start();
  expect(await test.hub()()).toBeUndefined();
  expect(test.fetches).toBe(0);
});

it('is fetched once for all hubs, and a restart forgets nothing', async () => {
  await using test = await start();
  test.announce(id('1'));
  const [first, second] = [test.hub(), test.hub()];
  expect(await Promise.all([first(), first(), first()])).toEqual(['enforce', 'enforce', 'enforce']);
  expect(await second()).toBe('enforce');
  expect(test.fetches).toBe(1);
});

it('another id: it is fetched anew (RFC 8461 §3.3)', async () => {
  await using test = await start();
  test.announce(id('1'));
  const mode = test.hub();
  await mode();
  test.announce(id('2'));
  test.published = fetchedAs('testing');
  expect(await mode()).toBe('testing');
  expect(test.fetches).toBe(2);
});

describe('a policy holds for its max_age (RFC 8461 §5.1)', () => {
  const gone: [string, Zone[string] | undefined][] = [
    ['announces it no more', undefined],
    ['is silent', 'silent'],
    ['fails', 'servfail'],
  ];

  it.each(gone)('while DNS %s', async (_, entry) => {
    await using test = await start();
    test.announce(id('1'));
    const mode = test.hub();
    await mode();
    test.announce(entry);
    expect(await mode()).toBe('enforce');
    test.clockMs += 1_000_000_000;
    expect(await mode()).toBeUndefined();
  });

  it('while a newer one cannot be had', async () => {
    await using test = await start();
    test.announce(id('1'));
    const mode = test.hub();
    await mode();
    test.announce(id('2'));
    test.published = unreachable;
    expect(await mode()).toBe('enforce');
    expect(test.problems).toEqual(['unreachable']);
  });

  it('and from day to day anew, without anybody waiting for it', async () => {
    await using test = await start();
    test.announce(id('1'));
    const mode = test.hub();
    await mode();
    test.clockMs += 999_000_000;
    expect(await mode()).toBe('enforce');
    await eventually(() => test.fetches === 2);
    test.clockMs += 2_000_000;
    expect(await mode()).toBe('enforce');
    expect(test.fetches).toBe(2);
  });
});

it.each<[string, FetchedText]>([
  ['cannot be had', unreachable],
  ['is none', { kind: 'fetched', text: '<html>' }],
])('one that %s is not asked for again within five minutes', async (_, published) => {
  await using test = await start();
  test.announce(id('1'));
  test.published = published;
  const mode = test.hub();
  expect(await mode()).toBeUndefined();
  expect(await mode()).toBeUndefined();
  expect(test.fetches).toBe(1);
  test.published = fetchedAs('enforce');
  test.clockMs += 300_000;
  expect(await mode()).toBe('enforce');
});

it('a name server that is silent about it keeps nobody for long', async () => {
  await using test = await start();
  const silent = new DnsClient({ servers: [{ address: '127.0.0.1', port: test.dns.port }] });
  test.announce('silent');
  const started = performance.now();
  expect(await test.hub(new RedisStsPolicies(redis), silent)()).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(20_000);
});

it('what Redis cannot tell is fetched: mail does not wait for it', async () => {
  await using test = await start();
  test.announce(id('1'));
  const away = new Redis(`${server.socket}.gone`, { lazyConnect: true, enableOfflineQueue: false });
  expect(await test.hub(new RedisStsPolicies(away))()).toBe('enforce');
  expect(test.problems).toHaveLength(3);
  away.disconnect();
});

it('is forgotten by Redis when its time is over', async () => {
  await using test = await start();
  test.announce(id('1'));
  await test.hub()();
  const seconds = await redis.ttl(`mailyard:mta-sts:${test.domain}`);
  expect(seconds).toBeGreaterThan(999_000);
  expect(seconds).toBeLessThanOrEqual(1_000_000);
});
