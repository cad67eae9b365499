import { chown, mkdir, readdir, rename, stat } from 'node:fs/promises';

import { eventually } from '@mailyard/testing';

import type { Sink } from './sink.js';

/** Where the messages to one address come out. */
export interface Inbox {
  readonly address: string;
  count(): Promise<number>;
  /** From now on `count` begins at 0. */
  empty(): Promise<void>;
  /** How often it may be counted, in milliseconds: counting a large folder is work on the machine that is measured. */
  readonly lookMs: number;
}

/** Waits until so many are there and tells when that was (performance.now()). */
export async function arrived(inbox: Inbox, count: number, { lookMs }: { lookMs: number }): Promise<number> {
  await eventually(async () => (await inbox.count()) >= count, {
    deadlineMs: 120_000,
    intervalMs: lookMs,
    what: `${count} messages to ${inbox.address}`,
  });
  return performance.now();
}

/** A Maildir: files of its `new`; none while the directory has not been made. */
export class MaildirInbox implements Inbox {
  readonly lookMs = 20;

  constructor(
    readonly address: string,
    readonly folder: string,
  ) {}

  async count(): Promise<number> {
    return (await names(this.folder)).length;
  }

  /**
   * Puts the directory aside. Deleting the files would slow down those of the next load: without a journal, ext4 passes
   * over every inode deleted in the last minutes when it looks for a free one.
   */
  async empty(): Promise<void> {
    if ((await this.count()) === 0) return;
    const { uid, gid, mode } = await stat(this.folder);
    await rename(this.folder, `${this.folder}-${process.hrtime.bigint()}`);
    await mkdir(this.folder, { mode });
    await chown(this.folder, uid, gid);
  }
}

/** What a sink has taken for one address. */
export class SinkInbox implements Inbox {
  readonly lookMs = 2;
  readonly #sink: Sink;
  #before = 0;

  constructor(
    readonly address: string,
    sink: Sink,
  ) {
    this.#sink = sink;
  }

  count(): Promise<number> {
    return Promise.resolve(this.#all - this.#before);
  }

  empty(): Promise<void> {
    this.#before = this.#all;
    return Promise.resolve();
  }

  get #all(): number {
    return this.#sink.taken.get(this.address.slice(0, this.address.indexOf('@'))) ?? 0;
  }
}

async function names(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
