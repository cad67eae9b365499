import { statfs } from 'node:fs/promises';

import type { PressureResource } from '@mailyard/directory';
import { isCode } from '@mailyard/service';

import type { Measured, Meter } from './meter.js';

/** How full the disk is that a folder is on, for whoever is not root. */
export class DiskMeter implements Meter {
  readonly fills = true;

  constructor(
    readonly resource: PressureResource,
    /** A folder that is not there is no disk. */
    readonly path: string,
  ) {}

  async read(): Promise<Measured | undefined> {
    try {
      const { bsize, blocks, bavail, bfree } = await statfs(this.path);
      // What is reserved for root is nobody's.
      const usable = blocks - (bfree - bavail);
      if (usable <= 0) return undefined;
      return { value: (100 * (usable - bavail)) / usable, sizeBytes: usable * bsize };
    } catch (error) {
      if (isCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  }
}
