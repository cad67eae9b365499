import { closeSync, fstatSync, ftruncateSync, openSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Maildirs } from '../maildir/maildirs.js';
import { errorCode, storageFault } from '../maildir/storage-fault.js';
import { writeAllSync } from '../maildir/write-all.js';
import { LogReader } from './log-file.js';
import type { LogRecord } from './log-record.js';

export interface Restored {
  /** So many files were not there, or not whole. */
  readonly files: number;
  /** Mailboxes that cannot be written to, each with a reason. */
  readonly failures: ReadonlyMap<string, unknown>;
}

/**
 * Writes every file of a log again: a power failure may have taken or cut it, or the disk did not take it. One that is
 * there is written in its place, also when its reader has moved it to `cur`. Whether one that is nowhere was lost or
 * deleted nobody can tell: it comes back.
 */
export async function restoreFiles(maildirs: Maildirs, database: string, path: string): Promise<Restored> {
  const log = new LogReader(path);
  try {
    const restoration = new Restoration(maildirs);
    const each = async (
      work: (mailbox: string, record: LogRecord) => Promise<void> | void,
    ): Promise<void> => {
      for (const record of log.records()) {
        for (const folder of record.mailboxes) await restoration.guard(join(database, folder), record, work);
      }
    };
    // Two rounds, so that `cur` is listed once: what a reader moves meanwhile is in the one or the other.
    await each((mailbox, record) => restoration.rewriteNew(mailbox, record));
    await each((mailbox, record) => restoration.rewriteOthers(mailbox, record));
    return restoration;
  } finally {
    log.close();
  }
}

class Restoration implements Restored {
  files = 0;
  readonly failures = new Map<string, unknown>();
  readonly #maildirs: Maildirs;
  /** Names of those that are not in `new`, by mailbox. */
  readonly #missing = new Map<string, Set<string>>();
  readonly #read = new Map<string, ReadonlyMap<string, string>>();

  constructor(maildirs: Maildirs) {
    this.#maildirs = maildirs;
  }

  /** Lets through what concerns the whole database: it is full, or away. */
  async guard(
    mailbox: string,
    record: LogRecord,
    work: (mailbox: string, record: LogRecord) => Promise<void> | void,
  ): Promise<void> {
    try {
      await work(mailbox, record);
    } catch (error) {
      if (storageFault(error)?.kind !== 'unavailable') throw error;
      this.failures.set(mailbox, error);
    }
  }

  rewriteNew(mailbox: string, { name, octets }: LogRecord): void {
    if (this.#rewritten(join(mailbox, 'new', name), octets)) return;
    this.#missing.set(mailbox, (this.#missing.get(mailbox) ?? new Set()).add(name));
  }

  async rewriteOthers(mailbox: string, { name, octets }: LogRecord): Promise<void> {
    if (this.#missing.get(mailbox)?.has(name) !== true) return;
    const read = this.#read.get(mailbox) ?? filesInCur(mailbox);
    this.#read.set(mailbox, read);
    const file = read.get(name);
    if (file === undefined) return this.#make(mailbox, name, octets);
    if (this.#rewritten(file, octets)) return;
    // Its reader has given it other flags meanwhile, or has deleted it: then it is to stay so.
    const moved = filesInCur(mailbox).get(name);
    if (moved !== undefined) this.#rewritten(moved, octets);
  }

  async #make(mailbox: string, name: string, octets: readonly Buffer[]): Promise<void> {
    // What the delivery itself has left.
    await rm(join(mailbox, 'tmp', name), { force: true });
    await this.#maildirs.draft(mailbox, name, octets);
    await this.#maildirs.show(mailbox, name);
    this.files += 1;
  }

  /** False: there is no such file. */
  #rewritten(path: string, octets: readonly Buffer[]): boolean {
    const fd = openIfThere(path);
    if (fd === undefined) return false;
    try {
      const { size } = fstatSync(fd);
      const length = writeAllSync(fd, octets, 0);
      if (size !== length) this.files += 1;
      if (size > length) ftruncateSync(fd, length);
      return true;
    } finally {
      closeSync(fd);
    }
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** By the name that we gave: readers append flags to it. */
function filesInCur(mailbox: string): ReadonlyMap<string, string> {
  try {
    const entries = readdirSync(join(mailbox, 'cur'));
    return new Map(entries.map((entry) => [entry.replace(/[:,].*/s, ''), join(mailbox, 'cur', entry)]));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return new Map();
    throw error;
  }
}
