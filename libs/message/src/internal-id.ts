/** The message's number on one server: an unsigned 64-bit integer in decimal, the same in every queue, reply and log. */
export type InternalId = string;

const max = 2n ** 64n - 1n;

export function formatInternalId(value: bigint): InternalId {
  if (value < 1n || value > max) throw new RangeError(`not an internal message id: ${value}`);
  return value.toString();
}

/** Undefined when the text is not an id as `formatInternalId` writes it. */
export function parseInternalId(text: string): bigint | undefined {
  if (!/^[1-9]\d{0,19}$/.test(text)) return undefined;
  const value = BigInt(text);
  return value <= max ? value : undefined;
}

/** Numbers that a process took for itself; an unused rest is lost when the process ends, which does no harm. */
export class InternalIdBlock {
  #next: bigint;
  readonly #end: bigint;

  constructor(first: bigint, count: number) {
    this.#next = first;
    this.#end = first + BigInt(count);
  }

  get remaining(): number {
    return Number(this.#end - this.#next);
  }

  /** Undefined when the block is used up. */
  next(): InternalId | undefined {
    if (this.#next >= this.#end) return undefined;
    return formatInternalId(this.#next++);
  }
}
