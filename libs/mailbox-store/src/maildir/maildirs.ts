import { close, closeSync, fsync, open as openFile } from 'node:fs';
import { copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { DatabaseMissing, errorCode } from './storage-fault.js';

// Maildir: what has lain in tmp/ for 36 hours belongs to a delivery that died.
const leftoverMs = 36 * 3_600_000;
// A file system without hard links, or the two mailboxes on two file systems.
const noLink: ReadonlySet<string> = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK']);

const open = promisify(openFile);
const syncFile = promisify(fsync);
const closeFile = promisify(close);

/** Where a mailbox database is, which may be a volume of its own. */
export interface DatabaseFolder {
  /** It is there at this moment; false also while nobody has confirmed it. */
  readonly isThere: boolean;
  /** Makes it when the database is new. Resolves with why it must not be used; undefined: it may. */
  confirm(): Promise<string | undefined>;
}

/** The file operations of Maildir; each one is durable when it resolves, `publish` included. */
export class Maildirs {
  readonly #directories = new DirectorySync();
  readonly #databaseFolder: ((name: string) => DatabaseFolder) | undefined;

  constructor(databaseFolder?: (name: string) => DatabaseFolder) {
    this.#databaseFolder = databaseFolder;
  }

  /** Opens a new file in `tmp`; makes the mailbox when this is its first message. Resolves with its descriptor. */
  create(mailbox: string, name: string): Promise<number> {
    return this.#inMailbox(mailbox, () => open(join(mailbox, 'tmp', name), 'wx', 0o600));
  }

  /** Moves the finished file from `tmp` to `new`. */
  async publish(mailbox: string, name: string): Promise<void> {
    const [draft, target] = [join(mailbox, 'tmp', name), join(mailbox, 'new', name)];
    try {
      await this.#confirmDatabase(mailbox);
      await this.#inMailbox(mailbox, () => rename(draft, target));
    } catch (error) {
      await this.discard(mailbox, name);
      throw error;
    }
    await this.#settle(mailbox, name);
  }

  /** Puts the finished file in `home`’s `tmp` into another mailbox, too. */
  async share(home: string, mailbox: string, name: string): Promise<void> {
    const source = join(home, 'tmp', name);
    await this.#confirmDatabase(mailbox);
    try {
      await this.#inMailbox(mailbox, () => link(source, join(mailbox, 'new', name)));
    } catch (error) {
      if (!noLink.has(errorCode(error) ?? '')) throw error;
      return this.#copy(source, mailbox, name);
    }
    await this.#settle(mailbox, name);
  }

  async discard(mailbox: string, name: string): Promise<void> {
    await rm(join(mailbox, 'tmp', name), { force: true });
  }

  /** Removes what crashed deliveries have left in the mailboxes of all databases below `root`. */
  async removeLeftovers(root: string, now: number): Promise<number> {
    let removed = 0;
    for (const database of await directoriesIn(root)) {
      for (const mailbox of await directoriesIn(database)) {
        removed += await removeOld(join(mailbox, 'tmp'), now - leftoverMs);
      }
    }
    return removed;
  }

  /** Does the work, and once more when the mailbox had to be made first. */
  async #inMailbox<T>(mailbox: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      // Missing with the whole database, or not made yet?
      const database = this.#database(mailbox);
      if (database !== undefined) await confirm(database);
      await this.#makeMailbox(mailbox);
      return work();
    }
  }

  /** A mailbox that is there is not enough: it may be one that a volume hides while it is mounted. */
  async #confirmDatabase(mailbox: string): Promise<void> {
    const database = this.#database(mailbox);
    if (database?.isThere === false) await confirm(database);
  }

  #database(mailbox: string): DatabaseFolder | undefined {
    return this.#databaseFolder?.(basename(dirname(mailbox)));
  }

  async #copy(source: string, mailbox: string, name: string): Promise<void> {
    const fd = await this.create(mailbox, name);
    try {
      await copyFile(source, join(mailbox, 'tmp', name));
      await syncFile(fd);
      await this.publish(mailbox, name);
    } catch (error) {
      await this.discard(mailbox, name);
      throw error;
    } finally {
      await closeFile(fd);
    }
  }

  async #settle(mailbox: string, name: string): Promise<void> {
    const directory = join(mailbox, 'new');
    try {
      await this.#directories.sync(directory);
    } catch (error) {
      // The sender will hear of a failure and try again, so this copy must not stay.
      await rm(join(directory, name), { force: true });
      throw error;
    }
  }

  async #makeMailbox(mailbox: string): Promise<void> {
    for (const part of ['tmp', 'new', 'cur']) await this.#makeDirectory(join(mailbox, part));
  }

  /** Node's own recursive mkdir hides EROFS behind ENOENT and never ends on some file systems. */
  async #makeDirectory(path: string): Promise<void> {
    try {
      await this.#makeEntry(path);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
      await this.#makeDirectory(dirname(path));
      await this.#makeEntry(path);
    }
  }

  async #makeEntry(path: string): Promise<void> {
    try {
      await mkdir(path, { mode: 0o700 });
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return;
      throw error;
    }
    await this.#directories.sync(dirname(path));
  }
}

async function confirm(database: DatabaseFolder): Promise<void> {
  const problem = await database.confirm();
  if (problem !== undefined) throw new DatabaseMissing(problem);
}

async function directoriesIn(path: string): Promise<string[]> {
  const entries = await entriesOf(path);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name));
}

async function removeOld(directory: string, before: number): Promise<number> {
  let removed = 0;
  for (const entry of await entriesOf(directory)) {
    const path = join(directory, entry.name);
    if ((await stat(path)).mtimeMs >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

async function entriesOf(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

interface Round {
  readonly running: Promise<void>;
  /** For those that came after `running` had begun: it may have missed their change. */
  following: Promise<void> | undefined;
}

/**
 * Makes the entries of directories durable. Callers that come while a directory is being synced share the next round
 * (group commit), so that a busy mailbox costs one fsync for many messages.
 */
export class DirectorySync {
  readonly #rounds = new Map<string, Round>();
  readonly #sync: (path: string) => Promise<void>;

  constructor(sync: (path: string) => Promise<void> = fsyncDirectory) {
    this.#sync = sync;
  }

  /** Resolves when everything that was in the directory at the time of the call is on disk. */
  sync(path: string): Promise<void> {
    const round = this.#rounds.get(path);
    if (round === undefined) return this.#begin(path);
    round.following ??= round.running.then(
      () => this.#begin(path),
      // Those of the running round learn of its failure themselves; this round may fare better.
      () => this.#begin(path),
    );
    return round.following;
  }

  #begin(path: string): Promise<void> {
    const running = this.#sync(path).finally(() => {
      const round = this.#rounds.get(path);
      if (round?.running === running && round.following === undefined) this.#rounds.delete(path);
    });
    this.#rounds.set(path, { running, following: undefined });
    return running;
  }
}

async function fsyncDirectory(path: string): Promise<void> {
  const fd = await open(path, 'r');
  try {
    await syncFile(fd);
  } finally {
    closeSync(fd);
  }
}
