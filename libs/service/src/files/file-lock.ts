import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

import { isCode } from './system-error.js';

export interface LockOptions {
  /** How long to wait for the holder before giving up. */
  readonly deadlineMs: number;
  /** After how long an unchanged lock counts as left behind. */
  readonly staleMs: number;
}

const pollMs = 25;

/**
 * Runs `work` while no other process does, in this container or in another one that shares the file system.
 * The lock of a crashed holder is taken over: at once if the holder ran here, else after `staleMs`.
 */
export async function withFileLock<T>(
  path: string,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const token = `${hostname()} ${process.pid} ${randomUUID()}`;
  await acquire(path, token, options);
  try {
    return await work();
  } finally {
    if ((await holder(path)) === token) await rm(path, { force: true });
  }
}

async function acquire(path: string, token: string, options: LockOptions): Promise<void> {
  const giveUpAt = performance.now() + options.deadlineMs;
  let seen: Sighting | undefined;
  while (!(await tryCreate(path, token))) {
    seen = await look(path, seen);
    if (seen !== undefined && isStale(seen, options.staleMs)) await takeAway(path, seen.token);
    else if (performance.now() > giveUpAt) throw new Error(`${path} is held by ${seen?.token ?? 'somebody'}`);
    else await delay(pollMs);
  }
}

interface Sighting {
  readonly token: string;
  readonly since: number;
}

async function look(path: string, before: Sighting | undefined): Promise<Sighting | undefined> {
  const token = await holder(path);
  if (token === undefined) return undefined;
  return token === before?.token ? before : { token, since: performance.now() };
}

/** Age is what we have watched ourselves: clocks of two machines are not compared. */
function isStale(seen: Sighting, staleMs: number): boolean {
  return isDead(seen.token) || performance.now() - seen.since > staleMs;
}

async function tryCreate(path: string, token: string): Promise<boolean> {
  // Written aside and linked, so that nobody ever reads a lock without its holder.
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(token);
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

/** Removes the lock, but only while it is still this one: a new holder may have come in between. */
async function takeAway(path: string, token: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await holder(aside)) !== token) await link(aside, path);
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function holder(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isDead(token: string): boolean {
  const [host, pid] = token.split(' ');
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}
