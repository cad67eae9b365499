/**
 * The lanes that a hub may have to some next hops, all their queues together. While all are taken the others wait for theirs in the
 * order in which they came, and lanes end after a turn: no queue keeps another one from its next hop for ever.
 */
export class LaneBudget {
  /** May change. */
  max: number;
  readonly #waiting = new Set<string>();
  #taken = 0;

  constructor(max: number) {
    this.max = max;
  }

  /** A lane for that queue; if none is free the queue waits, and false is returned. */
  take(queue: string): boolean {
    if (this.#taken >= this.max) {
      this.#waiting.add(queue);
      return false;
    }
    this.#waiting.delete(queue);
    this.#taken += 1;
    return true;
  }

  /** A lane has ended. */
  give(): void {
    this.#taken -= 1;
  }

  /** Queues wait for a lane. */
  get short(): boolean {
    return this.#waiting.size > 0;
  }

  /** The queue whose turn it is; it does not wait any more. Undefined: none waits, or no lane is free. */
  next(): string | undefined {
    const [queue] = this.#taken < this.max ? this.#waiting : [];
    if (queue !== undefined) this.#waiting.delete(queue);
    return queue;
  }
}
