import type { QueueSummary } from '@mailyard/queue';
import type { ServiceInstance } from '@mailyard/service';

import type { OperationContext } from '../context.js';
import { Growth } from './growth.js';
import { Measurements } from './measurements.js';
import { resourceValues } from './resource-series.js';
import { series, seriesNames, type SeriesSource } from './series.js';

type Watched = Pick<OperationContext, 'registry' | 'server' | 'redis'>;

interface Looking {
  /** How far looks are apart: as long as that the first one is taken to be about. */
  readonly usualMs: number;
  readonly list: () => Promise<readonly QueueSummary[]>;
  /** What came by each Receive connector, too. */
  readonly byConnector?: boolean;
}

/** What all series are since the look before, those of resources among them. */
export class SeriesReader {
  readonly #watched: Watched;
  readonly #looking: Looking;
  readonly #growth = new Growth();
  #lastAt: number | undefined;

  constructor(watched: Watched, looking: Looking) {
    this.#watched = watched;
    this.#looking = looking;
  }

  async read(): Promise<ReadonlyMap<string, number>> {
    const isFirst = this.#lastAt === undefined;
    const { registry, server } = this.#watched;
    const instances = await registry.live({ server: server.name, metrics: true });
    const source = await this.#source(instances);
    const brought = this.#looking.byConnector === true ? broughtMessages(source, isFirst) : [];
    return new Map([...valuesOf(source), ...resourceValues(instances), ...brought]);
  }

  async #source(instances: readonly ServiceInstance[]): Promise<SeriesSource> {
    const { list, usualMs } = this.#looking;
    const [queues, memory] = await Promise.all([list(), this.#watched.redis.memory()]);
    const now = Date.now();
    const elapsedMs = Math.max(1, now - (this.#lastAt ?? now - usualMs));
    this.#lastAt = now;
    this.#growth.keep(new Set(instances.map(({ id }) => id)));
    const measurements = new Measurements(instances.map(({ metrics }) => metrics));
    return { measurements, growth: this.#growth, queues, memory, now, elapsedMs };
  }
}

const brought = 'mailyard_smtp_messages_total';

/** The name of the values of a Receive connector. */
export function broughtBy(connector: string): string {
  return `${brought} ${connector}`;
}

/** A connector that nobody had used before begins with nothing, unless nobody has looked before. */
function broughtMessages(
  { measurements, growth }: SeriesSource,
  isFirst: boolean,
): readonly (readonly [string, number])[] {
  return measurements.labels(brought, 'connector').flatMap((connector) => {
    const now = measurements.byProcess(brought, { connector });
    const grown = growth.of(broughtBy(connector), now);
    if (grown === undefined && isFirst) return [];
    const all = [...now.values()].reduce((sum, value) => sum + value, 0);
    return [[broughtBy(connector), grown ?? all] as const];
  });
}

function valuesOf(source: SeriesSource): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const name of seriesNames) {
    const value = series[name].read(source);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}
