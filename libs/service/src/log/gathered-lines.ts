import type { LogDestination } from './logger.js';

/** So long a line waits for others. */
const gatherMs = 50;

/**
 * Lines on their way to the console, those of a moment in one write: a write also wakes whoever reads there, and that
 * costs more than the line. Who has a line that must not wait flushes.
 */
export class GatheredLines implements LogDestination {
  readonly #to: LogDestination;
  #lines = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(to: LogDestination) {
    this.#to = to;
  }

  /** With its line break. */
  write(line: string): void {
    this.#lines += line;
    this.#timer ??= setTimeout(() => this.#leave(), gatherMs).unref();
  }

  flushSync(): void {
    this.#leave();
    this.#to.flushSync();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines === '') return;
    const lines = this.#lines;
    this.#lines = '';
    this.#to.write(lines);
  }
}
