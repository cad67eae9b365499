import type { MetricObjectWithValues, MetricValue } from 'prom-client';

export interface HistogramOptions<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
  /** Upper bounds, the smallest first. */
  readonly buckets: readonly number[];
}

/** One time series of a histogram; whoever observes often keeps it. */
export interface HistogramSeries {
  observe(value: number): void;
}

/**
 * Prometheus' histogram. That of prom-client finds series and bucket by texts that it makes for each observation, which of
 * all that is measured of a message was the dearest part.
 */
export class Histogram<L extends string = never> {
  readonly #options: HistogramOptions<L>;
  readonly #series = new Map<string, Series>();

  constructor(options: HistogramOptions<L>) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  /** Of these labels; the same for the same ones. */
  labels(labels: Readonly<Record<L, string>>): HistogramSeries {
    const { labels: names = [], buckets } = this.#options;
    const own = names.map((name): [string, string] => [name, labels[name]]);
    const key = JSON.stringify(own);
    const known = this.#series.get(key) ?? new Series(Object.fromEntries(own), buckets);
    this.#series.set(key, known);
    return known;
  }

  observe(labels: Readonly<Record<L, string>>, value: number): void {
    this.labels(labels).observe(value);
  }

  /** For a registry of prom-client. */
  get(): Promise<MetricObjectWithValues<MetricValue<string>>> {
    const { name, help } = this.#options;
    const values = [...this.#series.values()].flatMap((series) => series.values(name));
    // Its type names what it has itself.
    const told = { name, help, type: 'histogram', aggregator: 'sum', values } as unknown;
    return Promise.resolve(told as MetricObjectWithValues<MetricValue<string>>);
  }
}

class Series implements HistogramSeries {
  readonly #labels: Readonly<Record<string, string>>;
  readonly #bounds: readonly number[];
  /** Observations above the bound before, up to this one; the last one: above all of them. */
  readonly #counts: number[];
  #sum = 0;

  constructor(labels: Readonly<Record<string, string>>, bounds: readonly number[]) {
    this.#labels = labels;
    this.#bounds = bounds;
    this.#counts = Array<number>(bounds.length + 1).fill(0);
  }

  observe(value: number): void {
    let bucket = 0;
    while (bucket < this.#bounds.length && value > (this.#bounds[bucket] ?? Infinity)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += value;
  }

  /** Each bucket has those of the smaller ones, too. */
  values(name: string) {
    let count = 0;
    const buckets = this.#counts.map((own, bucket) => {
      count += own;
      const labels = { le: this.#bounds[bucket] ?? '+Inf', ...this.#labels };
      return { metricName: `${name}_bucket`, labels, value: count };
    });
    const of = (part: 'sum' | 'count', value: number) => ({
      metricName: `${name}_${part}`,
      labels: this.#labels,
      value,
    });
    return [...buckets, of('sum', this.#sum), of('count', count)];
  }
}
