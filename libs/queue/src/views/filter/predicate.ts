/** How a property is compared, which decides what may be asked of it. */
export type PropertyKind = 'text' | 'number' | 'size' | 'span' | 'time' | 'choice' | 'address';

export type Value = string | number;
export type Values = Value | readonly Value[] | undefined;
export type Passes = (value: Value) => boolean;

/** A property of the rows of a list: its kind, and where it is. A property may have several values (recipients). */
export interface Property<Row> {
  readonly kind: PropertyKind;
  readonly of: (row: Row) => Values;
}

/** A property of rows that can be asked more cheaply than by the values of each: whether any of its values passes. */
export interface AskedProperty<Row> {
  readonly kind: PropertyKind;
  readonly asked: (passes: Passes) => (row: Row) => boolean;
}

/** A row without a value has none that passes. */
export function anyPasses(values: Values, passes: Passes): boolean {
  if (typeof values === 'object') return values.some(passes);
  return values !== undefined && values !== '' && passes(values);
}

/** By Exchange's names of the properties. */
export type Properties<Row> = Readonly<Record<string, Property<Row>>>;

interface Comparisons {
  /** `like`: `*` stands for anything; upper and lower case are the same in every text. */
  readonly text: { readonly operator: 'eq' | 'ne' | 'like'; readonly values: readonly string[] };
  readonly choice: { readonly operator: 'eq' | 'ne'; readonly values: readonly string[] };
  readonly number: { readonly operator: Ordering; readonly values: readonly Value[] };
  /** Octets, or a text such as `5 MB`. */
  readonly size: { readonly operator: Ordering; readonly values: readonly Value[] };
  /** Milliseconds, or a text such as `01:30:00`. */
  readonly span: { readonly operator: Ordering; readonly values: readonly Value[] };
  /** Milliseconds since the epoch, or a date and time. */
  readonly time: { readonly operator: Ordering; readonly values: readonly Value[] };
  /** `in`: an address, a range `a-b`, or a CIDR block. */
  readonly address: { readonly operator: 'eq' | 'ne' | 'in'; readonly values: readonly string[] };
}

type Ordering = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

interface Presence {
  readonly operator: 'present' | 'absent';
}

/**
 * One condition on one property. Of several values any will do, except for `ne`, which denies them all; `not` turns the
 * whole into its opposite.
 */
export type Predicate<Of extends Properties<never>> = {
  readonly [Name in keyof Of]: {
    readonly property: Name;
    readonly not?: boolean;
  } & (Comparisons[Of[Name]['kind']] | Presence);
}[keyof Of];

/** All of them hold. */
export type Filter<Of extends Properties<never>> = readonly Term<Of>[];

/** A condition, or filters of which any holds, or does not hold. */
export type Term<Of extends Properties<never>> =
  Predicate<Of> | { readonly any: readonly Filter<Of>[] } | { readonly none: readonly Filter<Of>[] };

/** What a filter asks for is not a property, or cannot be asked of it. It finds nothing, rather than everything. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}
