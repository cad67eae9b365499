import { PeriodicTask } from '@mailyard/service';
import type { CsvLog, LogForm, Metrics, MetricsSnapshot } from '@mailyard/telemetry';

export interface StatisticsLogOptions {
  readonly metrics: Pick<Metrics, 'snapshot'>;
  readonly log: Pick<CsvLog, 'enabled' | 'write'>;
  readonly onFault: (error: unknown) => void;
}

const intervalMs = 60_000;

export const statisticsLogForm: LogForm = {
  name: 'ServerStatistics',
  title: 'server statistics log',
  type: 'Server Statistics Log',
  prefix: 'SERVERSTATS',
  fields: ['date-time', 'instance', 'counter', 'labels', 'value', 'change'],
};

interface CounterValue {
  readonly instance: string;
  readonly counter: string;
  /** `outcome=delivered;stage=total` */
  readonly labels: string;
  readonly value: number;
  /** It only grows, and its growth is what tells. */
  readonly grows: boolean;
}

/**
 * Exchange's server statistics log, whose columns are not documented: once a minute what a hub counts, under the names
 * that /metrics has, and by how much it has grown since the row before. What is zero, and has not changed, has no row.
 */
export class StatisticsLog {
  readonly #options: StatisticsLogOptions;
  readonly #looks: PeriodicTask;
  #before = new Map<string, number>();

  constructor(options: StatisticsLogOptions) {
    this.#options = options;
    this.#looks = new PeriodicTask(() => this.look(), options.onFault);
  }

  start(): void {
    this.#looks.start(intervalMs);
  }

  stop(): Promise<void> {
    return this.#looks.stop();
  }

  async look(): Promise<void> {
    const { metrics, log } = this.#options;
    if (!log.enabled) return;
    const found = countersOf(await metrics.snapshot());
    const before = this.#before;
    this.#before = new Map(found.map((each) => [keyOf(each), each.value]));
    for (const each of found) {
      const { instance, counter, labels, value, grows } = each;
      const change = value - (before.get(keyOf(each)) ?? 0);
      if (value === 0 && change === 0) continue;
      log.write([instance, counter, labels, value, grows ? change : undefined]);
    }
  }
}

/** What mail is counted by, and what the process uses; of histograms sum and count. */
function countersOf(snapshot: MetricsSnapshot): readonly CounterValue[] {
  const told = snapshot.filter(({ name }) => /^(?:mailyard|process)_/.test(name));
  return told.flatMap(({ name, type, values }) =>
    (values as readonly Value[]).flatMap(({ value, labels, metricName: counter = name }) => {
      if (counter.endsWith('_bucket')) return [];
      const { instance = '', service: _, ...own } = labels;
      const text = Object.entries(own).map(([label, of]) => `${label}=${of}`);
      return [{ instance, counter, labels: text.join(';'), value, grows: String(type) !== 'gauge' }];
    }),
  );
}

/** As prom-client gives it. */
interface Value {
  readonly value: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Of the parts of a histogram. */
  readonly metricName?: string;
}

function keyOf({ counter, labels }: CounterValue): string {
  return `${counter} ${labels}`;
}
