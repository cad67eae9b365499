import { resolutions, type SeriesRange, type SeriesValues } from './redis-series-store.js';

const { slots } = resolutions.fiveSeconds;

/** The last hour, finer than Redis keeps it: in the memory of this process, and forgotten with it. */
export class RecentSeries {
  readonly #steps = new Map<number, ReadonlyMap<string, number>>();

  write(step: number, values: ReadonlyMap<string, number>): void {
    this.#steps.set(step, values);
    for (const old of this.#steps.keys()) if (old <= step - slots) this.#steps.delete(old);
  }

  read(names: readonly string[], { from, to }: Pick<SeriesRange, 'from' | 'to'>): readonly SeriesValues[] {
    return names.map((name) =>
      Array.from({ length: Math.max(0, to - from) }, (_, at) => this.#steps.get(from + at)?.get(name)),
    );
  }
}
