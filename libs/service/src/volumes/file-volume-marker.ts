import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { access, link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Lies in a folder and says which volume it is: a mount point whose volume is missing has none. */
export const markerName = '.mailyard-volume';

// A file system without hard links.
const noLink: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK']);

/** Undefined: the folder has none, or is not there. */
export async function readMarker(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, markerName), 'utf8')).trim();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

/**
 * Which file the marker is; undefined: there is none. At once, since a promise for each message would cost ten times the
 * look itself.
 */
export function markerFile(folder: string): string | undefined {
  const found = statSync(`${folder}/${markerName}`, { throwIfNoEntry: false });
  return found && `${found.dev}.${found.ino}.${found.mtimeMs}`;
}

/** Makes the folder and marks it, durably. Of several processes one wins; resolves with its token. */
export async function makeMarker(folder: string, token: string): Promise<string> {
  await makeFolder(folder);
  const [marker, draft] = [join(folder, markerName), join(folder, `${markerName}.${randomUUID()}`)];
  try {
    await writeNew(draft, token);
    // Linked when it is whole, so that nobody ever reads a part.
    await link(draft, marker).catch((error: unknown) => {
      if (!noLink.has(codeOf(error) ?? '')) throw error;
      return writeNew(marker, token);
    });
    await syncFolder(folder);
    return token;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return (await readMarker(folder)) ?? token;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Names of the folders in a folder; none when it is not there. */
export async function foldersIn(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(none);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

export async function isUsed(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(none)).length > 0;
}

export async function holds(folder: string, name: string): Promise<boolean> {
  return access(join(folder, name)).then(
    () => true,
    () => false,
  );
}

function none(error: unknown): [] {
  if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return [];
  throw error;
}

/** Node's own recursive mkdir hides EROFS behind ENOENT and never ends on some file systems. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await makeFolder(path);
    return;
  }
  await syncFolder(dirname(path));
}

async function writeNew(path: string, token: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${token}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
