import type { ReactNode } from 'react';

/** One column of a grid. */
export interface Column<Row> {
  /** Stands in the URL when the list is sorted by it. */
  readonly id: string;
  readonly head: string;
  /** A CSS grid track: `minmax(160px, 2fr)`, `96px`. */
  readonly width: string;
  readonly render: (row: Row) => ReactNode;
  /** Absent: the list cannot be sorted by it. */
  readonly sortBy?: (row: Row) => string | number;
  readonly isNumber?: boolean;
  /** Not shown until somebody chooses it. */
  readonly isMore?: boolean;
  /** Details say it: beside them it makes room for the others. */
  readonly inDetails?: boolean;
  /** What a file for spreadsheets has; absent: what is read in the cell, a number as it is sorted. */
  readonly text?: (row: Row) => string;
  /** On a phone a row has two lines of two cells; absent: it is not shown there. */
  readonly line?: 1 | 2;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** `-name`: descending. */
export function sortOf(text: string): Sort {
  return text.startsWith('-')
    ? { column: text.slice(1), descending: true }
    : { column: text, descending: false };
}

export function textOfSort({ column, descending }: Sort): string {
  return descending ? `-${column}` : column;
}
