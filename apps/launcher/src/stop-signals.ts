import type { EventEmitter } from 'node:events';

/** A terminal and npm both pass Ctrl-C on, so one key press arrives twice; a second press takes longer than this. */
const samePressMs = 500;

export interface StopSignalsOptions {
  /** Called at a second Ctrl-C. */
  readonly onForce: () => void;
  readonly now: () => number;
}

/** What asks the launcher to stop: a signal, or the end of the process that started it. */
export class StopSignals {
  /** Resolves at the first one. */
  readonly received: Promise<void>;
  #firstAt: number | undefined;
  #forced = false;
  #resolve: () => void = () => undefined;

  constructor(source: EventEmitter, { onForce, now }: StopSignalsOptions) {
    this.received = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    const stop = (): void => {
      this.#firstAt ??= now();
      this.#resolve();
    };
    for (const event of ['SIGTERM', 'SIGHUP', 'disconnect']) source.on(event, stop);
    source.on('SIGINT', () => {
      if (this.#firstAt !== undefined && now() - this.#firstAt > samePressMs) {
        this.#forced = true;
        onForce();
      }
      stop();
    });
  }

  get stopping(): boolean {
    return this.#firstAt !== undefined;
  }

  get forced(): boolean {
    return this.#forced;
  }
}
