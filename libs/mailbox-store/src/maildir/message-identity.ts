import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { organizationField, type HeaderBlock } from '@mailyard/message';

import { errorCode } from './storage-fault.js';

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The part of a file's name that is the same for every delivery of a message: its network message id. */
export function messageIdentity(header: HeaderBlock): string | undefined {
  const id = organizationField(header, 'Network-Message-Id')?.trim() ?? '';
  return guid.test(id) ? `N${id.replaceAll('-', '').toLowerCase()}` : undefined;
}

/** Whether a mailbox has a message of that identity, read or not: a reader moves files from `new` to `cur`, not back. */
export async function hasMessage(mailbox: string, identity: string): Promise<boolean> {
  for (const part of ['new', 'cur']) {
    const names = await namesIn(join(mailbox, part));
    if (names.some((name) => name.includes(identity))) return true;
  }
  return false;
}

/** A later attempt shows its file within moments of beginning to look. */
const laterMs = 2_000;
const lookAgainMs = 20;

/**
 * Of attempts that meet in `tmp` the latest goes on, by the times in their names: files of earlier ones go, whoever writes
 * them can show them no more, and tells so. Then what the mailbox has tells what came of all of them, once no later one is
 * there. False: a later one is still at it.
 */
export async function overtake(mailbox: string, identity: string, own: string): Promise<boolean> {
  for (const name of await draftsOf(mailbox, identity)) {
    if (name < own) await rm(join(mailbox, 'tmp', name), { force: true });
  }
  return laterShown(mailbox, identity, own);
}

/** Resolves when no later attempt has its file in `tmp`; false when that takes too long. */
export async function laterShown(mailbox: string, identity: string, own: string): Promise<boolean> {
  const until = performance.now() + laterMs;
  while ((await draftsOf(mailbox, identity)).some((name) => name > own)) {
    if (performance.now() >= until) return false;
    await pause(lookAgainMs);
  }
  return true;
}

async function draftsOf(mailbox: string, identity: string): Promise<readonly string[]> {
  return (await namesIn(join(mailbox, 'tmp'))).filter((name) => name.includes(identity));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
