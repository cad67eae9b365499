import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queryClient, useLive, type OutputOf } from '../../api/index.js';

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

const names = [
  'messagesAccepted',
  'recipientsDelivered',
  'recipientsDelayed',
  'recipientsFailed',
  'messagesReady',
  'messagesInRetry',
  'messagesSuspended',
  'submission',
  'unreachable',
  'timeToDeliverP50',
  'timeToDeliverP95',
  'timeToDeliverP99',
] as const;
type Name = (typeof names)[number];

type Answer = OutputOf<'Get-TransportSeries'>;
type Values = readonly (number | null)[];

/** Values of a range, all with the same times; the last step is the one that is over. */
export interface History {
  readonly times: readonly number[];
  readonly of: (name: Name) => Values;
}

/** A quarter of an hour is known every five seconds, a day minute by minute, a month in quarters of an hour. */
function resolutionOf(range: Range) {
  if (range === 'r15') return 'fiveSeconds';
  return lengths[range] > lengths.r1d ? 'quarterHour' : 'minute';
}

export function useHistory(range: Range) {
  const length = lengths[range];
  const resolution = resolutionOf(range);
  const query = useQuery({
    queryKey: ['series', range],
    queryFn: ({ signal }) =>
      api.run('Get-TransportSeries', { names: [...names], from: Date.now() - length, resolution }, signal),
  });
  const topic = resolution === 'fiveSeconds' ? 'recent-series' : 'series';
  useLive(topic, () => void queryClient.invalidateQueries({ queryKey: ['series', range] }));
  const history = useMemo(() => query.data && historyOf(query.data), [query.data]);
  return { ...query, history };
}

/** The step that runs has no values yet, which is no gap. */
function historyOf({ from, stepMs, series }: Answer): History {
  const count = Math.max(
    ...series.map(({ values }) => values.findLastIndex((value) => value !== null) + 1),
    0,
  );
  const byName = new Map(series.map(({ name, values }) => [name as string, values.slice(0, count)]));
  return {
    times: Array.from({ length: count }, (_, at) => from + at * stepMs),
    of: (name) => byName.get(name) ?? [],
  };
}

/** Where either is not known, nor is the sum. */
export function sum(one: Values, other: Values): Values {
  return one.map((value, at) => {
    const also = other[at];
    return value === null || also === null || also === undefined ? null : value + also;
  });
}
