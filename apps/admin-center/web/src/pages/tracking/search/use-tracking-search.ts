import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, queryClient, type OutputOf } from '../../../api/index.js';
import { useLocale } from '../../../text/index.js';
import { parseQuery } from '../../../ui/index.js';
import { trackingQuery, trackingSearchFields } from './tracking-query.js';

export interface TrackingAsked {
  readonly q: string;
  readonly range: string;
  readonly isOldestFirst: boolean;
}

const windowRows = 200;

/** A search of what was tracked. What comes in afterwards is left out of it, so that no row moves. */
export function useTrackingSearch({ q, range, isOldestFirst }: TrackingAsked) {
  const isUtc = useLocale().timeZone === 'UTC';
  const asked = `${q} ${range}`;
  const [moment, setMoment] = useState({ asked, now: Date.now() });
  if (moment.asked !== asked) setMoment({ asked, now: Date.now() });
  const { now } = moment;
  const terms = useMemo(() => parseQuery(q, trackingSearchFields), [q]);
  const { input, unusable } = useMemo(
    () => trackingQuery(terms, { now, isUtc, range }),
    [terms, now, isUtc, range],
  );
  const isWrong = unusable.length > 0 || terms.some(({ wrong }) => wrong !== undefined);
  const order = isOldestFirst ? 'oldest first' : 'newest first';
  const queryKey = ['tracking-search', input, order, now];
  const query = useQuery({
    queryKey: [...queryKey, isWrong],
    queryFn: async ({ signal }) => {
      if (isWrong) return nothing;
      const found = await api.run(
        'Search-MessageTrackingReport',
        { ...input, order, resultSize: windowRows },
        signal,
      );
      // The first rows are here with it.
      queryClient.setQueryData([...queryKey, found.resultSet, 'window', 0], found);
      return found;
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const resultSet = query.data?.resultSet;
  return {
    terms,
    /** For a file of all that was found. */
    asked: { ...input, order },
    unusable,
    isWrong,
    query,
    queryKey: [...queryKey, resultSet],
    read: ({ offset, limit }: { readonly offset: number; readonly limit: number }, signal: AbortSignal) =>
      api.run(
        'Search-MessageTrackingReport',
        {
          ...input,
          order,
          offset,
          resultSize: limit,
          ...(resultSet !== undefined && resultSet !== '' && { resultSet }),
        },
        signal,
      ),
    again: () => setMoment({ asked, now: Date.now() }),
  };
}

const nothing: OutputOf<'Search-MessageTrackingReport'> = {
  total: 0,
  totalIsExact: true,
  resultSet: '',
  rows: [],
};
