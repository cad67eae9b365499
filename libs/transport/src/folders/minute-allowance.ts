const minuteMs = 60_000;

/** So many in any minute. */
export class MinuteAllowance {
  /** When each of the last minute was, in order. */
  #taken: number[] = [];

  /** How many of `wanted` may be had now; they count. */
  take(wanted: number, { perMinute, now }: { readonly perMinute: number; readonly now: number }): number {
    if (perMinute === Infinity) return wanted;
    const first = this.#taken.findIndex((at) => now - at < minuteMs);
    this.#taken = first === -1 ? [] : this.#taken.slice(first);
    const granted = Math.max(0, Math.min(wanted, perMinute - this.#taken.length));
    for (let count = 0; count < granted; count += 1) this.#taken.push(now);
    return granted;
  }
}
