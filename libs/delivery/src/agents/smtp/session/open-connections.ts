interface Open {
  readonly count: number;
  /** No further one was had a moment ago; of the monotonic clock. */
  readonly fullUntil: number;
}

/** So long nobody asks for a further connection, after one was refused. */
const fullMs = 1_000;
const none: Open = { count: 0, fullUntil: 0 };

/** How many connections stand, by queue, and whether there may be more. */
export class OpenConnections {
  readonly #open = new Map<string, Open>();

  count(queue: string): number {
    return this.#of(queue).count;
  }

  /** Whether a limit that others share has left no room for another one. */
  isFull(queue: string): boolean {
    return performance.now() < this.#of(queue).fullUntil;
  }

  add(queue: string): void {
    const { count, fullUntil } = this.#of(queue);
    this.#open.set(queue, { count: count + 1, fullUntil });
  }

  remove(queue: string): void {
    const { count, fullUntil } = this.#of(queue);
    if (count > 1) this.#open.set(queue, { count: count - 1, fullUntil });
    else this.#open.delete(queue);
  }

  /** A further connection was refused. False: there is none, and the queue has to wait for one. */
  refused(queue: string): boolean {
    const { count } = this.#of(queue);
    if (count === 0) return false;
    this.#open.set(queue, { count, fullUntil: performance.now() + fullMs });
    return true;
  }

  #of(queue: string): Open {
    return this.#open.get(queue) ?? none;
  }
}
