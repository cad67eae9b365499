import { execFile } from 'node:child_process';
import { readFileSync, statfsSync, statSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Superblock numbers of the file systems of which it is known that syncfs(2) does what fsync of every file would do. */
const syncedAsAWhole: ReadonlySet<number> = new Set([
  0xef53, // ext4
  0x58465342, // xfs
  0x9123683e, // btrfs
  0xf2f52010, // f2fs
  0x2fc12fc1, // zfs
  0x794c7630, // overlayfs
  0x01021994, // tmpfs
]);

/** False for network and FUSE file systems, say: there each file has to be synced by itself. */
export async function canSyncAsAWhole(folder: string): Promise<boolean> {
  if (!syncedAsAWhole.has(statfsSync(folder).type)) return false;
  try {
    await syncFileSystem(folder);
    return true;
  } catch (error) {
    if (isSyncError(error)) throw error;
    // Not every system has coreutils.
    return false;
  }
}

/** The file system has said no; otherwise nobody has asked it, since there was no process to do so. */
export function isSyncError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}

/** Everything that was written to the file system of this path is on disk. Node has no syncfs(2), coreutils have. */
export async function syncFileSystem(path: string): Promise<void> {
  await run('sync', ['-f', path]);
}

/**
 * As long as this is the same, what was written and not synced is still in the page cache, whichever process has died:
 * the running kernel, and the device below the folder.
 */
export function cacheEra(folder: string): string {
  return `${bootId()}.${statSync(folder).dev}`;
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
}
