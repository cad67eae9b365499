import { useLocation } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';

import { sortOf, textOfSort, type Column, type Sort } from '../grid/column.js';
import type { GridHandle } from '../grid/grid.js';
import { useLocalRows } from '../grid/local-rows.js';
import type { RowSource } from '../grid/row-source.js';
import { only, useSelection, type SelectionState } from '../grid/selection.js';
import { useSteadyRows, useTouch, type Steady, type Touch } from '../grid/steady.js';
import { useColumns, type ChosenColumns } from './columns.js';
import type { Pause } from './pause.js';
import { useUrlState } from '../browser/url-state.js';

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
  /** It is live: no row moves while somebody works with it, and it can be stopped. */
  readonly pause?: Pause;
}

/** A list as a page has it: rows, search, sort and selection, of which the address knows. */
export interface List<Row> extends SelectionState {
  readonly query: ListQuery<Row>;
  /** By which this browser remembers its columns, and a file of it is called: the last word of its address. */
  readonly name: string;
  /** That are shown. */
  readonly columns: readonly Column<Row>[];
  readonly chosen: ChosenColumns<Row>;
  readonly source: RowSource<Row>;
  readonly q: string;
  readonly setQ: (q: string) => void;
  readonly sort: Sort;
  readonly setSort: (sort: Sort) => void;
  /** Whatever is selected and still there, in the order of the list. */
  readonly selectedRows: readonly Row[];
  /** How many are there, whatever the search; of a list that the server keeps, how many it has found, if any. */
  readonly count: number | undefined;
  readonly grid: RefObject<GridHandle | null>;
  /** Selects the row and goes to it: after a dialog that has made it. */
  readonly goTo: (key: string) => void;
  /** Of a live list. */
  readonly live?: LiveParts<Row>;
}

export interface LiveParts<Row> extends Pick<Steady<Row>, 'fresh' | 'isGone' | 'show'> {
  readonly touch: Touch;
  /** Absent: it does not move by itself. */
  readonly pause?: Pause | undefined;
}

export function useList<Row>(options: ListOptions<Row>): List<Row> {
  const { query, columns, keyOf, textOf, sortedBy, pause } = options;
  const [{ q, sort }] = useUrlState({ q: '', sort: sortedBy });
  const { data } = query;
  const source = useLocalRows({ rows: data, keyOf, columns, sort: sortOf(sort), q, textOf });
  const rowsOf = useCallback(
    (keys: ReadonlySet<string>) => data?.filter((row) => keys.has(keyOf(row))) ?? [],
    // The keys are the same ones at each render.
    // oxlint-disable-next-line react/exhaustive-deps
    [data],
  );
  return useListOf({
    query,
    columns,
    sortedBy,
    pause,
    source,
    rowsOf,
    count: data?.length,
    by: `${sort} ${q}`,
  });
}

export interface SourceListOptions<Row> extends Pick<ListOptions<Row>, 'query' | 'columns' | 'sortedBy'> {
  readonly pause: Pause | undefined;
  /** Found and sorted. */
  readonly source: RowSource<Row>;
  /** Of what is selected; none as long as not all of them are here. */
  readonly rowsOf: (keys: ReadonlySet<string>) => readonly Row[];
  /** How many there are, whatever the search. */
  readonly count: number | undefined;
  /** Search and order of the source as it is. */
  readonly by: string;
}

/** The same of rows that are found and sorted elsewhere. */
export function useListOf<Row>(options: SourceListOptions<Row>): List<Row> {
  const { query, sortedBy, pause, source: live, rowsOf, count, by } = options;
  const { name, chosen } = useNamedColumns(options.columns);
  const [url, setUrl] = useUrlState({ q: '', sort: sortedBy, at: '' });
  const { selection, select } = useSelection(url.at);
  const grid = useRef<GridHandle>(null);
  const { isTouched, touch } = useTouch();
  const { source, ...steady } = useSteadyRows(live, {
    isHeld: pause !== undefined && (isTouched || selection.keys.size > 0),
    isPaused: pause?.since !== undefined,
    by,
  });
  const [one = ''] = selection.keys.size === 1 ? selection.keys : [];
  useSelectionInAddress(one, { at: url.at, setAt: (at) => setUrl({ at }), select });
  const selectedRows = useMemo(() => rowsOf(selection.keys), [rowsOf, selection.keys]);
  return {
    query,
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
    selectedRows,
    count,
    ...(pause !== undefined && { live: { ...steady, touch, pause } }),
    grid,
    goTo: (key) => {
      select(only(key));
      afterDialogs(() => grid.current?.focus());
    },
  };
}

interface Address {
  readonly at: string;
  readonly setAt: (at: string) => void;
  readonly select: SelectionState['select'];
}

/**
 * The address follows the one row that is selected, and a link within the page selects another. What comes back from the
 * address late, while more has been selected, is no link.
 */
function useSelectionInAddress(one: string, { at, setAt, select }: Address): void {
  const seen = useRef(at);
  const sent = useRef<readonly string[]>([]);
  useEffect(() => {
    if (at !== seen.current) {
      seen.current = at;
      const own = sent.current.indexOf(at);
      sent.current = own === -1 ? [] : sent.current.slice(own + 1);
      if (own === -1) {
        if (at !== '' && at !== one) select(only(at));
        return;
      }
    }
    if (one === (sent.current.at(-1) ?? at)) return;
    sent.current = [...sent.current, one];
    setAt(one);
    // What is set is in no render but the one that it is set in.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [one, at]);
}

export function useNamedColumns<Row>(all: readonly Column<Row>[]): {
  readonly name: string;
  readonly chosen: ChosenColumns<Row>;
} {
  const name = useLocation().pathname.replace(/\/$/, '').split('/').at(-1) ?? '';
  return { name, chosen: useColumns(name, all) };
}

/** In the frame after the last dialog has gone and has given the focus back; the row is rendered with the list that has it. */
function afterDialogs(act: () => void, framesLeft = 60): void {
  requestAnimationFrame(() => {
    const isOpen = document.querySelector('[role=dialog], [role=alertdialog]') !== null;
    if (isOpen && framesLeft > 0) afterDialogs(act, framesLeft - 1);
    else requestAnimationFrame(act);
  });
}
