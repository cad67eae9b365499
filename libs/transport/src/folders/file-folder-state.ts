import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, lstat, statfs } from 'node:fs/promises';

import { isCode, makeMarker, readMarker } from '@mailyard/service';

/** What a look at a folder found: what it is known by, or why it is not read. */
export type FolderState =
  | { readonly usable: true; readonly token: string; readonly full: boolean }
  | { readonly usable: false; readonly reason: string };

const worldWritable = 0o002;
/** With less, nobody can put a message there. */
const roomBytesMin = 65_536;

/** Makes the folder where it is missing, for its owner alone. */
export async function folderState(path: string): Promise<FolderState> {
  try {
    const unsafe = await unsafety(path);
    if (unsafe !== undefined) return { usable: false, reason: unsafe };
    const token = (await readMarker(path)) ?? (await makeMarker(path, randomUUID()));
    const { R_OK, W_OK, X_OK } = constants;
    await access(path, R_OK | W_OK | X_OK);
    const { bavail, bsize } = await statfs(path);
    return { usable: true, token, full: bavail * bsize < roomBytesMin };
  } catch (error) {
    return { usable: false, reason: (error as Error).message };
  }
}

/** Undefined also where there is none yet. */
async function unsafety(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (found === undefined) return undefined;
  if (found.isSymbolicLink()) return 'it is a symbolic link, which is not followed: name the folder itself';
  if (!found.isDirectory()) return 'it is no folder';
  if ((found.mode & worldWritable) === 0) return undefined;
  return 'everybody may write there, and whoever may sends as anybody to anybody: take that right away (chmod o-w)';
}
