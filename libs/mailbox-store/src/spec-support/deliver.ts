import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { headerField } from '@mailyard/message';

import type { MailboxStore } from '../mailbox-store.js';

/** Delivers a message for mailboxes of DB01; resolves with the kinds of the outcomes. */
export async function deliver(store: MailboxStore, subject: string, ...names: readonly string[]) {
  const writer = store.begin({
    mailboxes: names.map((name) => ({ database: 'DB01', name })),
    reversePath: '',
    received: headerField('Received', 'from a by b; now'),
    maxHeaderBytes: Infinity,
  });
  await writer.write(Buffer.from(`Subject: ${subject}\r\n\r\nbody of ${subject}\r\n`));
  return (await writer.end()).map(({ kind }) => kind);
}

/** Of the messages in a folder; `cut` for one that is not whole. */
export async function subjectsIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.map((text) => /Subject: (.*)\r\n\r\nbody of \1\r\n$/.exec(text)?.[1] ?? 'cut').toSorted();
}
