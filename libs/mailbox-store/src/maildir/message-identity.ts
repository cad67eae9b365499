import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

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

/**
 * Files of that identity in `tmp` go, but for one's own: whoever writes them can show them no more, and tells so. After that,
 * what the mailbox has tells whether it was too late for it.
 */
export async function overtake(mailbox: string, identity: string, own: string): Promise<void> {
  const names = await namesIn(join(mailbox, 'tmp'));
  for (const name of names.filter((each) => each.includes(identity) && each !== own)) {
    await rm(join(mailbox, 'tmp', name), { force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
