import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Log } from '../log/log.js';

interface Modes {
  readonly folder: number;
  readonly file: number;
}

/** What no other account may read. */
const secret: Modes = { folder: 0o700, file: 0o600 };
/** What the group may read: whoever looks after the machine looks into the logs. */
const shared: Modes = { folder: 0o750, file: 0o640 };

interface Part extends Modes {
  readonly name: string;
  /** It can be large: when its own mode is right, all below was set right before. */
  readonly large?: true;
}

const parts: readonly Part[] = [
  { name: 'pki', ...secret },
  { name: 'secrets', ...secret },
  { name: 'redis', ...secret },
  { name: 'mailboxes', ...secret, large: true },
  { name: 'queue', ...secret, large: true },
  { name: 'tracking', ...secret },
  { name: 'admin-password', ...secret },
  { name: 'logs', ...shared },
];

/**
 * Sets the modes of what is in the data directory, whoever made it and with which umask. What belongs to another account
 * is that one's business and is left as it is.
 */
export async function restrictDataDirectory(dataDir: string, log: Pick<Log, 'warn'>): Promise<void> {
  try {
    await setMode(dataDir, { folder: shared.folder, file: shared.file });
    for (const part of parts) await restrict(join(dataDir, part.name), part);
  } catch (error) {
    log.warn(`the modes of the files in ${dataDir} are as they were: ${(error as Error).message}`);
  }
}

async function restrict(path: string, part: Part): Promise<void> {
  const found = await stateOf(path);
  if (found === undefined) return;
  const isRight = (found.mode & 0o777) === (found.isDirectory() ? part.folder : part.file);
  if (isRight && part.large === true) return;
  await restrictTree(path, part);
}

/** The folder itself last, so that an interrupted walk begins again. */
async function restrictTree(path: string, modes: Modes): Promise<void> {
  const found = await stateOf(path);
  if (found?.isDirectory() === true) {
    const names = await readdir(path).catch(ignoreUnreadable);
    for (const name of names ?? []) await restrictTree(join(path, name), modes);
  }
  await setMode(path, modes);
}

async function setMode(path: string, modes: Modes): Promise<void> {
  const found = await stateOf(path);
  if (found === undefined || found.uid !== process.geteuid?.()) return;
  // Through a link nothing is changed: it may lead anywhere.
  if (!found.isDirectory() && !found.isFile()) return;
  const wanted = found.isDirectory() ? modes.folder : modes.file;
  if ((found.mode & 0o7777) !== wanted) await chmod(path, wanted).catch(ignoreMissing);
}

function stateOf(path: string) {
  return lstat(path).catch(ignoreMissing);
}

/** Logs rotate and drafts come and go meanwhile. */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

/** Another account's, such as that of Redis in a container of its own. */
function ignoreUnreadable(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'EACCES') return undefined;
  return ignoreMissing(error);
}
