/** Does the same again and again, once at a time: while Redis or a disk is slow, requests would pile up. */
export class PeriodicTask {
  readonly #act: () => Promise<unknown>;
  readonly #onFault: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  /** `onFault` hears why one time failed; the next one tries again. */
  constructor(act: () => Promise<unknown>, onFault: (error: unknown) => void) {
    this.#act = act;
    this.#onFault = onFault;
  }

  start(intervalMs: number): void {
    this.#timer ??= setInterval(() => void this.now(), intervalMs).unref();
  }

  /** Resolves when it is done; what is under way already is not begun again. */
  now(): Promise<void> {
    this.#running ??= this.#once().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Resolves when what is under way has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }

  async #once(): Promise<void> {
    try {
      await this.#act();
    } catch (error) {
      this.#onFault(error);
    }
  }
}
