/** How many connections stand, by queue. */
export class OpenConnections {
  readonly #counts = new Map<string, number>();

  count(queue: string): number {
    return this.#counts.get(queue) ?? 0;
  }

  add(queue: string): void {
    this.#counts.set(queue, this.count(queue) + 1);
  }

  remove(queue: string): void {
    const left = this.count(queue) - 1;
    if (left > 0) this.#counts.set(queue, left);
    else this.#counts.delete(queue);
  }
}
