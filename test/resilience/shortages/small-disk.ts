import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether tests may mount: as root, and not in a container that forbids it. */
export const mayMount = process.getuid?.() === 0;

/** A file system of so many megabytes at that path, for as long as the work takes. */
export async function withSmallDisk(
  path: string,
  megabytes: number,
  work: () => Promise<void>,
): Promise<void> {
  await mkdir(path, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', path]);
  try {
    await work();
  } finally {
    await run('umount', ['-l', path]);
  }
}
