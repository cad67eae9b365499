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
  /** What is looked at now. */
  want?(first: number, last: number): void;
}
