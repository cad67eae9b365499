/**
 * The time by which ages are judged. It follows the wall clock back at once, but forward at most twice as fast as time
 * passes: a clock that was set forward, perhaps by mistake, must not make every message expire at this moment.
 */
export class AgeClock {
  readonly #wall: () => number;
  readonly #monotonic: () => number;
  #time: number;
  #at: number;

  constructor(clocks: { readonly wall: () => number; readonly monotonic: () => number }) {
    this.#wall = clocks.wall;
    this.#monotonic = clocks.monotonic;
    this.#time = this.#wall();
    this.#at = this.#monotonic();
  }

  /** Milliseconds since the epoch. */
  now(): number {
    const at = this.#monotonic();
    this.#time = Math.min(this.#wall(), this.#time + 2 * (at - this.#at));
    this.#at = at;
    return this.#time;
  }
}
