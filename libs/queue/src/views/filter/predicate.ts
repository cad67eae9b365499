/** How a property is compared, which decides what may be asked of it. */
export type PropertyKind = 'text' | 'number' | 'time' | 'choice' | 'address';

type Value = string | number;

/** A property of the rows of a list: its kind, and where it is. A property may have several values (recipients). */
export interface Property<Row> {
  readonly kind: PropertyKind;
  readonly of: (row: Row) => Value | readonly Value[] | undefined;
}

/** By Exchange's names of the properties. */
export type Properties<Row> = Readonly<Record<string, Property<Row>>>;

interface Comparisons {
  /** `like`: `*` stands for anything; upper and lower case are the same in every text. */
  readonly text: { readonly operator: 'eq' | 'ne' | 'like'; readonly values: readonly string[] };
  readonly choice: { readonly operator: 'eq' | 'ne'; readonly values: readonly string[] };
  readonly number: { readonly operator: Ordering; readonly values: readonly number[] };
  /** Milliseconds since the epoch. */
  readonly time: { readonly operator: Ordering; readonly values: readonly number[] };
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

/** All of them hold, as in Exchange, whose filters know `-and` only. */
export type Filter<Of extends Properties<never>> = readonly Predicate<Of>[];

/** What a filter asks for is not a property, or cannot be asked of it. It finds nothing, rather than everything. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}
