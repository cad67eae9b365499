import { execFile } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
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

/** These folders of another place are on that disk, for as long as the work takes. */
export async function foldersOn(
  disk: string,
  folders: { readonly in: string; readonly names: readonly string[] },
  work: () => Promise<void>,
): Promise<void> {
  const places = folders.names.map((name) => join(folders.in, name));
  for (const [index, place] of places.entries()) {
    const onDisk = join(disk, folders.names[index] ?? '');
    await mkdir(onDisk);
    await mkdir(place, { recursive: true });
    await run('mount', ['--bind', onDisk, place]);
  }
  try {
    await work();
  } finally {
    for (const place of places) await run('umount', ['-l', place]);
  }
}

/** A file into which not even one octet more goes. */
export async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (let size = 1_048_576; size >= 1; size = Math.floor(size / 16)) {
      const octets = Buffer.alloc(size);
      while ((await file.write(octets).catch(isFull)) !== undefined);
    }
  } finally {
    await file.close();
  }
}

function isFull(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOSPC') throw error;
}
