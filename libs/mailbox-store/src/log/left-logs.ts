import { readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { errorCode } from '../maildir/storage-fault.js';
import { eraOf } from './log-file.js';

/** `cached`: its files are in the page cache at least. `doubtful`: a power failure may have taken them. */
export interface LeftLog {
  readonly path: string;
  readonly kind: 'cached' | 'doubtful';
}

export interface TakerOfLogs {
  /** Not ours to take over. */
  readonly own: ReadonlySet<string>;
  readonly era: () => string;
  readonly nextName: () => string;
}

// A log is appended to for seconds only: whoever owns one that is this old is dead.
const abandonedMs = 60_000;
const claimed = '.claimed';
/** At the end of the name of a log that a human has to look at. */
export const unrestored = '.unrestored';
/** With this instead, by a human: its files are to be made again, whatever has happened since. */
const restore = '.restore';

/** Takes over the logs in a folder that nobody uses any more: each of them is taken over by one process. */
export async function claimLeftLogs(folder: string, taker: TakerOfLogs): Promise<readonly LeftLog[]> {
  const left: LeftLog[] = [];
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    if (taker.own.has(path) || name.endsWith(unrestored)) continue;
    const kind = await orGone(() => judge(path, taker.era()));
    if (kind === undefined || kind === 'in use') continue;
    const target = join(folder, `${taker.nextName()}${claimed}`);
    // Undefined: another process was quicker.
    const moved = await orGone(async () => {
      await rename(path, target);
      return target;
    });
    if (moved !== undefined) left.push({ path: moved, kind });
  }
  return left;
}

async function judge(path: string, era: string): Promise<LeftLog['kind'] | 'in use'> {
  if (path.endsWith(restore)) return 'doubtful';
  const { ctimeMs } = await stat(path);
  const fresh = Date.now() - ctimeMs < abandonedMs;
  if (eraOf(path) === era) return fresh ? 'in use' : 'cached';
  // Of another boot, so that its owner is gone; but one who took it over may be at work.
  return fresh && path.endsWith(claimed) ? 'in use' : 'doubtful';
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await orGone(() => readdir(folder))) ?? [];
}

async function orGone<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
