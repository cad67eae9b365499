import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { DirectorySync } from '../maildir/directory-sync.js';
import { confirm, type DatabaseFolder, type Maildirs } from '../maildir/maildirs.js';
import { storageFault } from '../maildir/storage-fault.js';
import { cacheEra, canSyncAsAWhole, isSyncError, syncFileSystem } from './file-system.js';
import { claimLeftLogs, unrestored, type LeftLog } from './left-logs.js';
import { LogFile } from './log-file.js';
import type { LogRecord } from './log-record.js';
import { restoreFiles } from './restore.js';

export interface DeliveryLogOptions {
  /** Of the mailbox database. */
  readonly folder: string;
  readonly database: DatabaseFolder | undefined;
  readonly maildirs: Maildirs;
  /** Names that no other process ever takes. */
  readonly nextName: () => string;
  readonly era?: ((folder: string) => string) | undefined;
  /** So many files have come back from the log. */
  readonly onRestored: (files: number) => void;
  /** What went wrong while nobody waited for it. */
  readonly onFault: (error: unknown) => void;
}

/** In the folder of a database; no mailbox has a name that begins with a dot. */
export const logFolderName = '.mailyard-log';

// A log goes with the checkpoint that comes this long after its first record, or when it has become this large.
const checkpointMs = 5_000;
const logBytesMax = 67_108_864;
const lookMs = 60_000;

/**
 * Keeps what is delivered into one database until its files are durable, so that one fsync is enough for all messages of
 * the moment. Each process has files of its own in the log's folder; what a dead one has left is taken over.
 */
export class DeliveryLog {
  readonly #options: DeliveryLogOptions;
  readonly #folder: string;
  readonly #checkpoints = new DirectorySync(() => this.#checkpoint());
  readonly #takeOvers = new DirectorySync(() => this.#takeOver());
  readonly #looks: NodeJS.Timeout;
  #current: LogFile | undefined;
  /** Ours, to which nothing is appended any more. */
  readonly #closed = new Set<string>();
  /** Ours, too; but a file that they speak of may be gone. */
  readonly #doubtful = new Set<string>();
  #batch: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ready: Promise<boolean> | undefined;

  constructor(options: DeliveryLogOptions) {
    this.#options = options;
    this.#folder = join(options.folder, logFolderName);
    this.#looks = setInterval(() => void this.#look(), lookMs).unref();
  }

  /**
   * Whether the database can have a log. Before that what a power failure has taken comes back. Rejects with
   * DatabaseMissing while the volume is away.
   */
  async ready(): Promise<boolean> {
    const { database } = this.#options;
    if (database?.isThere === false) {
      this.#distrust();
      await confirm(database);
    }
    this.#ready ??= this.#open().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  /** Has `show` move the files of these records into sight as soon as they are durable. Calls must not overlap. */
  async deliver(records: readonly LogRecord[], show: () => Promise<void>): Promise<void> {
    const log = (this.#current ??= this.#begin());
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#batch = promise;
    try {
      await log.append(records);
      await show();
      // Another process has believed us dead, and has perhaps looked for these files too early.
      if (!existsSync(log.path)) await syncFileSystem(this.#options.folder);
    } catch (error) {
      if (storageFault(error)?.kind === 'full') this.#close();
      else this.#distrust();
      throw error;
    } finally {
      resolve();
    }
    if (log.bytes > logBytesMax) void this.#tend();
  }

  /** At the start, when nobody waits for it; what fails is done again before the first delivery. */
  async restore(): Promise<void> {
    await this.#tend();
  }

  /** Everything delivered so far is durable in its file, and the logs are gone. */
  checkpoint(): Promise<void> {
    return this.#checkpoints.sync(this.#folder);
  }

  async close(): Promise<void> {
    clearInterval(this.#looks);
    await this.checkpoint();
    clearTimeout(this.#timer);
  }

  async #open(): Promise<boolean> {
    const { folder, maildirs } = this.#options;
    await maildirs.makeDirectory(folder);
    await this.#takeOvers.sync(this.#folder);
    if (!(await canSyncAsAWhole(folder))) return false;
    await maildirs.makeDirectory(this.#folder);
    return true;
  }

  #begin(): LogFile {
    const { nextName } = this.#options;
    this.#timer ??= setTimeout(() => void this.#tend(), checkpointMs).unref();
    return new LogFile(join(this.#folder, nextName()), this.#era());
  }

  #era(): string {
    const { folder, era = cacheEra } = this.#options;
    return era(folder);
  }

  #close(): void {
    if (this.#current !== undefined) this.#closed.add(this.#current.path);
    this.#current = undefined;
  }

  /** The volume was away or its disk has failed: what is in the logs must be compared with what is there. */
  #distrust(): void {
    this.#close();
    for (const path of this.#closed) this.#doubtful.add(path);
    this.#closed.clear();
    this.#ready = undefined;
  }

  async #checkpoint(): Promise<void> {
    this.#close();
    const logs = [...this.#closed];
    const newest = logs.at(-1);
    if (newest === undefined) return;
    // What it shows is in one of these logs.
    await this.#batch;
    try {
      // By the path of a log: the mount point of a missing volume has none.
      await syncFileSystem(newest);
    } catch (error) {
      if (isSyncError(error)) this.#distrust();
      throw error;
    }
    for (const path of logs) {
      await rm(path, { force: true });
      this.#closed.delete(path);
    }
  }

  async #takeOver(): Promise<void> {
    const { nextName } = this.#options;
    const own = new Set([...this.#closed, ...this.#doubtful, ...(this.#current ? [this.#current.path] : [])]);
    const left = await claimLeftLogs(this.#folder, { own, era: () => this.#era(), nextName });
    for (const { path, kind } of left) this.#setOf(kind).add(path);
    // A delivery under way shows its files itself.
    await this.#batch;
    for (const path of this.#doubtful) {
      if (existsSync(path)) await this.#restore(path);
      this.#doubtful.delete(path);
    }
    if (this.#closed.size > 0) await this.checkpoint();
  }

  async #restore(path: string): Promise<void> {
    const { folder, maildirs, onRestored, onFault } = this.#options;
    const kept = `${path}${unrestored}`;
    const { files, failures } = await restoreFiles(maildirs, folder, path);
    if (files > 0) onRestored(files);
    if (failures.size === 0) {
      this.#closed.add(path);
      return;
    }
    await syncFileSystem(path);
    // To do it again would bring back what has been deleted in the other mailboxes: the rest is for a human.
    await rename(path, kept);
    const mailboxes = [...failures.keys()].join(', ');
    onFault(new Error(`not restored from ${kept}: ${mailboxes}`, { cause: [...failures.values()][0] }));
  }

  #setOf(kind: LeftLog['kind']): Set<string> {
    switch (kind) {
      case 'cached':
        return this.#closed;
      case 'doubtful':
        return this.#doubtful;
    }
  }

  /** The work behind the deliveries; what fails is done again later. */
  async #tend(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await this.ready();
      await this.checkpoint();
    } catch (error) {
      this.#options.onFault(error);
    }
    const left = this.#closed.size + this.#doubtful.size;
    if (left > 0) this.#timer ??= setTimeout(() => void this.#tend(), checkpointMs).unref();
  }

  async #look(): Promise<void> {
    try {
      if (this.#options.database?.isThere !== false) await this.#takeOvers.sync(this.#folder);
    } catch (error) {
      this.#options.onFault(error);
    }
  }
}
