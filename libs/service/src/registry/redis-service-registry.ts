import { deflateSync, inflateSync } from 'node:zlib';

import type { Endpoint } from '@mailyard/smtp';
import type { Redis } from 'ioredis';

import type { Degradation } from '../degradations.js';
import { silentLog, type Log } from '../log/log.js';
import { PeriodicTask } from '../periodic-task.js';
import { beatScript, liveScript, registryKeys, silentScript } from './registry-scripts.js';

export type ServiceState = 'Active' | 'Draining' | 'Inactive';

/** Whose mail is refused for want of resources. */
export type Refused = 'nobody' | 'strangers' | 'everybody';

/** How short an instance is of what it needs. */
export interface PressureReport {
  readonly refuses: Refused;
  /** How long MAIL waits for its answer. */
  readonly tarpitMs: number;
  readonly resources: readonly {
    readonly resource: string;
    readonly level: 'Low' | 'Medium' | 'High';
    readonly value: number;
    /** Above it the next higher level begins; at High, below it the level ends. */
    readonly threshold: number;
    readonly thresholds: PressureLevels;
  }[];
}

/** Where the levels of a resource begin and end, in its unit: a level is left by another value than it is entered by. */
export interface PressureLevels {
  readonly LowToMedium: number;
  readonly MediumToHigh: number;
  readonly HighToMedium: number;
  readonly MediumToLow: number;
}

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
  /** All of its machine; undefined for what has no connectors. */
  readonly addresses?: readonly string[];
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
  /** How many such things have ended since it started. */
  readonly recoveries?: number;
  /** How often the launcher has started it again; undefined: never, or somebody else starts it. */
  readonly restarts?: number;
  readonly pressure?: PressureReport;
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
  /** What every heartbeat of an announced instance tells. */
  readonly degradations?: { readonly current: readonly Degradation[]; readonly recoveries: number };
  /** See ServiceInstance. */
  readonly restarts?: number;
  readonly heartbeatMs?: number;
  /** Silence after which an instance counts as gone. */
  readonly timeToLiveMs?: number;
}

/** So many beats at most are based on the one before. */
const tellsAllEvery = 10;

/** Which processes are alive, where, and in which state: how Front End finds hubs without DNS. */
export class ServiceRegistry {
  readonly #redis: Redis;
  #metrics: (() => Promise<unknown>) | undefined;
  #pressure: (() => PressureReport) | undefined;
  readonly #degradations: ServiceRegistryOptions['degradations'];
  readonly #restarts: number;
  readonly #heartbeatMs: number;
  readonly #timeToLiveMs: number;
  #own: ServiceInstance | undefined;
  /** What the last beat told of it, pressure and metrics aside. */
  #told = '';
  readonly #heartbeat: PeriodicTask;
  #beats = 0;

  constructor(options: ServiceRegistryOptions) {
    this.#redis = options.redis;
    this.#degradations = options.degradations;
    this.#restarts = options.restarts ?? 0;
    this.#heartbeatMs = options.heartbeatMs ?? 1000;
    this.#timeToLiveMs = options.timeToLiveMs ?? 5000;
    const { log = silentLog } = options;
    this.#heartbeat = new PeriodicTask(
      async () => this.#own && this.#beat(this.#own),
      (error) => log.debug(`no heartbeat: ${String(error)}`),
    );
  }

  /** Makes the instance known and keeps it so; call again when its state or listeners changed. */
  async announce(instance: ServiceInstance): Promise<void> {
    this.#own = instance;
    this.#heartbeat.start(this.#heartbeatMs);
    await this.#beat(instance);
  }

  /** From now on every second heartbeat tells what an announced instance measures. */
  carryMetrics(read: () => Promise<unknown>): void {
    this.#metrics = read;
  }

  /** From now on every heartbeat tells how short an announced instance is of resources. */
  carryPressure(read: () => PressureReport): void {
    this.#pressure = read;
  }

  /** The instance is gone for everybody at once. */
  async withdraw(): Promise<void> {
    void this.#heartbeat.stop();
    const own = this.#own;
    this.#own = undefined;
    if (own === undefined) return;
    const [beats, ...hashes] = registryKeys;
    const leaving = this.#redis.multi().zrem(beats, own.id);
    for (const hash of hashes) leaving.hdel(hash, own.id);
    await leaving.exec();
  }

  /**
   * Those that fell silent without having withdrawn, and in whose place none has come since: they died. They are known
   * for a day.
   */
  async silent({ server }: Pick<LiveFilter, 'server'> = {}): Promise<readonly ServiceInstance[]> {
    const rows = (await this.#eval(silentScript)) as string[];
    const instances = rows.map((row) => JSON.parse(row) as ServiceInstance);
    return instances.filter((instance) => instance.server === (server ?? instance.server));
  }

  /** One round trip. */
  async live(filter: LiveFilter = {}): Promise<readonly ServiceInstance[]> {
    const wanted = filter.metrics === true ? 1 : 0;
    const rows = (await this.#eval(liveScript, wanted, kindPrefix(filter))) as string[];
    const instances: ServiceInstance[] = [];
    for (let at = 0; at < rows.length; at += 3) instances.push(instanceOf(rows.slice(at, at + 3)));
    return instances.filter(
      (instance) =>
        instance.service === (filter.service ?? instance.service) &&
        instance.server === (filter.server ?? instance.server) &&
        instance.state === (filter.state ?? instance.state),
    );
  }

  async #beat(instance: ServiceInstance): Promise<void> {
    const measured = this.#beats % 2 === 0 && this.#metrics !== undefined ? pack(await this.#metrics()) : '';
    this.#beats += 1;
    const { id } = instance;
    const own = this.#own;
    // Withdrawn while it was measured: a late beat would bring it back.
    if (own?.id !== id) return;
    const told = JSON.stringify(this.#withDegradations(own));
    const pressure = this.#pressure === undefined ? '' : JSON.stringify(this.#pressure());
    const rest = [measured, JSON.stringify([own.service, own.server]), pressure];
    // Connectors and problems may be many, and seldom change. Once in a while all the same: a failover may have lost them.
    const isNews = told !== this.#told || this.#beats % tellsAllEvery === 0;
    const known = await this.#eval(beatScript, id, isNews ? told : '', ...rest);
    if (known === 0) await this.#eval(beatScript, id, told, ...rest);
    this.#told = told;
  }

  #eval(script: string, ...values: readonly (string | number)[]): Promise<unknown> {
    return this.#redis.eval(script, registryKeys.length, ...registryKeys, this.#timeToLiveMs, ...values);
  }

  #withDegradations(instance: ServiceInstance): ServiceInstance {
    const { current: degradations = [], recoveries = 0 } = this.#degradations ?? {};
    return {
      ...instance,
      ...(degradations.length === 0 ? {} : { degradations }),
      ...(recoveries === 0 ? {} : { recoveries }),
      ...(this.#restarts === 0 ? {} : { restarts: this.#restarts }),
    };
  }
}

/** How the kind begins that those have whose first beat told it, see `registryKeys`. */
function kindPrefix({ service, server }: LiveFilter): string {
  if (service === undefined) return '';
  return server === undefined
    ? `${JSON.stringify([service]).slice(0, -1)},`
    : JSON.stringify([service, server]);
}

function instanceOf([told = '{}', pressure = '', packed = '']: readonly string[]): ServiceInstance {
  return {
    ...(JSON.parse(told) as ServiceInstance),
    ...(pressure === '' ? {} : { pressure: JSON.parse(pressure) as PressureReport }),
    ...(packed === ''
      ? {}
      : { metrics: JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString()) as unknown }),
  };
}

/** Metrics are mostly names; an eighth of their size in the append-only file is worth a fraction of a millisecond. */
function pack(metrics: unknown): string {
  return deflateSync(JSON.stringify(metrics)).toString('base64');
}
