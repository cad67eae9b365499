import { createRequire } from 'node:module';

import type * as Prometheus from 'prom-client';
import type { Counter, Gauge, Metric, MetricObjectWithValues, MetricValue, Registry } from 'prom-client';

import { Histogram } from './histogram.js';

/** Loaded by services: a command measures nothing, and should not wait for 86 modules. */
const require = createRequire(import.meta.url);
const prometheus = (): typeof Prometheus => require('prom-client') as typeof Prometheus;

/** `mailyard_`, words, and for counters `_total`; units last, as Prometheus advises. */
type CounterName = `mailyard_${string}_total`;
type MetricName = `mailyard_${string}`;

interface Description<L extends string> {
  readonly help: string;
  readonly labels?: readonly L[];
}

export type MetricsSnapshot = readonly MetricObjectWithValues<MetricValue<string>>[];

/** What one process measures. Every value carries `service` and `instance`, so that sums over processes stay possible. */
export class Metrics {
  readonly registry: Registry;

  constructor({ service, instance }: { readonly service: string; readonly instance: string }) {
    const { collectDefaultMetrics, Registry } = prometheus();
    this.registry = new Registry();
    this.registry.setDefaultLabels({ service, instance });
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string = never>(name: CounterName, { help, labels = [] }: Description<L>): Counter<L> {
    const { Counter } = prometheus();
    return new Counter({ name, help, labelNames: [...labels], registers: [this.registry] });
  }

  /** `read` is called when somebody asks, for values that are cheaper to look up than to keep. */
  gauge<L extends string = never>(
    name: MetricName,
    {
      help,
      labels = [],
      read,
    }: Description<L> & { readonly read?: (gauge: Gauge<L>) => void | Promise<void> },
  ): Gauge<L> {
    const { Gauge } = prometheus();
    return new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [this.registry],
      ...(read === undefined
        ? {}
        : {
            collect(this: Gauge<L>) {
              return read(this);
            },
          }),
    });
  }

  histogram<L extends string = never>(
    name: `mailyard_${string}_${'seconds' | 'bytes'}`,
    description: Description<L> & { readonly buckets: readonly number[] },
  ): Histogram<L> {
    const histogram = new Histogram({ name, ...description });
    // What the registry asks of a metric it has.
    this.registry.registerMetric(histogram as unknown as Metric<string>);
    return histogram;
  }

  /** For the service registry. */
  async snapshot(): Promise<MetricsSnapshot> {
    return this.registry.getMetricsAsJSON();
  }
}

/** The metrics of many processes in Prometheus' text format. */
export async function formatMetrics(snapshots: readonly MetricsSnapshot[]): Promise<string> {
  const { AggregatorRegistry } = prometheus();
  return AggregatorRegistry.aggregate(snapshots.map((snapshot) => [...snapshot])).metrics();
}

/** Counts failed sign-ins of whatever kind under one name. */
export function failedSignInCounter(metrics: Metrics): (reason: string) => void {
  const counter = metrics.counter('mailyard_failed_sign_ins_total', {
    help: 'Sign-ins that failed or were put off, by reason.',
    labels: ['reason'],
  });
  return (reason) => counter.inc({ reason });
}
