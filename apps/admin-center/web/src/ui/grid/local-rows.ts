import { useMemo } from 'react';

import { localeTag, useLocale } from '../../text/index.js';
import type { Column, Sort } from './column.js';
import type { RowSource } from './row-source.js';

export interface LocalRows<Row> {
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort;
  readonly q: string;
  /** What a search looks through. */
  readonly textOf: (row: Row) => string;
}

/** A list that is here as a whole, searched and sorted here. For lists under some thousand rows. */
export function useLocalRows<Row>(list: LocalRows<Row>): RowSource<Row> {
  const { rows, keyOf, columns, sort, q, textOf } = list;
  const tag = localeTag(useLocale());
  return useMemo(() => {
    const shown = rows && sorted(found(rows, q, textOf), columns, { sort, tag });
    const indexes = new Map(shown?.map((row, index) => [keyOf(row), index]));
    return {
      total: shown?.length,
      rowAt: (index) => shown?.[index],
      keyOf,
      indexOf: (key) => indexes.get(key) ?? -1,
    };
    // The functions of a page are the same ones at each render in what they do.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [rows, sort.column, sort.descending, q, tag]);
}

/** Rows that have each word. */
export function found<Row>(rows: readonly Row[], q: string, textOf: (row: Row) => string): readonly Row[] {
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = textOf(row).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { sort, tag }: { readonly sort: Sort; readonly tag: string },
): readonly Row[] {
  const value = columns.find(({ id }) => id === sort.column)?.sortBy;
  if (value === undefined) return rows;
  const { compare } = new Intl.Collator(tag, { numeric: true });
  const sign = sort.descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)];
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)));
  });
}
