import { useMemo, useState } from 'react';

import { keyAt, type RowSource } from './row-source.js';

/** What is selected, by identity: it survives sorting, searching and reading again. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  /** The row that has the focus. */
  readonly active: string | undefined;
  /** Where a range begins. */
  readonly anchor: string | undefined;
  /** All that the list has, also what is not here: of a list that the server keeps. */
  readonly isEverything?: boolean;
}

export const nothing: Selection = { keys: new Set(), active: undefined, anchor: undefined };

export const only = (key: string): Selection => ({ keys: new Set([key]), active: key, anchor: key });

/** The focus alone goes there. */
export const moved = (selection: Selection, key: string): Selection => ({ ...selection, active: key });

export function toggled({ keys, isEverything = false }: Selection, key: string): Selection {
  if (isEverything) return only(key);
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, active: key, anchor: key };
}

/** From the anchor to there, of the rows that are known. */
export function extended<Row>({ anchor, keys }: Selection, key: string, source: RowSource<Row>): Selection {
  const from = anchor === undefined ? -1 : source.indexOf(anchor);
  const to = source.indexOf(key);
  if (anchor === undefined || from === -1 || to === -1) return only(key);
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const between = keysBetween(source, first, last);
  // What was passed by and is not here any more stays selected.
  const isWhole = between.length === last - first + 1;
  return { keys: new Set(isWhole ? between : [...keys, ...between]), active: key, anchor };
}

export function all<Row>({ active, anchor }: Selection, source: RowSource<Row>): Selection {
  if (source.isWindowed === true) return { keys: new Set(), active, anchor, isEverything: true };
  return { keys: new Set(keysBetween(source, 0, (source.total ?? 0) - 1)), active, anchor };
}

function keysBetween<Row>(source: RowSource<Row>, first: number, last: number): readonly string[] {
  const indexes = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return indexes.flatMap((index) => keyAt(source, index) ?? []);
}

export interface SelectionState {
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
}

export function useSelection(initial?: string): SelectionState {
  const [selection, select] = useState<Selection>(
    initial === undefined || initial === '' ? nothing : only(initial),
  );
  return useMemo(() => ({ selection, select }), [selection]);
}
