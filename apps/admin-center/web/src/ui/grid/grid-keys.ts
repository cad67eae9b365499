import { all, extended, moved, nothing, only, toggled, type Selection } from './selection.js';
import { keyAt, type RowSource } from './row-source.js';

/** What of a keyboard event counts. */
export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
}

export interface GridPlace<Row> {
  readonly source: RowSource<Row>;
  readonly selection: Selection;
  /** Where the focus is. */
  readonly index: number;
  /** Rows in view. */
  readonly pageRows: number;
}

/** Where a key leads to; undefined: it is none that moves. */
export function indexAfter(
  key: string,
  { index, pageRows, total }: { readonly index: number; readonly pageRows: number; readonly total: number },
): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: index - 1,
    ArrowDown: index + 1,
    PageUp: index - pageRows,
    PageDown: index + pageRows,
    Home: 0,
    End: total - 1,
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.max(0, Math.min(total - 1, to));
}

/** What is selected after a key; undefined: it is none of the grid's. */
export function selectionAfter<Row>(key: Key, place: GridPlace<Row>): Selection | undefined {
  return selectedInPlace(key, place) ?? selectedElsewhere(key, place);
}

/** The focus stays where it is. */
function selectedInPlace<Row>(
  { key, ctrlKey }: Key,
  { source, selection }: GridPlace<Row>,
): Selection | undefined {
  const { active, keys } = selection;
  if (key === 'a' && ctrlKey) return all(selection, source);
  if (active === undefined) return undefined;
  if (key === ' ') return toggled(selection, active);
  const isAny = keys.size > 0 || selection.isEverything === true;
  return key === 'Escape' && isAny ? moved(nothing, active) : undefined;
}

function selectedElsewhere<Row>(
  { key, shiftKey, ctrlKey }: Key,
  place: GridPlace<Row>,
): Selection | undefined {
  const { source, selection } = place;
  const to = indexAfter(key, { ...place, total: source.total ?? 0 });
  const target = to === undefined ? undefined : keyAt(source, to);
  if (target === undefined) return undefined;
  if (shiftKey) return extended(selection, target, source);
  return ctrlKey ? moved(selection, target) : only(target);
}
