import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';

import { queryClient } from '../queries.js';
import { live } from './live.js';
import { useLive, useLiveState, type LiveMessage } from './use-live.js';

export interface LiveRows<Row> {
  /** Whose messages bring rows as `read` has them. */
  readonly topic: string;
  readonly read: (signal: AbortSignal, isFirst: boolean) => Promise<readonly Row[]>;
  /** Whether anything is read. */
  readonly enabled?: boolean;
  /** As the topic has it. */
  readonly keyOf: (row: Row) => string;
}

type Changes = LiveMessage & { readonly say: 'changes' };

/** What is told while rows are read may be newer than they are. */
const toldMeanwhile = new Map<string, Changes[]>();
/** As often are rows read while no stream tells of them, in milliseconds. */
const withoutStreamMs = 10_000;

/** Before rows are read, the stream is waited for: what happens from then on is told, and they need not be read again. */
const streamMs = 400;
/** Were read while no stream told of them, or nobody heard of them. */
const missed = new Set<string>();

/** Rows that are read once, and changed by what is told of them from then on; shared by all who show them. */
export function useLiveRows<Row>({
  topic,
  read,
  keyOf,
  enabled = true,
}: LiveRows<Row>): UseQueryResult<readonly Row[]> {
  const queryKey = ['live', topic];
  const isTold = useLiveState().topics.includes(topic);
  useLive(enabled ? topic : undefined, (message) => {
    if (message.say === 'reload') void queryClient.invalidateQueries({ queryKey });
    if (message.say !== 'changes') return;
    toldMeanwhile.get(topic)?.push(message);
    queryClient.setQueryData<readonly Row[]>(queryKey, (rows) => rows && changed(rows, message, keyOf));
  });
  useEffect(() => {
    if (!isTold) missed.add(topic);
    else if (missed.delete(topic)) void queryClient.invalidateQueries({ queryKey: ['live', topic] });
  }, [isTold, topic]);
  useEffect(
    () => () => void queryClient.invalidateQueries({ queryKey: ['live', topic], refetchType: 'none' }),
    [topic],
  );
  return useQuery({
    queryKey,
    enabled,
    queryFn: async ({ signal }) => {
      if (await live.tells(topic, streamMs)) missed.delete(topic);
      signal.throwIfAborted();
      const told: Changes[] = [];
      toldMeanwhile.set(topic, told);
      const rows = await read(signal, queryClient.getQueryData(queryKey) === undefined);
      return told.reduce((before, message) => changed(before, message, keyOf), rows);
    },
    refetchInterval: isTold ? false : withoutStreamMs,
  });
}

/** Rows stay in their places; new ones come behind them. */
function changed<Row>(
  rows: readonly Row[],
  { changed: told, removed }: Changes,
  keyOf: (row: Row) => string,
): readonly Row[] {
  const next = new Map(rows.map((row) => [keyOf(row), row]));
  for (const { key, row } of told) next.set(key, row as Row);
  for (const key of removed) next.delete(key);
  return [...next.values()];
}
