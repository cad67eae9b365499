import { useEffect, useRef, useState } from 'react';

import type { RowSource } from './row-source.js';
import { only, type SelectionState } from './selection.js';

export interface ActiveRow {
  /** Where the focus is, or is about to be. */
  readonly index: number;
  /** The focus goes to a row that is on its way here, and selects it when it has come. */
  readonly await: (index: number) => void;
}

/** Where the row with the focus is: also when it is not here yet (End in a long list), or not any more. */
export function useActiveRow<Row>(source: RowSource<Row>, { selection, select }: SelectionState): ActiveRow {
  const [awaited, setAwaited] = useState<number>();
  const last = useRef(0);
  const known = selection.active === undefined ? 0 : source.indexOf(selection.active);
  if (known !== -1) last.current = known;
  const row = awaited === undefined ? undefined : source.rowAt(awaited);
  useEffect(() => {
    if (row === undefined) return;
    setAwaited(undefined);
    select(only(source.keyOf(row)));
  }, [row, source, select]);
  const index = awaited ?? last.current;
  return { index: Math.max(0, Math.min(index, (source.total ?? 1) - 1)), await: setAwaited };
}
