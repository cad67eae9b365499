import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queryClient, useLive, type OutputOf } from '../../api/index.js';
import { lengths, resolutionOf, timesOf, topicOf, type Range } from '../../ui/index.js';

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

export function useHistory(range: Range) {
  const length = lengths[range];
  const resolution = resolutionOf(range);
  const query = useQuery({
    queryKey: ['series', range],
    queryFn: ({ signal }) =>
      api.run('Get-TransportSeries', { names: [...names], from: Date.now() - length, resolution }, signal),
  });
  useLive(topicOf(range), () => void queryClient.invalidateQueries({ queryKey: ['series', range] }));
  const history = useMemo(() => query.data && historyOf(query.data), [query.data]);
  return { ...query, history };
}

function historyOf(answer: Answer): History {
  const times = timesOf(answer);
  const byName = new Map(
    answer.series.map(({ name, values }) => [name as string, values.slice(0, times.length)]),
  );
  return { times, of: (name) => byName.get(name) ?? [] };
}

/** Where either is not known, nor is the sum. */
export function sum(one: Values, other: Values): Values {
  return one.map((value, at) => {
    const also = other[at];
    return value === null || also === null || also === undefined ? null : value + also;
  });
}
