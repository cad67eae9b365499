import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';

import type { RowSource } from './row-source.js';

export const windowRows = 200;
/** So many windows are kept: whoever drags the scroll bar passes by thousands. */
const windowsMax = 24;

export interface Windows<Row> {
  /** Of the list as it is searched and sorted; its windows are kept below it. */
  readonly queryKey: readonly unknown[];
  readonly read: (
    part: { readonly offset: number; readonly limit: number },
    signal: AbortSignal,
  ) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>;
  readonly keyOf: (row: Row) => string;
  /** Nothing is asked before. */
  readonly isReady?: boolean;
}

/** A list that the server searches and sorts, of which what is looked at is here. */
export function useWindows<Row>({ queryKey, read, keyOf, isReady = true }: Windows<Row>): RowSource<Row> {
  const [wanted, setWanted] = useState<readonly number[]>([0]);
  const parts = useQueries({
    queries: wanted.map((window) => ({
      queryKey: [...queryKey, 'window', window],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        read({ offset: window * windowRows, limit: windowRows }, signal),
      enabled: isReady,
      gcTime: 60_000,
    })),
  });
  const want = useCallback((first: number, last: number) => {
    const [from, to] = [Math.floor(first / windowRows), Math.floor(last / windowRows)];
    const inView = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    setWanted((now) => {
      if (inView.every((window) => now.includes(window))) return now;
      return [...inView, ...now.filter((window) => !inView.includes(window))].slice(0, windowsMax);
    });
  }, []);
  const data = parts.map((part) => part.data);
  return useMemo(() => {
    const at = new Map(wanted.map((window, index) => [window, data[index]?.rows]));
    const indexes = new Map<string, number>();
    for (const [window, rows = []] of at) {
      for (const [index, row] of rows.entries()) indexes.set(keyOf(row), window * windowRows + index);
    }
    return {
      total: data.find((part) => part !== undefined)?.total,
      rowAt: (index) => at.get(Math.floor(index / windowRows))?.[index % windowRows],
      isWindowed: true,
      keyOf,
      indexOf: (key) => indexes.get(key) ?? -1,
      want,
    };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wanted, ...data]);
}
