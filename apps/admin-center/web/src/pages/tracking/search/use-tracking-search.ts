import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, Problem, queryClient, type InputOf, type OutputOf } from '../../../api/index.js';
import { useLocale } from '../../../text/index.js';
import { parseQuery } from '../../../ui/index.js';
import { trackingSearchFields } from './tracking-fields.js';

export interface TrackingAsked {
  readonly q: string;
  readonly range: string;
  readonly isOldestFirst: boolean;
}

const windowRows = 200;
const ranges: Readonly<Record<string, number>> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

type Found = OutputOf<'Search-MessageTrackingReport'>;
type Asked = InputOf<'Search-MessageTrackingReport'>;

/** A search of what was tracked. What comes in afterwards is left out of it, so that no row moves. */
export function useTrackingSearch({ q, range, isOldestFirst }: TrackingAsked) {
  const { timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = useLocale();
  const asked = `${q} ${range}`;
  const [moment, setMoment] = useState({ asked, now: Date.now() });
  if (moment.asked !== asked) setMoment({ asked, now: Date.now() });
  const { now } = moment;
  const terms = useMemo(() => parseQuery(q, trackingSearchFields), [q]);
  const isMistyped = terms.some(({ wrong }) => wrong !== undefined);
  const span = ranges[range];
  const input: Asked = { query: q, zone: timeZone, ...(span !== undefined && { start: now - span }) };
  const order = isOldestFirst ? 'oldest first' : 'newest first';
  const queryKey = ['tracking-search', input, order, now];
  const query = useQuery({
    queryKey: [...queryKey, isMistyped],
    queryFn: async ({ signal }) => {
      if (isMistyped) return nothing;
      const found = await understood({ ...input, order, resultSize: windowRows }, signal);
      // The first rows are here with it.
      queryClient.setQueryData([...queryKey, found.resultSet, 'window', 0], found);
      return found;
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const { resultSet, refused } = query.data ?? nothing;
  return {
    terms,
    /** For a file of all that was found. */
    asked: { ...input, order },
    /** Why the server does not understand it. */
    refused,
    /** Then it finds nothing, rather than everything. */
    isWrong: isMistyped || refused !== undefined,
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
          ...(resultSet !== '' && { resultSet }),
        },
        signal,
      ),
    again: () => setMoment({ asked, now: Date.now() }),
  };
}

const nothing: Found & { readonly refused?: string } = {
  total: 0,
  totalIsExact: true,
  resultSet: '',
  rows: [],
};

/** What it does not understand, the server says; there is nothing that it has found then. */
async function understood(input: Asked, signal: AbortSignal): Promise<typeof nothing> {
  try {
    return await api.run('Search-MessageTrackingReport', input, signal);
  } catch (error) {
    if (!(error instanceof Problem) || !error.is('not-understood')) throw error;
    return { ...nothing, refused: error.message };
  }
}
