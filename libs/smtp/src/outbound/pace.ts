import { HopError } from '../client/hop-error.js';

export interface PaceLimits {
  /** Before anything is expected, in milliseconds. */
  readonly patienceMs: number;
  readonly octetsPerSecondMin: number;
}

/**
 * A peer that takes a few octets now and then keeps every time-out of the socket from passing, and would hold a large
 * message for days: content has to get on as a whole.
 */
export class Pace {
  readonly #limits: PaceLimits;
  readonly #begunAt = performance.now();
  #octets = 0;

  constructor(limits: PaceLimits) {
    this.#limits = limits;
  }

  /** So many more were sent. Throws HopError. */
  keep(octets: number): void {
    this.#octets += octets;
    const { patienceMs, octetsPerSecondMin } = this.#limits;
    const dueMs = patienceMs + (this.#octets * 1_000) / octetsPerSecondMin;
    if (performance.now() - this.#begunAt > dueMs) {
      throw new HopError('timeout', 'the peer takes the content too slowly');
    }
  }
}
