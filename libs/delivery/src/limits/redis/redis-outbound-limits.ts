import { setTimeout as pause } from 'node:timers/promises';

import type { Rate } from '@mailyard/schema';
import { PeriodicTask } from '@mailyard/service';
import type { Reply } from '@mailyard/smtp';
import type { Redis } from 'ioredis';

import {
  limitedScopes,
  scopeName,
  shortageOf,
  type Limit,
  type LimitedScope,
  type LimitReached,
  type OutboundDestination,
  type OutboundLimits,
  type Place,
  type Shortage,
} from '../outbound-limits.js';
import { paceOf, slower } from '../pace.js';
import { placesTaken, redisAway, slowed, tooFast, type KnownSlowDown } from '../reasons.js';
import { RefusalSpread } from '../refusal-spread.js';
import { SentCounts } from '../sent-counts.js';
import { amountAt, rateOf } from '../slow-down.js';
import { limitScripts } from './limit-scripts.js';
import { RedisPlaces } from './redis-places.js';
import { RedisSlowDowns } from './redis-slow-downs.js';
import { RedisUnavailable, ScriptRunner } from './script-runner.js';

export interface RedisOutboundLimitsOptions {
  /** Commands must fail soon when Redis is away. Stays the caller's. */
  readonly redis: Redis;
  readonly server: string;
  readonly leaseMs?: number;
  /** So long a message waits for its turn here; longer, its queue waits. */
  readonly patienceMs?: number;
  /** Somebody was refused a place: whoever has idle connections of that kind closes one. Told within a second. */
  readonly onShortage: (shortage: Shortage) => void;
  /** Told to one hub of the server. */
  readonly onSlowedDown: (key: string, slowDown: KnownSlowDown) => void;
  readonly onFault: (error: unknown) => void;
  /** Lua that sets `nowUs`; absent: Redis's clock. */
  readonly clock?: string;
}

/** Killed hubs give their places back after it. */
const usualLeaseMs = 15_000;
const usualPatienceMs = 2_000;
const lookMs = 1_000;
const shortageMs = 2_500;

/**
 * Limits that all hubs of a server keep together, in Redis: exact, for a place costs a round trip, which is little beside
 * a connection to a stranger. While Redis is away nobody gets one: the queues are there, too, and mail waits in them.
 */
export class RedisOutboundLimits implements OutboundLimits {
  readonly #options: RedisOutboundLimitsOptions;
  readonly #prefix: string;
  readonly #scripts;
  readonly #places: RedisPlaces;
  readonly #slowDowns: RedisSlowDowns;
  readonly #sent = new SentCounts();
  readonly #refusals = new RefusalSpread();
  readonly #patienceMs: number;
  readonly #looks: PeriodicTask;
  readonly #renewals: PeriodicTask;

  constructor(options: RedisOutboundLimitsOptions) {
    this.#options = options;
    const { redis, server, leaseMs = usualLeaseMs, onSlowedDown, onFault } = options;
    this.#prefix = `{mailyard:${server}}:outbound`;
    this.#scripts = new ScriptRunner(redis, limitScripts(options.clock));
    this.#patienceMs = options.patienceMs ?? usualPatienceMs;
    const shared = { scripts: this.#scripts, prefix: this.#prefix, leaseMs, onFault };
    this.#places = new RedisPlaces(shared);
    this.#slowDowns = new RedisSlowDowns({ ...shared, onSlowedDown, own: (key) => this.#ownAmount(key) });
    this.#looks = new PeriodicTask(() => this.look(), onFault);
    this.#renewals = new PeriodicTask(() => this.#places.renew(), onFault);
  }

  /** Resolves when the slow-downs of the other hubs are known, as far as Redis is there. */
  async start(): Promise<void> {
    this.#renewals.start((this.#options.leaseMs ?? usualLeaseMs) / 3);
    this.#looks.start(lookMs);
    await this.#looks.now();
  }

  /** Gives all places back: the connections are closed. */
  stop(): void {
    void this.#looks.stop();
    void this.#renewals.stop();
    this.#places.releaseAll();
  }

  async enter(destination: OutboundDestination): Promise<Place | LimitReached> {
    const slowDown = this.#slowDowns.of(destination.key);
    try {
      const entered = await this.#places.enter(narrowed(destination, slowDown));
      if ('release' in entered) return entered;
      const reached = this.#whyNoPlace(destination, entered, slowDown);
      return this.#spread(reached, scopeName(entered.scope, destination));
    } catch (error) {
      if (!(error instanceof RedisUnavailable)) throw error;
      return redisAway(error);
    }
  }

  message(destination: OutboundDestination): Promise<LimitReached | undefined> | undefined {
    const slowDown = this.#slowDowns.of(destination.key);
    const rates = messageRates(destination, slowDown);
    if (rates.length > 0) return this.#turn(destination, rates, slowDown);
    this.#sent.add(destination.key);
    return undefined;
  }

  heard({ key }: OutboundDestination, reply: Reply): void {
    this.#slowDowns.heard(key, reply);
  }

  connectionsTo(destination: OutboundDestination): number {
    const { limits } = narrowed(destination, this.#slowDowns.of(destination.key));
    return Math.min(...limitedScopes.map((scope) => limits[scope].connections?.value ?? Infinity));
  }

  /** Of this hub, by guid of the connector. */
  get connections(): ReadonlyMap<string, number> {
    return this.#places.byConnector();
  }

  get slowDowns(): ReadonlyMap<string, KnownSlowDown> {
    return this.#slowDowns.all();
  }

  /** What the other hubs have told. */
  async look(): Promise<void> {
    this.#sent.forgetOld();
    this.#refusals.forgetOld();
    const reply = await this.#scripts.run('look', this.#prefix, [shortageMs]);
    const [slowDowns, short] = reply as readonly [readonly string[], readonly string[]];
    this.#slowDowns.read(slowDowns);
    for (const name of short) this.#options.onShortage(shortageOf(name));
  }

  /** Places go on. */
  renew(): Promise<void> {
    return this.#places.renew();
  }

  async #turn(
    destination: OutboundDestination,
    rates: readonly MessageRate[],
    slowDown: KnownSlowDown | undefined,
  ): Promise<LimitReached | undefined> {
    const words = rates.flatMap(({ scope, value }) => {
      const { intervalUs, burst } = paceOf(value);
      return [scopeName(scope, destination), intervalUs, burst];
    });
    try {
      const reply = await this.#scripts.run('message', this.#prefix, [this.#patienceMs * 1_000, ...words]);
      const [late = 0, waitUs = 0] = reply as readonly number[];
      const waitMs = Math.ceil(waitUs / 1_000);
      const rate = rates[late - 1];
      if (rate !== undefined) {
        const reached = this.#whyNoTurn(destination, { rate, waitMs }, slowDown);
        return this.#spread(reached, scopeName(rate.scope, destination));
      }
      this.#sent.add(destination.key);
      if (waitMs > 0) await pause(waitMs);
      return undefined;
    } catch (error) {
      if (!(error instanceof RedisUnavailable)) throw error;
      return redisAway(error);
    }
  }

  #spread(reached: LimitReached, limit: string): LimitReached {
    return { ...reached, retryAfterMs: this.#refusals.after(limit, reached.retryAfterMs) };
  }

  #whyNoPlace(
    destination: OutboundDestination,
    { scope, waitMs }: { readonly scope: LimitedScope; readonly waitMs: number },
    slowDown: KnownSlowDown | undefined,
  ): LimitReached {
    const { connections, connectionRate } = destination.limits[scope];
    if (waitMs > 0 && connectionRate !== undefined) {
      return tooFast('connection', { scope, destination, waitMs }, connectionRate);
    }
    const known = scope === 'destination' ? slowDown : undefined;
    const less =
      known !== undefined &&
      amountAt(known.state, known.ageMs).connections < (connections?.value ?? Infinity);
    if (known !== undefined && less) return slowed(destination, known);
    return placesTaken(scope, destination, connections ?? { value: 0, parameter: scope });
  }

  /** The turn is asked for again when it is near enough to be waited for. */
  #whyNoTurn(
    destination: OutboundDestination,
    { rate, waitMs: ahead }: { readonly rate: MessageRate; readonly waitMs: number },
    slowDown: KnownSlowDown | undefined,
  ): LimitReached {
    const waitMs = Math.max(1, ahead - this.#patienceMs / 2);
    if (rate.limit === undefined && slowDown !== undefined) return slowed(destination, slowDown, waitMs);
    const limit = rate.limit ?? { value: rate.value, parameter: 'a slow-down' };
    return tooFast('message', { scope: rate.scope, destination, waitMs }, limit);
  }

  #ownAmount(key: string): { readonly messagesPerMinute: number; readonly connections: number } {
    return {
      messagesPerMinute: this.#sent.inLastMinute(key),
      connections: this.#places.count((place) => place.key === key),
    };
  }
}

interface MessageRate {
  readonly scope: LimitedScope;
  readonly value: Rate;
  /** Undefined: it is that of a slow-down. */
  readonly limit: Limit<Rate> | undefined;
}

function messageRates(
  destination: OutboundDestination,
  slowDown: KnownSlowDown | undefined,
): readonly MessageRate[] {
  return limitedScopes.flatMap((scope) => {
    const limit = destination.limits[scope].messageRate;
    const less = scope === 'destination' && slowDown !== undefined ? presentRate(slowDown) : undefined;
    const value = slower(limit?.value, less);
    if (value === undefined) return [];
    return [{ scope, value, limit: value === limit?.value ? limit : undefined }];
  });
}

function presentRate({ state, ageMs }: KnownSlowDown): Rate {
  return rateOf(amountAt(state, ageMs));
}

/** With no more connections than a slow-down leaves. */
function narrowed(
  destination: OutboundDestination,
  slowDown: KnownSlowDown | undefined,
): OutboundDestination {
  if (slowDown === undefined) return destination;
  const { limits } = destination;
  const less = amountAt(slowDown.state, slowDown.ageMs).connections;
  const { connections } = limits.destination;
  const value = Math.min(connections?.value ?? Infinity, less);
  const parameter = connections?.parameter ?? 'a slow-down';
  return {
    ...destination,
    limits: { ...limits, destination: { ...limits.destination, connections: { value, parameter } } },
  };
}
