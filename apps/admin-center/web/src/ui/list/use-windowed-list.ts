import { useMemo, useRef, useState } from 'react';

import { sortOf, textOfSort, type Column } from '../grid/column.js';
import type { GridHandle } from '../grid/grid.js';
import type { RowSource } from '../grid/row-source.js';
import { only, useSelection } from '../grid/selection.js';
import { useTouch } from '../grid/steady.js';
import { useWindows } from '../grid/windows.js';
import type { Pause } from './pause.js';
import { useUrlState } from '../browser/url-state.js';
import { useNamedColumns, type List, type ListQuery } from './use-list.js';

export interface WindowedListOptions<Row> {
  /** Of the search: whether it is there. */
  readonly query: Omit<ListQuery<Row>, 'data'> & { readonly data: { readonly total: number } | undefined };
  readonly columns: readonly Column<Row>[];
  /** Of what was found: its windows are kept below it. */
  readonly queryKey: readonly unknown[];
  readonly read: Parameters<typeof useWindows<Row>>[0]['read'];
  readonly keyOf: (row: Row) => string;
  readonly isGone: (row: Row) => boolean;
  readonly sortedBy: string;
  /** So many have come since the search. */
  readonly fresh: number;
  /** Searches again. */
  readonly show: () => void;
  /** Absent: nothing of it moves by itself. */
  readonly pause?: Pause;
}

/** A list that the server searches, sorts and keeps, which does not move by itself: what is new waits. */
export function useWindowedList<Row>(options: WindowedListOptions<Row>): List<Row> {
  const { query, queryKey, read, keyOf, isGone, sortedBy, fresh, show, pause } = options;
  const { name, chosen } = useNamedColumns(options.columns);
  const [url, setUrl] = useUrlState({ q: '', sort: sortedBy });
  const { selection, select } = useSelection();
  const grid = useRef<GridHandle>(null);
  const { touch } = useTouch();
  const windows = useWindows({ queryKey, read, keyOf, isReady: (query.data?.total ?? 0) > 0 });
  const isNone = query.data?.total === 0;
  const source = useWhole(
    // oxlint-disable-next-line react/exhaustive-deps
    useMemo(() => (isNone ? none(keyOf) : windows), [isNone, windows]),
  );
  const rows = [...selection.keys].flatMap((key) => source.rowAt(source.indexOf(key)) ?? []);
  const { total } = source;
  return {
    query: { ...query, data: total === undefined ? undefined : [] },
    name,
    columns: chosen.shown,
    chosen,
    source,
    q: url.q,
    setQ: (q) => setUrl({ q }),
    sort: sortOf(url.sort),
    setSort: (next) => setUrl({ sort: textOfSort(next) }),
    selection,
    select,
    selectedRows: rows,
    count: total === 0 && url.q !== '' ? undefined : total,
    grid,
    goTo: (key) => {
      select(only(key));
      requestAnimationFrame(() => grid.current?.focus());
    },
    live: { fresh, isGone, show, touch, pause },
  };
}

/** What was found before stays until the first rows of what is found now are here: nothing flashes. */
function useWhole<Row>(source: RowSource<Row>): RowSource<Row> {
  const [whole, setWhole] = useState(source);
  if (source.total !== undefined && source !== whole) setWhole(source);
  return source.total === undefined ? whole : source;
}

function none<Row>(keyOf: (row: Row) => string): RowSource<Row> {
  return { total: 0, isWindowed: true, keyOf, rowAt: () => undefined, indexOf: () => -1 };
}
