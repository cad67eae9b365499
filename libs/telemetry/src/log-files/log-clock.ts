/** The time as lines have it, `2026-11-21T23:59:58.123Z`: all but its end is made once a second. */
export class LogClock {
  readonly #now: () => Date;
  #second = NaN;
  #upToSecond = '';

  constructor(now: () => Date) {
    this.#now = now;
  }

  time(): string {
    const now = this.#now();
    const ms = now.getTime();
    const second = Math.floor(ms / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#upToSecond = now.toISOString().slice(0, -'123Z'.length);
    }
    return `${this.#upToSecond}${String(ms - 1000 * second).padStart(3, '0')}Z`;
  }
}
