/** One value of a metric as a process told it, in the shape of prom-client's JSON. */
interface MetricValue {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;
  /** Of a part of a histogram: `…_bucket`. */
  readonly metricName?: string;
}

interface Metric {
  readonly name: string;
  readonly values: readonly MetricValue[];
}

/** What each process that runs has measured since it started, as it told last. */
export class Measurements {
  readonly #metrics = new Map<string, MetricValue[]>();

  constructor(snapshots: readonly unknown[]) {
    for (const snapshot of snapshots) {
      for (const { name, values } of Array.isArray(snapshot) ? (snapshot as readonly Metric[]) : []) {
        const known = this.#metrics.get(name);
        if (known === undefined) this.#metrics.set(name, [...values]);
        else known.push(...values);
      }
    }
  }

  /** The sum over all processes of what has these labels; for gauges. */
  sum(name: string, labels: Readonly<Record<string, string>> = {}): number {
    return this.#having(name, labels).reduce((sum, { value }) => sum + value, 0);
  }

  /** The highest over all processes and labels; undefined where nobody has told of it. */
  highest(name: string): number | undefined {
    const values = this.#having(name, {}).map(({ value }) => value);
    return values.length === 0 ? undefined : Math.max(...values);
  }

  /** By process, since each counts from its own start; for counters. */
  byProcess(name: string, labels: Readonly<Record<string, string>> = {}): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const { value, labels: has } of this.#having(name, labels)) {
      const process = String(has['instance']);
      sums.set(process, (sums.get(process) ?? 0) + value);
    }
    return sums;
  }

  /** What a label is at the values of a metric. */
  labels(name: string, label: string): readonly string[] {
    return [...new Set(this.#values(name).flatMap(({ labels }) => labels[label] ?? []))].map(String);
  }

  /** The upper bounds of a histogram's buckets, ascending. */
  bounds(name: string): readonly number[] {
    const bounds = this.#buckets(name).map(({ labels }) =>
      Number(labels['le'] === '+Inf' ? Infinity : labels['le']),
    );
    return [...new Set(bounds)].toSorted((one, other) => one - other);
  }

  /** How many values at most so large there were, by process. */
  bucketByProcess(
    name: string,
    bound: number,
    labels: Readonly<Record<string, string>>,
  ): ReadonlyMap<string, number> {
    return this.byProcess(`${name}_bucket`, { ...labels, le: bound === Infinity ? '+Inf' : String(bound) });
  }

  #buckets(name: string): readonly MetricValue[] {
    return this.#having(`${name}_bucket`, {});
  }

  #having(name: string, labels: Readonly<Record<string, string>>): readonly MetricValue[] {
    const wanted = Object.entries(labels);
    return this.#values(name).filter(({ labels: has }) =>
      wanted.every(([label, value]) => String(has[label]) === value),
    );
  }

  /** A histogram is told under its own name, with the names of its parts beside the values. */
  #values(name: string): readonly MetricValue[] {
    const own = this.#metrics.get(name);
    if (own !== undefined) return own;
    const histogram = this.#metrics.get(name.replace(/_bucket$/, '')) ?? [];
    return histogram.filter(({ metricName }) => metricName === name);
  }
}
