import { dirname } from 'node:path';

import { isCode, readAppendOnlyFile, rewriteAppendOnlyFile, type AppendOnlyFile } from '@mailyard/service';
import type { Redis } from 'ioredis';

import { diskOf, type Disk } from './file-disk-meter.js';
import type { Measured, Meter } from './meter.js';
import { answer } from './redis-meters.js';

export interface AppendOnlyMeterOptions {
  readonly redis: Redis;
  /** Where the data of Redis is when it is not where Redis says: it runs in another container. */
  readonly folder: string;
  /** RedisDiskSize; undefined: nobody has said. */
  readonly sizeBytes: () => number | undefined;
}

/**
 * UsedDiskSpace[append-only file]. Redis ends when it cannot append (`appendfsync always`), so its disk must not become full,
 * and the room for a second file counts as used: Redis writes its file anew when it has doubled. Where nobody here sees the
 * disk, and nobody has said how large it is, there is no such resource.
 */
export class AppendOnlyFileMeter implements Meter {
  readonly resource = 'UsedDiskSpace[append-only file]';
  readonly fills = true;
  readonly #options: AppendOnlyMeterOptions;
  #last: { readonly file: AppendOnlyFile; readonly disk: Disk; readonly value: number } | undefined;

  constructor(options: AppendOnlyMeterOptions) {
    this.#options = options;
  }

  async read(): Promise<Measured | undefined> {
    const { redis } = this.#options;
    const file = await answer(redis, () => readAppendOnlyFile(redis));
    const disk = file && (await this.#diskOf(file));
    if (file === undefined || disk === undefined) return undefined;
    const used = 100 * (disk.usedBytes / disk.sizeBytes);
    const second = 100 * (file.rewrittenBytes / disk.sizeBytes);
    // Part of the second file is there by now, and nobody knows how much.
    const value = file.rewriting ? Math.max(used, this.#last?.value ?? 0) : used + second;
    this.#last = { file, disk, value };
    return { value: Math.min(100, value), sizeBytes: disk.sizeBytes };
  }

  /** A file of which most is over need not wait until it has doubled, if there is room for a second one. */
  async relieve(): Promise<void> {
    const { redis } = this.#options;
    if (this.#last === undefined || redis.status !== 'ready') return;
    const { file, disk } = this.#last;
    const helps = !file.rewriting && file.bytes > 2 * file.rewrittenBytes;
    if (!helps || disk.sizeBytes - disk.usedBytes < 2 * file.rewrittenBytes) return;
    await answer(redis, () => rewriteAppendOnlyFile(redis));
  }

  async #diskOf({ path, bytes }: AppendOnlyFile): Promise<Disk | undefined> {
    if (path !== undefined) {
      const here = await diskWith(path);
      if (here !== undefined) return here;
      const mounted = await diskWith(`${this.#options.folder}/${path.slice(dirname(path).length + 1)}`);
      if (mounted !== undefined) return mounted;
    }
    const sizeBytes = this.#options.sizeBytes();
    return sizeBytes === undefined ? undefined : { usedBytes: bytes, sizeBytes };
  }
}

/** The disk of the folder that this is in; what others may not enter is there, too. */
async function diskWith(path: string): Promise<Disk | undefined> {
  try {
    return (await diskOf(path)) && (await diskOf(dirname(path)));
  } catch (error) {
    if (isCode(error, 'EACCES')) return diskOf(dirname(path));
    throw error;
  }
}
