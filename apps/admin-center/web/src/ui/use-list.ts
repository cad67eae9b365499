import { useEffect, useMemo, useRef, type RefObject } from 'react';

import { sortOf, textOfSort, type Column, type Sort } from './grid/column.js';
import type { GridHandle } from './grid/grid.js';
import { useLocalRows } from './grid/local-rows.js';
import type { RowSource } from './grid/row-source.js';
import { only, useSelection, type SelectionState } from './grid/selection.js';
import { useUrlState } from './url-state.js';

/** Of a query of TanStack, what a list shows. */
export interface ListQuery<Row> {
  readonly data: readonly Row[] | undefined;
  readonly dataUpdatedAt: number;
  readonly error: Error | null;
  readonly failureReason: Error | null;
  readonly errorUpdatedAt: number;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

export interface ListOptions<Row> {
  readonly query: ListQuery<Row>;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** What the search box looks through. */
  readonly textOf: (row: Row) => string;
  /** Column that it is sorted by at first; `-name`: descending. */
  readonly sortedBy: string;
}

/** A list as a page has it: rows, search, sort and selection, of which the address knows. */
export interface List<Row> extends SelectionState {
  readonly query: ListQuery<Row>;
  readonly columns: readonly Column<Row>[];
  readonly source: RowSource<Row>;
  readonly q: string;
  readonly setQ: (q: string) => void;
  readonly sort: Sort;
  readonly setSort: (sort: Sort) => void;
  /** Whatever is selected and still there, in the order of the list. */
  readonly selectedRows: readonly Row[];
  /** How many are there, whatever the search. */
  readonly count: number | undefined;
  readonly grid: RefObject<GridHandle | null>;
  /** Selects the row and goes to it: after a dialog that has made it. */
  readonly goTo: (key: string) => void;
}

export function useList<Row>({ query, columns, keyOf, textOf, sortedBy }: ListOptions<Row>): List<Row> {
  const [url, setUrl] = useUrlState({ q: '', sort: sortedBy, at: '' });
  const sort = sortOf(url.sort);
  const { selection, select } = useSelection(url.at);
  const grid = useRef<GridHandle>(null);
  const source = useLocalRows({ rows: query.data, keyOf, columns, sort, q: url.q, textOf });
  const [one = ''] = selection.keys.size === 1 ? selection.keys : [];
  useEffect(() => {
    if (one !== url.at) setUrl({ at: one });
  }, [one, url.at, setUrl]);
  const selectedRows = useMemo(
    () => query.data?.filter((row) => selection.keys.has(keyOf(row))) ?? [],
    // oxlint-disable-next-line react/exhaustive-deps
    [query.data, selection.keys],
  );
  return {
    query,
    columns,
    source,
    q: url.q,
    setQ: (q) => setUrl({ q }),
    sort,
    setSort: (next) => setUrl({ sort: textOfSort(next) }),
    selection,
    select,
    selectedRows,
    count: query.data?.length,
    grid,
    goTo: (key) => {
      select(only(key));
      // The row is rendered with the list that has it.
      requestAnimationFrame(() => grid.current?.focus());
    },
  };
}
