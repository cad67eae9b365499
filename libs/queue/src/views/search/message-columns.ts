import { matcherBy } from '../filter/matcher.js';
import type { Property } from '../filter/predicate.js';
import type { ListedMessage } from '../messages/listed-message.js';
import {
  messageProperties,
  type MessageFilter,
  type MessageProperty,
} from '../messages/message-properties.js';

type Value = string | number;
type Column = (Value | readonly Value[] | undefined)[];

export interface SearchSort {
  readonly by: MessageProperty;
  readonly descending?: boolean;
}

/**
 * The properties of messages, each in an array of its own, its texts in small letters: a search reads those that it is about,
 * one after the other, and nothing else. A column is made when it is first asked for.
 */
export class MessageColumns {
  readonly #rows: readonly { readonly message: ListedMessage }[];
  readonly #columns = new Map<MessageProperty, Column>();

  /** Which may grow at its end. */
  constructor(rows: readonly { readonly message: ListedMessage }[]) {
    this.#rows = rows;
  }

  /** This row is new, or another one than before. */
  update(row: number): void {
    const found = this.#rows[row];
    if (found === undefined) return;
    for (const [property, column] of this.#columns) column[row] = cell(found.message, property);
  }

  /** Those of these rows that pass the filter. */
  passing(rows: readonly number[], filter: MessageFilter): readonly number[] {
    const passes = matcherBy((name): Property<number> | undefined => {
      if (!Object.hasOwn(messageProperties, name)) return undefined;
      const property = name as MessageProperty;
      const column = this.#column(property);
      return { kind: messageProperties[property].kind, inSmallLetters: true, of: (row) => column[row] };
    }, filter);
    return rows.filter(passes);
  }

  sorted(rows: readonly number[], { by, descending = false }: SearchSort): readonly number[] {
    const column = this.#column(by);
    const keys = column.map((value) => (typeof value === 'object' ? value[0] : value) ?? '');
    const direction = descending ? -1 : 1;
    return rows.toSorted((one, other) => direction * order(keys[one] ?? '', keys[other] ?? ''));
  }

  #column(property: MessageProperty): Column {
    const known = this.#columns.get(property);
    if (known !== undefined) return known;
    const column = this.#rows.map(({ message }) => cell(message, property));
    this.#columns.set(property, column);
    return column;
  }
}

function cell(message: ListedMessage, property: MessageProperty): Column[number] {
  const value = messageProperties[property].of(message);
  if (typeof value !== 'object') return small(value);
  const [only, ...others] = value;
  return others.length === 0 ? small(only) : value.map(small);
}

function small<T extends Value | undefined>(value: T): T | string {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** What has no such property comes before numbers. */
function order(one: Value, other: Value): number {
  if (typeof one !== typeof other) return typeof one === 'string' ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}
