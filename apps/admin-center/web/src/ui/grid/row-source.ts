/** Where a grid has its rows from: all at hand, or windows of a list that the server keeps. */
export interface RowSource<Row> {
  /** Undefined: not known yet. */
  readonly total: number | undefined;
  /** The server keeps it, and only parts of it are here. */
  readonly isWindowed?: true;
  /** Undefined: not here yet. */
  rowAt(index: number): Row | undefined;
  keyOf(row: Row): string;
  /** -1: it is not in the list, or not known where. */
  indexOf(key: string): number;
  /** Of every row, also of those that are not here; absent: only of those that are. */
  keyAt?(index: number): string | undefined;
  /** What is looked at now. */
  want?(first: number, last: number): void;
  /** The same, by keys: in a list that stands still they may be in another order. */
  wantKeys?(keys: readonly string[]): void;
}

/** The key of the row there, as far as it is known. */
export function keyAt<Row>(source: RowSource<Row>, index: number): string | undefined {
  if (source.keyAt !== undefined) return source.keyAt(index);
  const row = source.rowAt(index);
  return row === undefined ? undefined : source.keyOf(row);
}
