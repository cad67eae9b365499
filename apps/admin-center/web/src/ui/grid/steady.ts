import { useMemo, useState, type FocusEvent } from 'react';

import { keyAt, type RowSource } from './row-source.js';

/** Rows that are live, and yet stay where they are while somebody works with them. */
export interface Steady<Row> {
  readonly source: RowSource<Row>;
  /** So many have come since, and wait for `show`. */
  readonly fresh: number;
  /** It has left the list, and stays visible until `show`. */
  readonly isGone: (row: Row) => boolean;
  readonly show: () => void;
}

export interface Hold {
  /** Pointer, focus or a selection is in the list: no row may move. */
  readonly isHeld: boolean;
  /** Nothing changes at all. */
  readonly isPaused: boolean;
  /** Search and order: whoever changes them wants another list. */
  readonly by: string;
}

interface Kept<Row> {
  readonly by: string;
  readonly keys: readonly string[];
  readonly rows: ReadonlyMap<string, Row>;
  readonly indexes: ReadonlyMap<string, number>;
}

/** While it is held, each row keeps its place and shows what it is now; what is new waits, what has gone stays, marked. */
export function useSteadyRows<Row>(live: RowSource<Row>, { isHeld, isPaused, by }: Hold): Steady<Row> {
  const [kept, setKept] = useState<Kept<Row>>();
  const isWanted = (isHeld || isPaused) && live.total !== undefined;
  if (isWanted && kept?.by !== by) setKept(keptOf(live, by));
  if (!isWanted && kept !== undefined) setKept(undefined);
  return useMemo((): Steady<Row> => {
    const show = (): void => setKept((now) => now && keptOf(live, now.by));
    if (kept === undefined) return { source: live, fresh: 0, isGone: () => false, show };
    const gone = kept.keys.filter((key) => live.indexOf(key) === -1).length;
    return {
      source: heldSource(live, kept, isPaused),
      fresh: Math.max(0, (live.total ?? 0) - (kept.keys.length - gone)),
      isGone: (row) => !isPaused && live.indexOf(live.keyOf(row)) === -1,
      show,
    };
  }, [live, kept, isPaused]);
}

function keptOf<Row>(live: RowSource<Row>, by: string): Kept<Row> {
  const rows = new Map<string, Row>();
  const keys: string[] = [];
  for (let index = 0; index < (live.total ?? 0); index += 1) {
    const key = keyAt(live, index);
    if (key === undefined) continue;
    keys.push(key);
    const row = live.rowAt(index);
    if (row !== undefined) rows.set(key, row);
  }
  return { by, keys, rows, indexes: new Map(keys.map((key, index) => [key, index])) };
}

function heldSource<Row>(live: RowSource<Row>, kept: Kept<Row>, isPaused: boolean): RowSource<Row> {
  return {
    total: kept.keys.length,
    keyOf: (row) => live.keyOf(row),
    indexOf: (key) => kept.indexes.get(key) ?? -1,
    keyAt: (index) => kept.keys[index],
    want: (first, last) => live.wantKeys?.(kept.keys.slice(first, last + 1)),
    rowAt: (index) => {
      const key = kept.keys[index];
      if (key === undefined) return undefined;
      const [then, now] = [kept.rows.get(key), live.rowAt(live.indexOf(key))];
      // What is looked at for the first time while it is paused is shown as it is read.
      return isPaused ? (then ?? now) : (now ?? then);
    },
  };
}

export interface Touch {
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** Whether pointer or focus is inside of something. */
export function useTouch(): { readonly isTouched: boolean; readonly touch: Touch } {
  const [isOver, setIsOver] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const touch = useMemo<Touch>(
    () => ({
      onPointerEnter: () => setIsOver(true),
      onPointerLeave: () => setIsOver(false),
      onFocus: () => setHasFocus(true),
      onBlur: ({ currentTarget, relatedTarget }) => setHasFocus(currentTarget.contains(relatedTarget)),
    }),
    [],
  );
  return { isTouched: isOver || hasFocus, touch };
}
