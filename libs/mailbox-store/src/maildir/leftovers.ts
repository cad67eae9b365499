import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { errorCode } from './storage-fault.js';

// Maildir: what has lain in tmp/ for 36 hours belongs to a delivery that died.
const leftoverMs = 36 * 3_600_000;

/** Removes what crashed deliveries have left in the mailboxes of all databases below `root`; resolves with their number. */
export async function removeLeftovers(root: string, now: number): Promise<number> {
  let removed = 0;
  for (const database of await directoriesIn(root)) {
    for (const mailbox of await directoriesIn(database)) {
      removed += await removeOld(join(mailbox, 'tmp'), now - leftoverMs);
    }
  }
  return removed;
}

export async function directoriesIn(path: string): Promise<string[]> {
  const entries = await entriesOf(path);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name));
}

async function removeOld(directory: string, before: number): Promise<number> {
  let removed = 0;
  for (const entry of await entriesOf(directory)) {
    const path = join(directory, entry.name);
    if ((await stat(path)).mtimeMs >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

async function entriesOf(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
