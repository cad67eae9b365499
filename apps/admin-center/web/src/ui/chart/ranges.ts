/** How far back charts go. */
export const ranges = ['r15', 'r60', 'r1d', 'r7d', 'r30d'] as const;
export type Range = (typeof ranges)[number];

const minuteMs = 60_000;

/** Milliseconds. */
export const lengths: Readonly<Record<Range, number>> = {
  r15: 15 * minuteMs,
  r60: 60 * minuteMs,
  r1d: 1_440 * minuteMs,
  r7d: 7 * 1_440 * minuteMs,
  r30d: 30 * 1_440 * minuteMs,
};

/** A quarter of an hour is known every five seconds, a day minute by minute, a month in quarters of an hour. */
export function resolutionOf(range: Range): 'fiveSeconds' | 'minute' | 'quarterHour' {
  if (range === 'r15') return 'fiveSeconds';
  return lengths[range] > lengths.r1d ? 'quarterHour' : 'minute';
}

/** The live topic that tells when there is a new step. */
export function topicOf(range: Range): 'recent-series' | 'series' {
  return resolutionOf(range) === 'fiveSeconds' ? 'recent-series' : 'series';
}

interface Answer {
  /** The start of the first step, and how long each is, in milliseconds. */
  readonly from: number;
  readonly stepMs: number;
  readonly series: readonly { readonly values: readonly (number | null)[] }[];
}

/** The steps up to the last one of which anything is known: the one that runs has no values yet, which is no gap. */
export function timesOf({ from, stepMs, series }: Answer): readonly number[] {
  const known = series.map(({ values }) => values.findLastIndex((value) => value !== null) + 1);
  return Array.from({ length: Math.max(0, ...known) }, (_, at) => from + at * stepMs);
}
