/** How much content all sessions of a process may hold in memory together. */
export class MemoryAllowance {
  readonly #bytes: number;
  #free: number;

  constructor(bytes: number) {
    this.#bytes = bytes;
    this.#free = bytes;
  }

  get free(): number {
    return this.#free;
  }

  /** Less than half of it is free. */
  get short(): boolean {
    return this.#free < this.#bytes / 2;
  }

  take(bytes: number): void {
    this.#free -= bytes;
  }

  give(bytes: number): void {
    this.#free += bytes;
  }
}
