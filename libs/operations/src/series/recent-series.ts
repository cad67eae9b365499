import { resolutions, type SeriesRange, type SeriesValues } from './redis-series-store.js';

const { slots, stepMs } = resolutions.fiveSeconds;

/** The last hour, finer than Redis keeps it: in the memory of this process, and forgotten with it. */
export class RecentSeries {
  readonly #steps = new Map<number, ReadonlyMap<string, number>>();

  write(step: number, values: ReadonlyMap<string, number>): void {
    this.#steps.set(step, values);
    for (const old of this.#steps.keys()) if (old <= step - slots) this.#steps.delete(old);
  }

  /** When the first value was written of those that are left; undefined: there is none yet. */
  get since(): number | undefined {
    const first = this.#steps.keys().next().value;
    return first === undefined ? undefined : first * stepMs;
  }

  /** All values of a name, of the last hour at most. */
  sum(name: string): number {
    return [...this.#steps.values()].reduce((sum, values) => sum + (values.get(name) ?? 0), 0);
  }

  read(names: readonly string[], { from, to }: Pick<SeriesRange, 'from' | 'to'>): readonly SeriesValues[] {
    return names.map((name) =>
      Array.from({ length: Math.max(0, to - from) }, (_, at) => this.#steps.get(from + at)?.get(name)),
    );
  }
}
