import type { OrderedCopy } from '../../redis/bulk-operations/message-order.js';
import type { Value } from '../filter/predicate.js';
import type { ListedMessage } from '../messages/listed-message.js';
import type { MessageProperty } from '../messages/message-properties.js';

/** A message in a queue, as it was seen last. */
export interface IndexedMessage {
  readonly message: ListedMessage;
  /** It has left its queue. */
  readonly gone: boolean;
}

/** Where the rows are that have been found. */
export interface FoundIn {
  at(row: number): IndexedMessage;
  copyAt(row: number): OrderedCopy;
  stateOf(row: number): number;
  counts(rows: Uint32Array, by: MessageProperty): ReadonlyMap<Value, number>;
}

/** Messages that were found, in an order: the same ones whatever becomes of them, each as it was seen last. */
export class FoundMessages {
  readonly #in: FoundIn;
  #rows: Uint32Array;

  constructor(foundIn: FoundIn, rows: Uint32Array) {
    this.#in = foundIn;
    this.#rows = rows;
  }

  get length(): number {
    return this.#rows.length;
  }

  slice(from: number, to?: number): readonly IndexedMessage[] {
    return Array.from(this.#rows.subarray(from, to), (row) => this.#in.at(row));
  }

  /** What names each of them to a hub, and nothing else of it. */
  copies(from: number, to: number): readonly OrderedCopy[] {
    return Array.from(this.#rows.subarray(from, to), (row) => this.#in.copyAt(row));
  }

  /** Those at these places. Not to be kept: its rows stay while those of the whole do. */
  only(isWanted: (place: number) => boolean): FoundMessages {
    return new FoundMessages(
      this.#in,
      this.#rows.filter((_, place) => isWanted(place)),
    );
  }

  /** Of each a number that is another one when something has become of it. */
  states(): Float64Array {
    return Float64Array.from(this.#rows, (row) => this.#in.stateOf(row));
  }

  /** How many have each value of a property; one with several values counts for each of them. */
  counts(by: MessageProperty): ReadonlyMap<Value, number> {
    return this.#in.counts(this.#rows, by);
  }

  /** The rows that have to stay. */
  rows(): Uint32Array {
    return this.#rows;
  }

  /** Each is another row now. */
  renumber(rowOf: (row: number) => number): void {
    this.#rows = this.#rows.map(rowOf);
  }
}
