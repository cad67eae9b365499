/** The time that may be spent on waiting for DNS, by one waiting at a time. */
export class LookUpTime {
  #leftMs: number;

  constructor(leftMs: number) {
    this.#leftMs = leftMs;
  }

  get isUp(): boolean {
    return this.#leftMs <= 0;
  }

  /** Undefined when it did not come in time. What is under way goes on, for the cache. */
  async wait<Value>(answer: Promise<Value>, mostMs = Infinity): Promise<Value | undefined> {
    const started = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), Math.min(mostMs, this.#leftMs));
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
      this.#leftMs = Math.max(0, this.#leftMs - (performance.now() - started));
    }
  }
}
