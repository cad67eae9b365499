import { stat, statfs } from 'node:fs/promises';

import type { Degradations } from '@mailyard/service';

export interface DiskWatchOptions {
  /** What is written to; those on one disk are one. A path that is not there is no disk. */
  readonly paths: readonly string[];
  readonly troubles: Pick<Degradations, 'enter' | 'leave'>;
  readonly onFault: (error: unknown) => void;
}

const intervalMs = 10_000;
const code = 'disk-nearly-full';
// Where Exchange's back pressure begins: 96 % of the disk, and the last 500 MB.
const leastShare = 0.04;
const leastBytes = 500 * 1_048_576;

/** Tells of a disk before it is full. */
export class DiskWatch {
  readonly #options: DiskWatchOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DiskWatchOptions) {
    this.#options = options;
  }

  start(): void {
    const look = (): void => void this.look().catch(this.#options.onFault);
    this.#timer = setInterval(look, intervalMs).unref();
    look();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    const disks = new Set<number>();
    for (const path of this.#options.paths) {
      const dev = await deviceOf(path);
      if (dev === undefined || disks.has(dev)) continue;
      disks.add(dev);
      await this.#judge(path);
    }
  }

  async #judge(path: string): Promise<void> {
    const { bsize, bavail, blocks } = await statfs(path);
    const free = bavail * bsize;
    const { troubles } = this.#options;
    if (free >= Math.max(leastBytes, leastShare * blocks * bsize)) return troubles.leave(code, path);
    const reason = `${Math.floor(free / 1_048_576)} MB are free; when it is full, mail is refused`;
    troubles.enter({ code, subject: path, reason });
  }
}

async function deviceOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).dev;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
