import { anyPasses, type Passes, type Value, type Values } from '../../filter/predicate.js';
import type { KnownColumn, KnownValue } from './known-column.js';

/** How a property of messages is searched for in columns. */
export type Searched =
  /** It follows from a value that many rows share. */
  | { readonly kind: 'known'; readonly column: Numbered; readonly of: (value: KnownValue) => Values }
  /** Each row has its own. */
  | { readonly kind: 'each'; readonly of: (row: number) => Value | undefined }
  /** It has all values of these. */
  | { readonly kind: 'any'; readonly parts: readonly [Searched, ...Searched[]] };

type Numbered = Pick<KnownColumn, 'count' | 'numberOf' | 'valueOf'>;

export function known<T extends KnownValue>(
  column: KnownColumn<T>,
  of: (value: NonNullable<T>) => Values = (value) => value,
): Searched {
  const ofKnown = (value: KnownValue): Values =>
    value === undefined ? undefined : of(value as NonNullable<T>);
  return { kind: 'known', column, of: ofKnown };
}

/** Whether any value of a row passes. */
export function asked(searched: Searched, passes: Passes): (row: number) => boolean {
  switch (searched.kind) {
    case 'each': {
      const { of } = searched;
      return (row) => anyPasses(of(row), passes);
    }
    case 'any': {
      const parts = searched.parts.map((part) => asked(part, passes));
      return (row) => parts.some((part) => part(row));
    }
    case 'known':
      return askedOnce(searched, passes);
  }
}

type Known = Extract<Searched, { kind: 'known' }>;

function askedOnce({ column, of }: Known, passes: Passes): (row: number) => boolean {
  const [yes, no] = [1, 2];
  const said = new Uint8Array(column.count);
  return (row) => {
    const number = column.numberOf(row);
    if (said[number] === 0) said[number] = anyPasses(of(column.valueOf(number)), passes) ? yes : no;
    return said[number] === yes;
  };
}

/** In the order of their first value, else as they are; texts regardless of case. */
export function sorted(rows: Uint32Array, searched: Searched, descending: boolean): Uint32Array {
  const keys = keysOf(rows, searched);
  const direction = descending ? -1 : 1;
  const places = Uint32Array.from(rows, (_, place) => place);
  places.sort((one, other) => direction * order(keys[one] ?? '', keys[other] ?? '') || one - other);
  return places.map((place) => rows[place] ?? 0);
}

/** Of each row what it is sorted by. */
function keysOf(rows: Uint32Array, searched: Searched): ArrayLike<Value> {
  switch (searched.kind) {
    case 'each':
      return Array.from(rows, (row) => small(searched.of(row)));
    case 'any':
      return keysOf(rows, searched.parts[0]);
    case 'known': {
      const ranks = ranksOf(searched);
      return rows.map((row) => ranks[searched.column.numberOf(row)] ?? 0);
    }
  }
}

/** Of each value its place among the others; those with the same key have the same. */
function ranksOf({ column, of }: Known): Uint32Array {
  const keys = Array.from({ length: column.count }, (_, number) => {
    const values = of(column.valueOf(number));
    return small(typeof values === 'object' ? values[0] : values);
  });
  const ranks = new Uint32Array(keys.length);
  const distinct = new Map([...new Set(keys)].sort(order).map((key, rank) => [key, rank]));
  for (const [number, key] of keys.entries()) ranks[number] = distinct.get(key) ?? 0;
  return ranks;
}

function small(value: Value | undefined): Value {
  return typeof value === 'string' ? value.toLowerCase() : (value ?? '');
}

/** What has no such property comes before numbers. */
function order(one: Value, other: Value): number {
  if (typeof one !== typeof other) return typeof one === 'string' ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}

/** How many of these rows have each value; one with several counts for each of them, one with none for ''. */
export function counted(rows: Uint32Array, searched: Searched): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  const add = (value: Value, times: number): unknown => counts.set(value, (counts.get(value) ?? 0) + times);
  count(rows, searched, add);
  return counts;
}

type Add = (value: Value, times: number) => unknown;

function count(rows: Uint32Array, searched: Searched, add: Add): void {
  switch (searched.kind) {
    case 'each':
      for (const row of rows) add(searched.of(row) ?? '', 1);
      return;
    case 'any':
      for (const part of searched.parts) count(rows, part, add);
      return;
    case 'known':
      countKnown(rows, searched, add);
  }
}

function countKnown(rows: Uint32Array, { column, of }: Known, add: Add): void {
  const times = new Uint32Array(column.count);
  for (const row of rows) times[column.numberOf(row)] = (times[column.numberOf(row)] ?? 0) + 1;
  for (const [number, many] of times.entries()) {
    if (many === 0) continue;
    for (const value of [of(column.valueOf(number)) ?? ''].flat()) add(value, many);
  }
}
