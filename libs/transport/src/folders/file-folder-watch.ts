import { watch, type FSWatcher } from 'node:fs';

import { PeriodicTask } from '@mailyard/service';

import { baseOf } from './claim-name.js';
import type { LookedInto } from './file-message-folder.js';
import { quietMs } from './settled.js';

export interface FolderWatchOptions {
  readonly path: string;
  readonly look: () => Promise<LookedInto>;
  readonly pollMs: number;
  readonly onFault: (error: unknown) => void;
}

/**
 * Looks into a folder from time to time, and at once when the system says that a file has got its name there. Where that
 * does not say so – in folders of other machines – somebody looks all the same.
 */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  readonly #looks: PeriodicTask;
  #watcher: FSWatcher | undefined;
  #soon: NodeJS.Timeout | undefined;
  #isWanted = false;
  /** What comes has to wait for the next look. */
  #hasEnough = false;
  #stopped = false;

  constructor(options: FolderWatchOptions) {
    this.#options = options;
    this.#looks = new PeriodicTask(() => this.#lookAll(), options.onFault);
  }

  start(): void {
    this.#looks.start(this.#options.pollMs);
    void this.#looks.now();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#soon);
    this.#unwatch();
    await this.#looks.stop();
  }

  /** What has come while somebody looked is looked for again. */
  async #lookAll(): Promise<void> {
    do {
      this.#isWanted = false;
      // Before the look, so that nothing comes in between.
      this.#watch();
      const looked = await this.#options.look();
      this.#hasEnough = looked === 'enough';
      if (looked === 'away') this.#unwatch();
      if (looked === 'unsettled') this.#lookSoon();
    } while (this.#isWanted && !this.#hasEnough && !this.#stopped);
  }

  #lookSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.#looks.now();
    }, quietMs).unref();
  }

  #watch(): void {
    if (this.#watcher !== undefined || this.#stopped) return;
    try {
      this.#watcher = watch(this.#options.path, { persistent: false }, (event, name) => {
        if (event === 'rename') this.#hear(name);
      });
      this.#watcher.on('error', () => this.#unwatch());
    } catch {
      // The folder is not there yet, or there are no more watches: the next look tries again, and finds what there is.
      this.#unwatch();
    }
  }

  #hear(name: string | null): void {
    if (name === null || baseOf(name) === undefined) return;
    this.#isWanted = true;
    if (!this.#hasEnough) void this.#looks.now();
  }

  #unwatch(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
