import { grown, roomFor, type Column } from './column.js';

export type KnownValue = string | readonly string[] | undefined;

/**
 * Values that many rows share (senders, queues, errors): each is kept once, and a row has its number. So what is asked of a
 * hundred thousand rows is asked of each value once.
 */
export class KnownColumn<T extends KnownValue = KnownValue> implements Column<T> {
  /** None: undefined. */
  #numbers = new Uint32Array(64);
  #values: T[] = [undefined as T];
  #known = new Map<string, number>();

  /** How many values have ever been in it since it was last cleared of those that no row has. */
  get count(): number {
    return this.#values.length;
  }

  get(row: number): T {
    return this.valueOf(this.numberOf(row));
  }

  set(row: number, value: T): void {
    if (row >= this.#numbers.length) this.#numbers = grown(this.#numbers, new Uint32Array(roomFor(row)));
    this.#numbers[row] = value === undefined ? 0 : this.#number(value);
  }

  /** Below `count`; rows with the same one have the same value. */
  numberOf(row: number): number {
    return this.#numbers[row] ?? 0;
  }

  valueOf(number: number): T {
    return this.#values[number] as T;
  }

  keepOnly(rows: Uint32Array): void {
    const [numbers, values] = [this.#numbers, this.#values];
    const renumbered = new Uint32Array(values.length);
    this.#values = [undefined as T];
    this.#known = new Map();
    this.#numbers = new Uint32Array(roomFor(rows.length));
    for (let row = 0; row < rows.length; row += 1) {
      const number = numbers[rows[row] ?? 0] ?? 0;
      if (number !== 0) renumbered[number] ||= this.#number(values[number] as T);
      this.#numbers[row] = renumbered[number] ?? 0;
    }
  }

  #number(value: T): number {
    const name = typeof value === 'string' ? value : value?.length === 1 ? value[0] : JSON.stringify(value);
    const known = this.#known.get(name ?? '');
    if (known !== undefined) return known;
    const number = this.#values.length;
    this.#values.push(value);
    this.#known.set(name ?? '', number);
    return number;
  }
}
