import { PeriodicTask, type Log } from '@mailyard/service';

import type { OperationContext } from '../context.js';
import { unlessRedisIsAway } from '../redis/redis-answer.js';
import { Growth } from './growth.js';
import { Measurements } from './measurements.js';
import { resolutions } from './redis-series-store.js';
import { series, seriesNames, type SeriesName, type SeriesSource } from './series.js';

type Watched = Pick<OperationContext, 'registry' | 'server' | 'queues' | 'redis' | 'series'>;

const { minute, quarterHour } = resolutions;
/** How often it is looked whether a minute is over. */
const lookMs = 1_000;
/** A writer that fell silent has missed one minute. */
const writerMs = 90_000;

/** Writes down a value a minute for each series, so that charts need no other program to remember. */
export class SeriesRecorder {
  readonly #watched: Watched;
  readonly #instance: string;
  readonly #growth = new Growth();
  readonly #looks: PeriodicTask;
  #minute = minuteOf(Date.now());
  #lastAt: number | undefined;

  constructor(watched: Watched, { instance, log }: { readonly instance: string; readonly log: Log }) {
    this.#watched = watched;
    this.#instance = instance;
    this.#looks = new PeriodicTask(
      () => this.#look(),
      (error) => log.error(`a minute is missing in the series: ${String(error)}`),
    );
  }

  start(): void {
    this.#looks.start(lookMs);
  }

  async stop(): Promise<void> {
    await this.#looks.stop();
  }

  async #look(): Promise<void> {
    const over = this.#minute;
    if (minuteOf(Date.now()) === over) return;
    this.#minute = minuteOf(Date.now());
    await unlessRedisIsAway(this.record(over));
  }

  /** The values of the minute that is over. Everybody looks, and so knows what has grown when it is theirs to write. */
  async record(over: number): Promise<void> {
    const { series: store } = this.#watched;
    const values = valuesOf(await this.#source());
    if (!(await store.claim(this.#instance, writerMs))) return;
    await store.write('minute', over, values);
    if ((over + 1) % minutesOfQuarter === 0) await this.#writeQuarter(over + 1 - minutesOfQuarter);
  }

  async #source(): Promise<SeriesSource> {
    const { registry, server, queues, redis } = this.#watched;
    const running = registry.live({ server: server.name, metrics: true });
    const [instances, listed, memory] = await Promise.all([running, queues.list(), redis.memory()]);
    const now = Date.now();
    const elapsedMs = Math.max(1, now - (this.#lastAt ?? now - minute.stepMs));
    this.#lastAt = now;
    this.#growth.keep(new Set(instances.map(({ id }) => id)));
    const measurements = new Measurements(instances.map(({ metrics }) => metrics));
    return { measurements, growth: this.#growth, queues: listed, memory, now, elapsedMs };
  }

  /** The mean of its minutes. */
  async #writeQuarter(from: number): Promise<void> {
    const { series: store } = this.#watched;
    const range = { resolution: 'minute', from, to: from + minutesOfQuarter } as const;
    const means = new Map<string, number>();
    for (const [index, values] of (await store.read(seriesNames, range)).entries()) {
      const known = values.filter((value) => value !== undefined);
      const sum = known.reduce((total, value) => total + value, 0);
      if (known.length > 0) means.set(seriesNames[index] as SeriesName, sum / known.length);
    }
    await store.write('quarterHour', from / minutesOfQuarter, means);
  }
}

const minutesOfQuarter = quarterHour.stepMs / minute.stepMs;

function minuteOf(time: number): number {
  return Math.floor(time / minute.stepMs);
}

function valuesOf(source: SeriesSource): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const name of seriesNames) {
    const value = series[name].read(source);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}
