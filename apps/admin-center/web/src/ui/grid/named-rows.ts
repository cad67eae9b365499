import { useMemo } from 'react';

import type { RowSource } from './row-source.js';

export interface NamedRows<Row> {
  /** The keys of all rows in their order, which the server knows; undefined: they are on their way. */
  readonly names: readonly string[] | undefined;
  /** Undefined: it is not here. */
  readonly rowOf: (name: string) => Row | undefined;
  readonly keyOf: (row: Row) => string;
  /** Rows are looked at, and are to be read. */
  readonly want: (names: readonly string[]) => void;
}

/** A list that the server searches and sorts, of which the whole order is here, and of its rows those that are looked at. */
export function useNamedRows<Row>({ names, rowOf, keyOf, want }: NamedRows<Row>): RowSource<Row> {
  const indexes = useMemo(() => new Map(names?.map((name, index) => [name, index])), [names]);
  return useMemo(
    () => ({
      total: names?.length,
      rowAt: (index) => {
        const name = names?.[index];
        return name === undefined ? undefined : rowOf(name);
      },
      keyOf,
      keyAt: (index) => names?.[index],
      indexOf: (key) => indexes.get(key) ?? -1,
      want: (first, last) => want(names?.slice(first, last + 1) ?? []),
      wantKeys: want,
    }),
    // The keys are the same ones at each render.
    // oxlint-disable-next-line react/exhaustive-deps
    [names, indexes, rowOf, want],
  );
}
