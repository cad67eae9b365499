/**
 * How much counters of many processes have grown since they were last looked at. A process that has come since then counts
 * from its start; one that has ended takes along what it counted after the last look.
 */
export class Growth {
  readonly #last = new Map<string, ReadonlyMap<string, number>>();

  /** Undefined at the first look: nobody knows when that was counted. */
  of(counter: string, now: ReadonlyMap<string, number>): number | undefined {
    const before = this.#last.get(counter);
    // A process whose heartbeat is late once is still known.
    this.#last.set(counter, new Map([...(before ?? []), ...now]));
    if (before === undefined) return undefined;
    let grown = 0;
    for (const [process, value] of now) grown += Math.max(0, value - (before.get(process) ?? 0));
    return grown;
  }

  /** Forgets processes that are gone, so that what is kept stays as large as what runs. */
  keep(processes: ReadonlySet<string>): void {
    for (const [counter, values] of this.#last) {
      this.#last.set(counter, new Map([...values].filter(([process]) => processes.has(process))));
    }
  }
}
