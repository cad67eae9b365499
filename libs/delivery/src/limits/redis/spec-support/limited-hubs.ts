import { connectRedis } from '@mailyard/service';
import { startRedis, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import {
  isLimitReached,
  type LimitReached,
  type OutboundDestination,
  type Place,
  type ScopeLimits,
  type Shortage,
} from '../../outbound-limits.js';
import { RedisOutboundLimits } from '../redis-outbound-limits.js';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const leaseMs = 15_000;
const clockKey = '{mailyard:MBX01}:outbound:clock';

/** The limits of the hubs of one server, in a Redis of their own, whose clock a test sets. */
export class LimitedHubs {
  /** What was told to them. */
  readonly shortages: Shortage[] = [];
  readonly slowedDown: string[] = [];
  readonly faults: unknown[] = [];
  readonly #hubs: RedisOutboundLimits[] = [];
  readonly #connections: Redis[] = [];
  #now = 1_800_000_000_000;

  private constructor(
    readonly server: TestRedis,
    readonly redis: Redis,
  ) {}

  static async open(): Promise<LimitedHubs> {
    const server = await startRedis();
    const hubs = new LimitedHubs(server, server.client());
    await hubs.pass(0);
    return hubs;
  }

  async close(): Promise<void> {
    for (const hub of this.#hubs) hub.stop();
    for (const connection of this.#connections) connection.disconnect();
    await this.server.stop();
  }

  get now(): number {
    return this.#now;
  }

  /** Time passes, or the clock is set back. */
  async pass(ms: number): Promise<void> {
    this.#now += ms;
    await this.redis.set(clockKey, Math.round(this.#now * 1_000));
  }

  /** One more hub, with a connection of its own. */
  add(patienceMs = 0): RedisOutboundLimits {
    const redis = connectRedis({ redisUrl: this.server.url }, { role: 'request' });
    this.#connections.push(redis);
    const limits = new RedisOutboundLimits({
      redis,
      server: 'MBX01',
      leaseMs,
      patienceMs,
      clock: `local nowUs = tonumber(redis.call('GET', '${clockKey}'))`,
      onShortage: (shortage) => this.shortages.push(shortage),
      onSlowedDown: (key) => this.slowedDown.push(key),
      onFault: (error) => this.faults.push(error),
    });
    this.#hubs.push(limits);
    return limits;
  }
}

export function to(
  key: string,
  destination: ScopeLimits = {},
  others: { readonly server?: ScopeLimits; readonly connector?: ScopeLimits } = {},
): OutboundDestination {
  return { connector: 'c1', key, limits: { server: {}, connector: {}, ...others, destination } };
}
export const atMost = (value: number, parameter = 'MaxPerDomainOutboundConnections'): ScopeLimits => ({
  connections: { value, parameter },
});
export const messages = (count: number, perMs = minuteMs): ScopeLimits => ({
  messageRate: { value: { count, perMs }, parameter: 'MessageRateLimit' },
});

export async function placeAt(limits: RedisOutboundLimits, destination: OutboundDestination): Promise<Place> {
  const entered = await limits.enter(destination);
  if (isLimitReached(entered)) throw new Error(entered.reason);
  return entered;
}

export async function refusalAt(
  limits: RedisOutboundLimits,
  destination: OutboundDestination,
): Promise<LimitReached> {
  const entered = await limits.enter(destination);
  if (isLimitReached(entered)) return entered;
  throw new Error('there was a place');
}
