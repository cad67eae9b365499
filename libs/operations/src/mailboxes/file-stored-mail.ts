import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

import type { MailboxId } from '@mailyard/mailbox-store';

/** Whether a mailbox of that name has mail, as far as this process sees the volume: mail outlives its mailbox. */
export async function hasStoredMail(dataDir: string, mailbox: MailboxId): Promise<boolean> {
  const { mailboxPath } = await import('@mailyard/mailbox-store');
  const folder = mailboxPath(join(dataDir, 'mailboxes'), mailbox);
  const parts = await Promise.all(['new', 'cur'].map((part) => hasFiles(join(folder, part))));
  return parts.includes(true);
}

async function hasFiles(folder: string): Promise<boolean> {
  try {
    const entries = await opendir(folder);
    const first = await entries.read();
    await entries.close();
    return first !== null;
  } catch (error) {
    // The volume is another machine's, or there never was such a mailbox.
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
