/** Messages that came into a queue and left it. */
export type Passed = readonly [came: number, left: number];

const sliceMs = 5_000;
const slices = 12;

/** How many messages this process has put into each queue, and has taken out of it, in the last minute. */
export class QueueRates {
  readonly #now: () => number;
  /** The newest first. */
  #slices: Map<string, [came: number, left: number]>[] = [new Map()];
  #begun: number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#begun = now();
  }

  came(queue: string): void {
    this.#of(queue)[0] += 1;
  }

  left(queue: string): void {
    this.#of(queue)[1] += 1;
  }

  /** Of those queues that somebody has used. */
  lastMinute(): ReadonlyMap<string, Passed> {
    this.#advance();
    const sums = new Map<string, [number, number]>();
    for (const slice of this.#slices) {
      for (const [queue, [came, left]] of slice) {
        const [cameBefore, leftBefore] = sums.get(queue) ?? [0, 0];
        sums.set(queue, [cameBefore + came, leftBefore + left]);
      }
    }
    return sums;
  }

  #of(queue: string): [came: number, left: number] {
    const [newest = new Map<string, [number, number]>()] = this.#slices;
    const known = newest.get(queue);
    if (known !== undefined) return known;
    const counts: [number, number] = [0, 0];
    newest.set(queue, counts);
    return counts;
  }

  #advance(): void {
    const passed = Math.floor((this.#now() - this.#begun) / sliceMs);
    for (let turn = 0; turn < Math.min(passed, slices); turn += 1) this.#slices.unshift(new Map());
    this.#slices = this.#slices.slice(0, slices);
    this.#begun += passed * sliceMs;
  }
}
