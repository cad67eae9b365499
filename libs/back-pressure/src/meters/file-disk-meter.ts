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
    const disk = await diskOf(this.path);
    return disk && { value: (100 * disk.usedBytes) / disk.sizeBytes, sizeBytes: disk.sizeBytes };
  }
}

export interface Disk {
  readonly usedBytes: number;
  readonly sizeBytes: number;
}

/** Undefined: there is no such path here. */
export async function diskOf(path: string): Promise<Disk | undefined> {
  try {
    const { bsize, blocks, bavail, bfree } = await statfs(path);
    // What is reserved for root is nobody's.
    const usable = blocks - (bfree - bavail);
    return usable <= 0 ? undefined : { usedBytes: (usable - bavail) * bsize, sizeBytes: usable * bsize };
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
