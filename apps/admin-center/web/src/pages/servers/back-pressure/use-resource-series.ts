import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queryClient, useLive, type OutputOf } from '../../../api/index.js';
import { lengths, resolutionOf, timesOf, topicOf, type Range } from '../../../ui/index.js';

export type ResourceSeries = OutputOf<'Get-ResourceSeries'>['series'][number];

/** How the resources of the services of this server were, all with the same times. */
export function useResourceSeries(range: Range) {
  const queryKey = ['resource-series', range];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const from = Date.now() - lengths[range];
      return api.run('Get-ResourceSeries', { from, resolution: resolutionOf(range) }, signal);
    },
  });
  useLive(topicOf(range), () => void queryClient.invalidateQueries({ queryKey }));
  const { data } = query;
  const times = useMemo(() => (data === undefined ? [] : timesOf(data)), [data]);
  return { ...query, times };
}
