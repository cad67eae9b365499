/** Octets that come in pieces, however small: a buffer for each of them would cost many times what they are. */
export class GatheredOctets {
  #octets = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(piece: Buffer): void {
    const length = this.#length + piece.length;
    if (length > this.#octets.length) this.#grow(length);
    piece.copy(this.#octets, this.#length);
    this.#length = length;
  }

  /** Those that have come; valid until more come. */
  view(): Buffer {
    return this.#octets.subarray(0, this.#length);
  }

  #grow(length: number): void {
    const grown = Buffer.allocUnsafe(Math.max(length, 2 * this.#octets.length, 256));
    this.#octets.copy(grown, 0, 0, this.#length);
    this.#octets = grown;
  }
}
