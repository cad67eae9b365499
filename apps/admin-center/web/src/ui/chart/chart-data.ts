/** What a line of a chart shows, a value for each time; null: nothing is known, which is a gap and no zero. */
export interface ChartSeries {
  readonly label: string;
  readonly values: readonly (number | null)[];
  /** A limit has the colour of what begins there; absent: one that tells it from its neighbours. */
  readonly tone?: 'warn' | 'bad';
}

export interface ChartData {
  /** Milliseconds since the epoch, ascending. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
}

/** Each on top of those before it; where one is not known, their sum is not. */
export function stacked(series: readonly ChartSeries[]): readonly (readonly (number | null)[])[] {
  return series.reduce<readonly (readonly (number | null)[])[]>((sums, { values }) => {
    const below = sums.at(-1);
    const onTop = (value: number | null, at: number): number | null => {
      const base = below === undefined ? 0 : (below[at] ?? null);
      return value === null || base === null ? null : base + value;
    };
    return [...sums, values.map(onTop)];
  }, []);
}

/** Where an axis that begins at zero ends: 1, 2 or 5 times a power of ten. */
export function topOf(max: number): number {
  if (!(max > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(max));
  return power * ([1, 2, 5].find((step) => step * power >= max) ?? 10);
}

/** Powers of ten around what is shown. */
export function decades(min: number, max: number): readonly [number, number] {
  if (!(min > 0) || !(max > 0)) return [0.1, 1];
  const low = Math.floor(Math.log10(min));
  return [10 ** low, 10 ** Math.max(low + 1, Math.ceil(Math.log10(max)))];
}

/** Values with no neighbour: no line leads there, so they need a point. */
export function lonely(values: readonly (number | null | undefined)[]): number[] {
  const isKnown = (at: number): boolean => typeof values[at] === 'number';
  return values.flatMap((_, at) => (isKnown(at) && !isKnown(at - 1) && !isKnown(at + 1) ? [at] : []));
}

/** The last time of which anything is known. */
export function lastKnown({ times, series }: ChartData): number {
  const isKnown = (_: number, at: number): boolean =>
    series.some(({ values }) => typeof values[at] === 'number');
  const found = times.findLastIndex(isKnown);
  return found === -1 ? times.length - 1 : found;
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity,
};

/** Where a key leads among so many times; undefined: it is no key of charts. */
export function indexAfter(
  key: string,
  { at, count }: { readonly at: number; readonly count: number },
): number | undefined {
  const step = steps[key];
  return step === undefined ? undefined : Math.max(0, Math.min(count - 1, at + step));
}

/** What happened between a time of the chart and the next one. */
export function marksAt<Mark extends { readonly time: number }>(
  marks: readonly Mark[],
  times: readonly number[],
  at: number,
): readonly Mark[] {
  const [from = Infinity, to = Infinity] = [times[at], times[at + 1]];
  return marks.filter(({ time }) => time >= from && time < to);
}
