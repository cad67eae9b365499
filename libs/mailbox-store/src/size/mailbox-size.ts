import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { errorCode } from '../maildir/storage-fault.js';

/** What a mailbox has on disk. */
export interface MailboxSize {
  readonly items: number;
  /** Of all messages; one that several mailboxes share counts in each. */
  readonly bytes: number;
}

/** Deliveries have the threads of the file system, too. */
const atOnce = 16;

/** Looks at every message of a Maildir; one that nothing was delivered into is empty. */
export async function sizeOfMaildir(path: string): Promise<MailboxSize> {
  const lists = await Promise.all(['new', 'cur'].map((part) => filesIn(join(path, part))));
  const files = lists.flat();
  let [items, bytes] = [0, 0];
  for (let at = 0; at < files.length; at += atOnce) {
    // eslint-disable-next-line no-await-in-loop
    const sizes = await Promise.all(files.slice(at, at + atOnce).map(sizeOfFile));
    for (const size of sizes.filter((each) => each !== undefined)) {
      items += 1;
      bytes += size;
    }
  }
  return { items, bytes };
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).map((name) => join(folder, name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Undefined: somebody has moved or removed it meanwhile. */
async function sizeOfFile(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
