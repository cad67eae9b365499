import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useImperativeHandle, useRef, type Ref } from 'react';

import { useActiveRow } from './active-row.js';
import type { Column, Sort } from './column.js';
import { GridHead } from './grid-head.js';
import { onGridKey, onPick } from './grid-events.js';
import { GridRow, tracksOf } from './grid-row.js';
import { useNarrow, useRowHeight } from './row-height.js';
import { keyAt, type RowSource } from './row-source.js';
import { only, type Selection, type SelectionState } from './selection.js';
import type { Touch } from './steady.js';

export interface GridHandle {
  /** The focus goes to the row that had it, or to the first one. */
  focus(): void;
}

export interface GridProps<Row> extends SelectionState {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly source: RowSource<Row>;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** Enter, or a double click. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly handle?: Ref<GridHandle>;
  /** Hears whether pointer or focus is in it. */
  readonly touch?: Touch | undefined;
  /** It is shown, and not there any more. */
  readonly isGone?: ((row: Row) => boolean) | undefined;
}

const skeletonRows = 12;
/** A busy machine draws late. */
const framesMax = 30;

/**
 * A list of any length: some 60 rows exist, whatever there are, and the one with the focus is always among them. One tab
 * stop; keys are those of lists (↑ ↓ PgUp PgDn Home End, Space, Shift, Ctrl+A, Esc, Enter).
 */
export function Grid<Row>(props: GridProps<Row>) {
  const { label, columns, source, sort, onSort, onOpen, selection, select, handle, touch, isGone } = props;
  const frame = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const narrow = useNarrow();
  const total = source.total ?? skeletonRows;
  const active = useActiveRow(source, { selection, select });
  const tabIndex = active.index;
  const rows = useRows({ frame, total, rowHeight, kept: tabIndex });
  const items = rows.getVirtualItems();
  // The row with the focus may be far from those in view.
  const { startIndex: first, endIndex: last } = rows.range ?? { startIndex: 0, endIndex: 0 };
  useEffect(() => {
    source.want?.(tabIndex, tabIndex);
    source.want?.(first, last);
  }, [source, tabIndex, first, last]);

  const focusRow = useFocusRow(frame, rows);
  const place = { frame, source, selection, select, tabIndex, rowHeight, focusRow, awaitRow: active.await };
  const focus = (): void => {
    const key = keyAt(source, tabIndex);
    if (key !== undefined && selection.active === undefined) select(only(key));
    focusRow(tabIndex);
  };
  useImperativeHandle(handle, () => ({ focus }));
  return (
    <div className="grid-frame" ref={frame} {...touch}>
      <div
        role="grid"
        aria-label={label}
        aria-multiselectable
        aria-rowcount={source.total === undefined ? -1 : source.total + 1}
        aria-busy={source.total === undefined}
      >
        <GridHead {...{ columns, sort, onSort, narrow }} onLeave={() => focusRow(tabIndex)} />
        <div
          className="grid-body"
          role="rowgroup"
          style={{ blockSize: rows.getTotalSize() }}
          onKeyDown={(event) => onGridKey(event, { ...place, onOpen })}
        >
          {items.map(({ index, start }) => (
            <GridRow
              key={index}
              {...{ index, start, columns, narrow }}
              row={source.rowAt(index)}
              tracks={tracksOf(columns, narrow)}
              isSelected={isSelected(source, index, selection)}
              tabIndex={index === tabIndex ? 0 : -1}
              onPick={(event, index) => onPick(event, { ...place, index })}
              onOpen={onOpen}
              isGone={isGone}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The focus goes to a row, which comes into view. */
function useFocusRow(
  frame: Rows['frame'],
  rows: { scrollToIndex(index: number): void },
): (index: number) => void {
  return useCallback(
    (index) => {
      rows.scrollToIndex(index);
      const focusThere = (): boolean => {
        const row = frame.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
        row?.focus({ preventScroll: true });
        return row instanceof HTMLElement;
      };
      // What was not in view is there after a frame or two.
      const focusSoon = (frames: number): void => {
        if (!focusThere() && frames > 0) requestAnimationFrame(() => focusSoon(frames - 1));
      };
      focusSoon(framesMax);
    },
    [frame, rows],
  );
}

function isSelected<Row>(
  source: RowSource<Row>,
  index: number,
  { keys, isEverything = false }: Selection,
): boolean {
  const key = keyAt(source, index);
  return key !== undefined && (isEverything || keys.has(key));
}

interface Rows {
  readonly frame: { readonly current: HTMLDivElement | null };
  readonly total: number;
  readonly rowHeight: number;
  /** Always rendered. */
  readonly kept: number;
}

function useRows({ frame, total, rowHeight, kept }: Rows) {
  const rangeExtractor = useCallback(
    (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), ...(kept < range.count ? [kept] : [])])].toSorted(
        (a, b) => a - b,
      ),
    [kept],
  );
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The heads stay on top of it.
    scrollPaddingStart: 33,
    rangeExtractor,
  });
  useEffect(() => rows.measure(), [rows, rowHeight]);
  return rows;
}
