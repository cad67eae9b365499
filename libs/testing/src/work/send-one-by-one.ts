import { readdir } from 'node:fs/promises';

import { eventually } from '../eventually.js';
import { TestClient } from '../test-client.js';

export interface OneByOneOptions {
  /** SMTP port on 127.0.0.1. */
  readonly port: number;
  /** Maildir `new` of alice@contoso.com, to whom they go. */
  readonly folder: string;
  /** All over one connection, or each over one of its own. */
  readonly reused: boolean;
}

/** 5 KB, as most mail of printers and applications has. */
const message = [
  'From: <sender@example.net>',
  'To: <alice@contoso.com>',
  'Subject: work per message',
  'Date: Fri, 21 Nov 2025 07:00:00 +0000',
  '',
  ...Array.from({ length: 100 }, () => 'A line of the message, like many others in it.'),
  '.',
].join('\r\n');

/** Sends so many messages, each when the one before is in the mailbox. */
export async function sendOneByOne(options: OneByOneOptions, messages: number): Promise<void> {
  const client = options.reused ? await greeted(options.port) : undefined;
  for (let sent = 0; sent < messages; sent += 1) {
    const before = await countOf(options.folder);
    const session = client ?? (await greeted(options.port));
    await session.command('MAIL FROM:<sender@example.net>', /^250 /);
    await session.command('RCPT TO:<alice@contoso.com>', /^250 /);
    await session.command('DATA', /^354 /);
    await session.command(message, /^250 /);
    if (client === undefined) await session.quit();
    await eventually(async () => (await countOf(options.folder)) > before, {
      deadlineMs: 20_000,
      intervalMs: 5,
    });
  }
  await client?.quit();
}

async function greeted(port: number): Promise<TestClient> {
  const client = await TestClient.connect(port, { deadlineMs: 20_000 });
  await client.expect(/^220 /);
  await client.ehlo('work.example');
  return client;
}

/** A mailbox gets its folders with its first message. */
async function countOf(folder: string): Promise<number> {
  try {
    return (await readdir(folder)).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
