import { chown, mkdir, readdir, rename, stat } from 'node:fs/promises';

import { eventually } from '@mailyard/testing';

/** Files of a Maildir's `new`; none while the directory has not been made. */
export async function countArrivals(dir: string): Promise<number> {
  return (await names(dir)).length;
}

/**
 * Waits until `count` files are there and tells when that was (performance.now()). The larger the directory, the less
 * often it should be read: that is work on the machine that is measured.
 */
export async function allArrived(dir: string, count: number, intervalMs: number): Promise<number> {
  await eventually(async () => (await countArrivals(dir)) >= count, {
    deadlineMs: 120_000,
    intervalMs,
    what: `${count} files in ${dir}`,
  });
  return performance.now();
}

/**
 * Empties the directory by putting it aside. Deleting the files would slow down those of the next load: without a
 * journal, ext4 passes over every inode deleted in the last minutes when it looks for a free one.
 */
export async function setArrivalsAside(dir: string): Promise<void> {
  if ((await countArrivals(dir)) === 0) return;
  const { uid, gid, mode } = await stat(dir);
  await rename(dir, `${dir}-${process.hrtime.bigint()}`);
  await mkdir(dir, { mode });
  await chown(dir, uid, gid);
}

async function names(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
