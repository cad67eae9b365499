import { connectRedis } from '@mailyard/service';
import { Reply } from '@mailyard/smtp';
import { eventually, startRedis } from '@mailyard/testing';

import { isLimitReached, type ScopeLimits } from '../outbound-limits.js';
import { RedisOutboundLimits } from './redis-outbound-limits.js';
import {
  atMost,
  hourMs,
  leaseMs,
  LimitedHubs,
  messages,
  minuteMs,
  placeAt,
  refusalAt,
  to,
} from './spec-support/limited-hubs.js';

let hubs: LimitedHubs;
beforeEach(async () => (hubs = await LimitedHubs.open()));
afterEach(() => hubs.close());

describe('places for connections', () => {
  it('are as many as the limit says, however many hubs ask at once', async () => {
    const [one, other] = [hubs.add(), hubs.add()];
    const entered = await Promise.all(
      Array.from({ length: 100 }, (_, at) => (at % 2 ? one : other).enter(to('contoso.com', atMost(20)))),
    );
    expect(entered.filter((place) => !isLimitReached(place))).toHaveLength(20);
    expect(await refusalAt(one, to('contoso.com', atMost(20)))).toMatchObject({
      cause: 'connections',
      reason: '20 connections are open to contoso.com, as many as MaxPerDomainOutboundConnections allows',
    });
    await placeAt(one, to('fabrikam.com', atMost(20)));
  });

  it('are limited for the server, each connector and each destination, and nothing is taken where one is full', async () => {
    const limits = hubs.add();
    const others = {
      server: atMost(3, 'MaxOutboundConnections'),
      connector: atMost(2, 'MaxConcurrentConnections'),
    };
    await placeAt(limits, to('a', atMost(1), others));
    expect((await refusalAt(limits, to('a', atMost(1), others))).reason).toMatch(
      /^1 connection is open to a,/,
    );
    await placeAt(limits, to('b', atMost(1), others));
    expect((await refusalAt(limits, to('c', atMost(1), others))).reason).toMatch(
      /of this connector.*MaxConcurrent/,
    );
    const second = { ...to('c', atMost(1), others), connector: 'c2' };
    await placeAt(limits, second);
    const third = { ...to('d', atMost(1), others), connector: 'c3' };
    expect((await refusalAt(limits, third)).reason).toMatch(/from this server.*MaxOutboundConnections/);
    expect(limits.connections).toEqual(
      new Map([
        ['c1', 2],
        ['c2', 1],
      ]),
    );
  });

  it('are free as soon as they are given back, once', async () => {
    const [one, other] = [hubs.add(), hubs.add()];
    const place = await placeAt(one, to('a', atMost(1)));
    place.release();
    place.release();
    await eventually(() => placeAt(other, to('a', atMost(1))));
    await refusalAt(one, to('a', atMost(1)));
  });

  it('of a killed hub end with its lease, those of one that lives do not', async () => {
    const [killed, living, other] = [hubs.add(), hubs.add(), hubs.add()];
    await placeAt(killed, to('a', atMost(2)));
    const place = await placeAt(living, to('a', atMost(2)));
    await hubs.pass(leaseMs - 1);
    await living.renew();
    await refusalAt(other, to('a', atMost(2)));
    await hubs.pass(1);
    await placeAt(other, to('a', atMost(2)));
    await refusalAt(other, to('a', atMost(2)));
    expect(place.held).toBe(true);
  });

  it('end with the lease also when the clock is set back two hours meanwhile', async () => {
    const [killed, other] = [hubs.add(), hubs.add()];
    await placeAt(killed, to('a', atMost(1)));
    await hubs.pass(-2 * hourMs);
    await refusalAt(other, to('a', atMost(1)));
    await hubs.pass(leaseMs);
    expect((await placeAt(other, to('a', atMost(1)))).held).toBe(true);
  });

  it('are taken again when the lease had ended, unless somebody else has them', async () => {
    const [late, other] = [hubs.add(), hubs.add()];
    const [kept, lost] = [await placeAt(late, to('a', atMost(1))), await placeAt(late, to('b', atMost(1)))];
    await hubs.pass(leaseMs);
    await placeAt(other, to('b', atMost(1)));
    await late.renew();
    expect([kept.held, lost.held]).toEqual([true, false]);
    await refusalAt(other, to('a', atMost(1)));
    lost.release();
    await refusalAt(late, to('b', atMost(1)));
  });

  it('hundreds are renewed together', async () => {
    const limits = hubs.add();
    await Promise.all(Array.from({ length: 350 }, (_, at) => placeAt(limits, to(`d${at}`))));
    await hubs.pass(leaseMs - 1);
    await limits.renew();
    await hubs.pass(leaseMs - 1);
    expect((await refusalAt(hubs.add(), to('e', {}, { server: atMost(350) }))).cause).toBe('connections');
  });

  it('that are wanted elsewhere are told to every hub', async () => {
    const [idle, wanting] = [hubs.add(), hubs.add()];
    await placeAt(idle, to('a', atMost(1)));
    await refusalAt(wanting, to('a', atMost(1)));
    await idle.look();
    expect(hubs.shortages).toEqual([{ scope: 'destination', name: 'a' }]);
    await hubs.pass(10_000);
    await idle.look();
    expect(hubs.shortages).toHaveLength(1);
  });

  it('new ones come no faster than they may', async () => {
    const [one, other] = [hubs.add(), hubs.add()];
    const rate: ScopeLimits = {
      connectionRate: { value: { count: 6, perMs: minuteMs }, parameter: 'ConnectionRateLimit' },
    };
    await placeAt(one, to('a', rate));
    expect(await refusalAt(other, to('a', rate))).toEqual({
      cause: 'connection-rate',
      reason: 'new connections to a are limited to 6 a minute by ConnectionRateLimit',
      retryAfterMs: 10_000,
    });
    await hubs.pass(10_000);
    await placeAt(other, to('a', rate));
  });
});

describe('Redis', () => {
  it('that is away gives nobody a place, and those that are held still count when it is back', async () => {
    const own = await startRedis();
    const connection = connectRedis({ redisUrl: own.url }, { role: 'request' });
    const told = { onShortage: () => undefined, onSlowedDown: () => undefined, onFault: () => undefined };
    const limits = new RedisOutboundLimits({ redis: connection, server: 'MBX01', ...told });
    const place = await placeAt(limits, to('a', atMost(1)));
    await own.stop();
    expect(await refusalAt(limits, to('b'))).toMatchObject({ cause: 'redis' });
    expect(limits.message(to('a'))).toBeUndefined();
    expect(await limits.message(to('a', messages(5)))).toMatchObject({ cause: 'redis' });
    expect(place.held).toBe(true);
    connection.disconnect();
  }, 30_000);

  it('that is full, or has forgotten the scripts, goes on', async () => {
    const limits = hubs.add();
    await hubs.redis.config('SET', 'maxmemory', '1');
    try {
      await placeAt(limits, to('a', atMost(1)));
      await hubs.redis.script('FLUSH');
      expect(await limits.message(to('a', messages(1)))).toBeUndefined();
      limits.heard(to('a'), new Reply(421, '4.7.0', 'slowly'));
      await eventually(() => expect(hubs.slowedDown).toEqual(['a']));
    } finally {
      await hubs.redis.config('SET', 'maxmemory', '0');
    }
  });
});
