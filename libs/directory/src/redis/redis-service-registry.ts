import { deflateSync, inflateSync } from 'node:zlib';

import type { Endpoint } from '@mailyard/smtp';
import type { Redis } from 'ioredis';

import type { Degradation } from '../degradations.js';
import { silentLog, type Log } from '../log.js';

export type ServiceState = 'Active' | 'Draining' | 'Inactive';

/** One endpoint of one Receive connector, or of the web pages. */
export interface ListenerReport {
  /** Of the connector. */
  readonly name: string;
  readonly endpoint: Endpoint;
  /** Failed: it is tried again until it succeeds. */
  readonly state: 'Listening' | 'Failed';
  /** Why it failed. */
  readonly error?: string;
}

/** One running process. */
export interface ServiceInstance {
  readonly id: string;
  /** As its folder in apps/: `hub-transport`. */
  readonly service: string;
  readonly server: string;
  readonly host: string;
  readonly pid: number;
  /** Where other services reach it. */
  readonly address: string;
  readonly listeners: readonly ListenerReport[];
  /** Of the directory, by which the listeners are set up; undefined for what has no connectors. */
  readonly revision?: number;
  readonly state: ServiceState;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly version: string;
  /** How safe acknowledged messages are; hubs tell it. */
  readonly durability?: { readonly strict: boolean; readonly weaknesses: readonly string[] };
  /** What keeps it from doing all of its work. */
  readonly degradations?: readonly Degradation[];
  /** What prom-client's `getMetricsAsJSON()` gave; only when asked for. */
  readonly metrics?: unknown;
}

export interface LiveFilter {
  readonly service?: string;
  readonly server?: string;
  readonly state?: ServiceState;
  /** Also fetch the metrics. */
  readonly metrics?: boolean;
}

export interface ServiceRegistryOptions {
  readonly redis: Redis;
  readonly log?: Log;
  /** What an announced instance measures; sent with every second heartbeat. */
  readonly metrics?: () => Promise<unknown>;
  /** What every heartbeat of an announced instance tells. */
  readonly degradations?: { readonly current: readonly Degradation[] };
  readonly heartbeatMs?: number;
  /** Silence after which an instance counts as gone. */
  readonly timeToLiveMs?: number;
}

const keys = ['{mailyard}:services:beats', '{mailyard}:services', '{mailyard}:services:metrics'] as const;

/**
 * Ages are measured by Redis's clock alone, so the clocks of hosts do not matter.
 * KEYS beats (sorted set id → ms), services (hash id → JSON), metrics (hash id → text) · ARGV time to live in ms, id,
 * instance, metrics or '' · forgets instances that have been silent ten times as long.
 */
const beatScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[2])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
if ARGV[4] ~= '' then redis.call('HSET', KEYS[3], ARGV[2], ARGV[4]) end
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], '-inf', now - 10 * ARGV[1], 'BYSCORE', 'LIMIT', 0, 100)) do
  redis.call('ZREM', KEYS[1], id)
  redis.call('HDEL', KEYS[2], id)
  redis.call('HDEL', KEYS[3], id)
end
return 1`;

/** KEYS as above · ARGV time to live in ms, 1 for metrics · result: instance and metrics in turn. */
const liveScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local result = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], now - ARGV[1], '+inf', 'BYSCORE')) do
  result[#result + 1] = redis.call('HGET', KEYS[2], id) or ''
  result[#result + 1] = ARGV[2] == '1' and redis.call('HGET', KEYS[3], id) or ''
end
return result`;

/** Which processes are alive, where, and in which state: how Front End finds hubs without DNS. */
export class ServiceRegistry {
  readonly #redis: Redis;
  readonly #log: Log;
  readonly #metrics: (() => Promise<unknown>) | undefined;
  readonly #degradations: ServiceRegistryOptions['degradations'];
  readonly #heartbeatMs: number;
  readonly #timeToLiveMs: number;
  #own: ServiceInstance | undefined;
  #timer: NodeJS.Timeout | undefined;
  #beats = 0;
  #beating = false;

  constructor(options: ServiceRegistryOptions) {
    this.#redis = options.redis;
    this.#log = options.log ?? silentLog;
    this.#metrics = options.metrics;
    this.#degradations = options.degradations;
    this.#heartbeatMs = options.heartbeatMs ?? 1000;
    this.#timeToLiveMs = options.timeToLiveMs ?? 5000;
  }

  /** Makes the instance known and keeps it so; call again when its state or listeners changed. */
  async announce(instance: ServiceInstance): Promise<void> {
    this.#own = instance;
    this.#timer ??= setInterval(() => this.#beatSoon(), this.#heartbeatMs).unref();
    await this.#beat(instance);
  }

  /** The instance is gone for everybody at once. */
  async withdraw(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    const own = this.#own;
    this.#own = undefined;
    if (own === undefined) return;
    const [beats, services, metrics] = keys;
    await this.#redis.multi().zrem(beats, own.id).hdel(services, own.id).hdel(metrics, own.id).exec();
  }

  /** One round trip. */
  async live(filter: LiveFilter = {}): Promise<readonly ServiceInstance[]> {
    const wanted = filter.metrics === true ? 1 : 0;
    const rows = (await this.#redis.eval(
      liveScript,
      keys.length,
      ...keys,
      this.#timeToLiveMs,
      wanted,
    )) as string[];
    const instances = rows.flatMap((row, index) =>
      index % 2 === 1 || row === '' ? [] : [withMetrics(JSON.parse(row) as ServiceInstance, rows[index + 1])],
    );
    return instances.filter(
      (instance) =>
        instance.service === (filter.service ?? instance.service) &&
        instance.server === (filter.server ?? instance.server) &&
        instance.state === (filter.state ?? instance.state),
    );
  }

  #beatSoon(): void {
    // While Redis is away beats would pile up; one that waits is enough.
    if (this.#own === undefined || this.#beating) return;
    this.#beating = true;
    this.#beat(this.#own)
      .catch((error: unknown) => this.#log.debug(`no heartbeat: ${String(error)}`))
      .finally(() => {
        this.#beating = false;
      });
  }

  async #beat(instance: ServiceInstance): Promise<void> {
    const measured = this.#beats % 2 === 0 && this.#metrics !== undefined ? pack(await this.#metrics()) : '';
    this.#beats += 1;
    const { id } = instance;
    // Withdrawn while it was measured: a late beat would bring it back.
    if (this.#own?.id !== id) return;
    await this.#redis.eval(
      beatScript,
      keys.length,
      ...keys,
      this.#timeToLiveMs,
      id,
      JSON.stringify(this.#told(instance)),
      measured,
    );
  }

  #told(instance: ServiceInstance): ServiceInstance {
    const degradations = this.#degradations?.current ?? [];
    return degradations.length === 0 ? instance : { ...instance, degradations };
  }
}

/** Metrics are mostly names; an eighth of their size in the append-only file is worth a fraction of a millisecond. */
function pack(metrics: unknown): string {
  return deflateSync(JSON.stringify(metrics)).toString('base64');
}

function withMetrics(instance: ServiceInstance, packed: string | undefined): ServiceInstance {
  if (packed === undefined || packed === '') return instance;
  return {
    ...instance,
    metrics: JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString()) as unknown,
  };
}
