import { PeriodicTask, type Log } from '@mailyard/service';

import type { OperationContext } from '../context.js';
import { unlessRedisIsAway } from '../redis/redis-answer.js';
import { resolutions } from './redis-series-store.js';
import { seriesNames } from './series.js';
import { SeriesReader } from './series-reader.js';

type Watched = Pick<
  OperationContext,
  'registry' | 'server' | 'queues' | 'listedQueues' | 'redis' | 'series' | 'recentSeries'
>;

const { fiveSeconds, minute, quarterHour } = resolutions;
/** How often it is looked whether a minute is over. */
const lookMs = 1_000;
/** A writer that fell silent has missed one minute. */
const writerMs = 90_000;

/** Writes down a value a minute for each series, so that charts need no other program to remember, and for an hour finer ones. */
export class SeriesRecorder {
  readonly #watched: Watched;
  readonly #instance: string;
  readonly #reader: SeriesReader;
  readonly #recentReader: SeriesReader;
  readonly #looks: PeriodicTask;
  #minute = minuteOf(Date.now());
  #step = stepOf(Date.now());

  constructor(watched: Watched, { instance, log }: { readonly instance: string; readonly log: Log }) {
    this.#watched = watched;
    this.#instance = instance;
    const { queues, listedQueues } = watched;
    this.#reader = new SeriesReader(watched, { usualMs: minute.stepMs, list: () => queues.list() });
    const recent = { usualMs: fiveSeconds.stepMs, list: () => listedQueues.current(), byConnector: true };
    this.#recentReader = new SeriesReader(watched, recent);
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
    const now = Date.now();
    const [over, step] = [this.#minute, this.#step];
    this.#minute = minuteOf(now);
    this.#step = stepOf(now);
    if (step !== this.#step) await unlessRedisIsAway(this.recordRecent(step));
    if (over !== this.#minute) await unlessRedisIsAway(this.record(over));
  }

  /** The values of the five seconds that are over, for this process alone. */
  async recordRecent(over: number): Promise<void> {
    this.#watched.recentSeries.write(over, await this.#recentReader.read());
  }

  /** The values of the minute that is over. Everybody looks, and so knows what has grown when it is theirs to write. */
  async record(over: number): Promise<void> {
    const { series: store } = this.#watched;
    const values = await this.#reader.read();
    if (!(await store.claim(this.#instance, writerMs))) return;
    await store.write('minute', over, values);
    if ((over + 1) % minutesOfQuarter === 0) {
      await this.#writeQuarter(over + 1 - minutesOfQuarter, [...new Set([...seriesNames, ...values.keys()])]);
    }
  }

  /** The mean of its minutes, of what is measured when it ends. */
  async #writeQuarter(from: number, names: readonly string[]): Promise<void> {
    const { series: store } = this.#watched;
    const range = { resolution: 'minute', from, to: from + minutesOfQuarter } as const;
    const means = new Map<string, number>();
    for (const [index, values] of (await store.read(names, range)).entries()) {
      const known = values.filter((value) => value !== undefined);
      const sum = known.reduce((total, value) => total + value, 0);
      const name = names[index];
      if (name !== undefined && known.length > 0) means.set(name, sum / known.length);
    }
    await store.write('quarterHour', from / minutesOfQuarter, means);
  }
}

const minutesOfQuarter = quarterHour.stepMs / minute.stepMs;

function minuteOf(time: number): number {
  return Math.floor(time / minute.stepMs);
}

function stepOf(time: number): number {
  return Math.floor(time / fiveSeconds.stepMs);
}
