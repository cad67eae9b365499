import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';

import { api, queryClient, useLive } from '../../../api/index.js';
import type { ServerQueue } from './queue.js';

/** By name; undefined: it was asked for, and does not exist. */
type Rows = ReadonlyMap<string, ServerQueue | undefined>;

const rowsKey = ['live', 'queues', 'rows'];
/** Those that were looked at last. */
const lookedAtMax = 200;
/** So many are asked for by their names, more are read with all others. */
const namesMax = 500;
/** The server tells of them for twice as long. */
const againMs = 10_000;
const none: Rows = new Map();

export interface SeenQueues {
  readonly rows: Rows;
  readonly hasAll: (names: ReadonlySet<string>) => boolean;
  /** These are looked at. */
  readonly look: (names: readonly string[]) => void;
  /** These, too, wherever they are. */
  readonly keep: (names: ReadonlySet<string>) => void;
}

/** Queues that somebody looks at, a second old or two, whatever others there are. */
export function useSeenQueues(isPaused: boolean): SeenQueues {
  const looked = useRef<readonly string[]>([]);
  const kept = useRef<readonly string[]>([]);
  const told = useRef(new Map<string, ServerQueue>());
  const wanted = (): readonly string[] => [...new Set([...looked.current, ...kept.current])];
  const { data: rows = none, refetch } = useQuery({
    queryKey: rowsKey,
    queryFn: async ({ signal }) => {
      let next = queryClient.getQueryData<Rows>(rowsKey) ?? none;
      do {
        told.current = new Map();
        const read = await readRows(next, wanted(), signal);
        // What was told while they were read may be newer than they are.
        next = new Map([...next, ...read, ...told.current]);
      } while (isMissing(next, wanted()));
      return next;
    },
    refetchInterval: isPaused ? false : againMs,
  });
  useLive(isPaused ? undefined : 'queues', (message) => {
    if (message.say !== 'changes') return void refetch();
    const changed = message.changed.map(({ key, row }) => [key, row as ServerQueue] as const);
    for (const [key, row] of changed) told.current.set(key, row);
    queryClient.setQueryData<Rows>(rowsKey, (now) => {
      const ours = changed.filter(([key]) => now?.has(key));
      return now === undefined || ours.length === 0 ? now : new Map([...now, ...ours]);
    });
  });
  useEffect(() => {
    if (!isPaused) void refetch();
  }, [isPaused, refetch]);
  const ask = useCallback(() => {
    const now = queryClient.getQueryData<Rows>(rowsKey) ?? none;
    if (isMissing(now, wanted())) void refetch({ cancelRefetch: false });
  }, [refetch]);
  return useMemo(
    () => ({
      rows,
      hasAll: (names) => [...names].every((name) => rows.has(name)),
      look: (names) => {
        looked.current = [...new Set([...names, ...looked.current])].slice(0, lookedAtMax);
        ask();
      },
      keep: (names) => {
        kept.current = [...names];
        ask();
      },
    }),
    [rows, ask],
  );
}

function isMissing(rows: Rows, names: readonly string[]): boolean {
  return names.some((name) => !rows.has(name));
}

async function readRows(known: Rows, names: readonly string[], signal: AbortSignal): Promise<Rows> {
  if (names.length === 0) return none;
  const next = new Map<string, ServerQueue | undefined>();
  const take = (rows: readonly ServerQueue[]): void => rows.forEach((row) => next.set(row.name, row));
  const some = names.slice(0, namesMax);
  if (isMissing(known, names.slice(namesMax))) {
    for (const name of names) next.set(name, undefined);
    take((await api.run('Get-Queue', { recent: true }, signal)).rows);
  }
  for (const name of some) next.set(name, undefined);
  take((await api.run('Get-QueueRow', { names: [...some] }, signal)).rows);
  return next;
}
