import type { KeyboardEvent, MouseEvent } from 'react';

import { indexAfter, selectionAfter } from './grid-keys.js';
import { keyAt, type RowSource } from './row-source.js';
import { extended, only, toggled, type SelectionState } from './selection.js';

/** A grid at the moment of an event. */
export interface GridMoment<Row> extends SelectionState {
  readonly frame: { readonly current: HTMLDivElement | null };
  readonly source: RowSource<Row>;
  /** The row that Tab leads to. */
  readonly tabIndex: number;
  readonly rowHeight: number;
  readonly focusRow: (index: number) => void;
  /** The row is not here yet: it is selected when it has come. */
  readonly awaitRow: (index: number) => void;
}

export function onGridKey<Row>(
  event: KeyboardEvent,
  moment: GridMoment<Row> & { readonly onOpen: ((row: Row) => void) | undefined },
): void {
  // With Alt they are the page's, or the browser's.
  if (event.altKey) return;
  const isOurs = opened(event, moment) || leftForHeads(event, moment) || selectedBy(event, moment);
  if (isOurs) event.preventDefault();
}

function opened<Row>(
  { key }: KeyboardEvent,
  { source, tabIndex, onOpen }: GridMoment<Row> & { readonly onOpen: ((row: Row) => void) | undefined },
): boolean {
  const row = source.rowAt(tabIndex);
  if (key !== 'Enter' || row === undefined || onOpen === undefined) return false;
  onOpen(row);
  return true;
}

/** ↑ from the first row. */
function leftForHeads<Row>({ key, shiftKey }: KeyboardEvent, { frame, tabIndex }: GridMoment<Row>): boolean {
  if (key !== 'ArrowUp' || tabIndex !== 0 || shiftKey) return false;
  frame.current?.querySelector<HTMLElement>('.sort')?.focus();
  return true;
}

function selectedBy<Row>(event: KeyboardEvent, moment: GridMoment<Row>): boolean {
  const { frame, source, selection, select, tabIndex, rowHeight, focusRow, awaitRow } = moment;
  const pageRows = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight) - 1);
  const index = selection.active === undefined && event.key === 'ArrowDown' ? -1 : tabIndex;
  const next = selectionAfter(event, { source, selection, index, pageRows });
  if (next === undefined) {
    const to = indexAfter(event.key, { index, pageRows, total: source.total ?? 0 });
    if (to === undefined || source.rowAt(to) !== undefined) return false;
    awaitRow(to);
    focusRow(to);
    return true;
  }
  event.stopPropagation();
  select(next);
  if (next.active !== undefined) focusRow(Math.max(0, source.indexOf(next.active)));
  return true;
}

export function onPick<Row>(event: MouseEvent, moment: GridMoment<Row> & { readonly index: number }): void {
  const { source, selection, select, index } = moment;
  const key = keyAt(source, index);
  if (key === undefined) return;
  const isMark = event.target instanceof Element && event.target.closest('.mark') !== null;
  if (event.shiftKey) select(extended(selection, key, source));
  else select(isMark || event.ctrlKey || event.metaKey ? toggled(selection, key) : only(key));
}
