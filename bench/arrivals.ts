import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';

/** Files of a Maildir's `new`; none while the directory has not been made. */
export async function countArrivals(dir: string): Promise<number> {
  return (await names(dir)).length;
}

/** Waits until `count` files are there and tells when that was (performance.now()). */
export async function allArrived(dir: string, count: number): Promise<number> {
  await eventually(async () => (await countArrivals(dir)) >= count, {
    deadlineMs: 120_000,
    intervalMs: 2,
    what: `${count} files in ${dir}`,
  });
  return performance.now();
}

export async function removeArrivals(dir: string): Promise<void> {
  for (const name of await names(dir)) await rm(join(dir, name), { force: true });
}

async function names(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
