import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';

import { api, queries, queryClient, useLive, useLiveState, useSession } from '../../../api/index.js';
import { useNamedRows, type ListQuery } from '../../../ui/index.js';
import { emptyPoison, keyOf, propertyOf, type Property, type Queue } from './queue.js';
import { useSeenQueues } from './use-seen-queues.js';

export interface QueueSearch {
  readonly q: string;
  readonly sort: { readonly column: string; readonly descending: boolean };
  readonly groupBy: Property | '';
  readonly isPaused: boolean;
}

const orderKey = ['live', 'queues', 'order'];
/** As often is the order asked for while no stream tells that it is another one. */
const withoutStreamMs = 10_000;
/** The server looks at all queues after so long, or after so long for each. */
const lookMs = 500;
const lookMsPerQueue = 2;

/**
 * The queues of the server: their order as it is searched and sorted there, and those that are looked at, live. Of ten
 * thousand queues the order is 400 KB, and all that is known of them 10 MB.
 */
export function useQueueList(search: QueueSearch) {
  const { server } = useSession().here;
  const order = useOrder(search);
  const seen = useSeenQueues(search.isPaused);
  const connectors = useConnectorNames();
  const names = useMemo(() => order.data && withPoison(order.data.names, search.q), [order.data, search.q]);
  const rowOf = useCallback(
    (name: string): Queue | undefined => {
      const row = seen.rows.get(name) ?? (name === 'Poison' ? emptyPoison(server) : undefined);
      return row && { ...row, connector: connectors.get(row.nextHopConnector) ?? '' };
    },
    [seen.rows, connectors, server],
  );
  const rowsOf = useCallback(
    (keys: ReadonlySet<string>) => (seen.hasAll(keys) ? [...keys].flatMap((key) => rowOf(key) ?? []) : []),
    [seen, rowOf],
  );
  const source = useNamedRows({ names, rowOf, keyOf, want: seen.look });
  return {
    query: queryOf(order),
    source,
    rowsOf,
    keep: seen.keep,
    count: order.data && order.data.total + (order.data.hasPoison ? 0 : 1),
    by: order.data?.by ?? '',
    groups: order.data?.groups,
    /** All that were found, for a file. */
    readAll: async (): Promise<readonly Queue[]> => {
      const { rows } = await api.run('Get-Queue', {});
      const byName = new Map(rows.map((row) => [row.name, row]));
      return (names ?? []).flatMap((name) => {
        const row = byName.get(name);
        return row === undefined ? [] : { ...row, connector: connectors.get(row.nextHopConnector) ?? '' };
      });
    },
  };
}

function useOrder({ q, sort, groupBy, isPaused }: QueueSearch) {
  const isLive = useLiveState().live;
  const by = propertyOf(sort.column);
  const order = useQuery({
    queryKey: [...orderKey, q, by, sort.descending, groupBy],
    queryFn: async ({ signal }) => {
      const asked = { words: q, sort: { by, descending: sort.descending }, groupBy: groupBy || undefined };
      const found = await api.run('Search-Queue', asked, signal);
      const hasPoison = found.names.includes('Poison') || q !== '';
      return { ...found, hasPoison, by: `${by} ${sort.descending} ${q}` };
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    refetchInterval: isLive || isPaused ? false : withoutStreamMs,
  });
  const restMs = Math.max(lookMs, lookMsPerQueue * (order.data?.total ?? 0));
  const soon = useSoon(() => void queryClient.invalidateQueries({ queryKey: orderKey }), restMs);
  useLive(isPaused ? undefined : 'queues', soon);
  return order;
}

/** Does it once, after that time, however often it is asked to. */
function useSoon(act: () => void, afterMs: number): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      act();
    }, afterMs);
  };
}

/** Poison is shown also when nothing ever was in it. */
function withPoison(names: readonly string[], q: string): readonly string[] {
  if (q !== '' || names.includes('Poison')) return names;
  const at = names.findIndex((name) => name !== 'Submission' && name !== 'Unreachable');
  return names.toSpliced(at === -1 ? names.length : at, 0, 'Poison');
}

/** Queues know their connector by its Guid. */
function useConnectorNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(queries.list('SendConnectors', api.sendConnectors));
  return useMemo(() => new Map(data?.rows.map(({ Guid, Name }) => [Guid, Name])), [data]);
}

function queryOf(order: ReturnType<typeof useOrder>): ListQuery<Queue> {
  const { dataUpdatedAt, error, failureReason, errorUpdatedAt, isFetching } = order;
  return {
    dataUpdatedAt,
    error,
    failureReason,
    errorUpdatedAt,
    isFetching,
    data: order.data && [],
    refetch: queuesChanged,
  };
}

export function queuesChanged(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['live', 'queues'] });
}
