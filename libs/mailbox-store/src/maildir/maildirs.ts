import {
  close,
  closeSync,
  fsync,
  linkSync,
  openSync,
  open as openFile,
  renameSync,
  unlinkSync,
} from 'node:fs';
import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { DirectorySync } from './directory-sync.js';
import { DatabaseMissing, errorCode, storageFault } from './storage-fault.js';
import { writeAllSync } from './write-all.js';

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

/** The file operations of Maildir; each one is durable when it resolves, but for `draft`, `shareDraft` and `show`. */
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

  /** Writes a whole file into `tmp`, at once: into the page cache a hand-over to a thread costs more than the work. */
  draft(mailbox: string, name: string, octets: readonly Buffer[]): Promise<void> | void {
    return this.#atOnce(mailbox, () => writeNew(`${mailbox}/tmp/${name}`, octets));
  }

  /** Puts the draft in `home`’s `tmp` into the `tmp` of another mailbox, too; false where no link can lead. */
  async shareDraft(home: string, mailbox: string, name: string): Promise<boolean> {
    try {
      await this.#atOnce(mailbox, () => linkSync(`${home}/tmp/${name}`, `${mailbox}/tmp/${name}`));
      return true;
    } catch (error) {
      if (!noLink.has(errorCode(error) ?? '')) throw error;
      return false;
    }
  }

  /** Moves a draft from `tmp` to `new`. */
  show(mailbox: string, name: string): Promise<void> | void {
    return this.#atOnce(mailbox, () => renameSync(`${mailbox}/tmp/${name}`, `${mailbox}/new/${name}`));
  }

  async discard(mailbox: string, name: string): Promise<void> {
    await rm(join(mailbox, 'tmp', name), { force: true });
  }

  /** Takes a file out of `tmp` and `new`, as far as the disk lets it: why it is to go is told already. */
  async withdraw(mailbox: string, name: string): Promise<void> {
    for (const part of ['tmp', 'new']) {
      try {
        await rm(join(mailbox, part, name), { force: true });
      } catch (error) {
        if (storageFault(error) === undefined) throw error;
      }
    }
  }

  /** Does the work, and once more when the mailbox had to be made first. */
  async #inMailbox<T>(mailbox: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      return this.#inNewMailbox(mailbox, work, error);
    }
  }

  /** The same for work that needs no thread: no promise in a mailbox that is there. */
  #atOnce(mailbox: string, work: () => void): Promise<void> | void {
    try {
      work();
    } catch (error) {
      return this.#inNewMailbox(mailbox, work, error);
    }
  }

  async #inNewMailbox<T>(mailbox: string, work: () => Promise<T> | T, error: unknown): Promise<T> {
    if (errorCode(error) !== 'ENOENT') throw error;
    // Missing with the whole database, or not made yet?
    const database = this.#database(mailbox);
    if (database !== undefined) await confirm(database);
    await this.#makeMailbox(mailbox);
    return work();
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
    for (const part of ['tmp', 'new', 'cur']) await this.makeDirectory(join(mailbox, part));
  }

  /** Node's own recursive mkdir hides EROFS behind ENOENT and never ends on some file systems. */
  async makeDirectory(path: string): Promise<void> {
    try {
      await this.#makeEntry(path);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
      await this.makeDirectory(dirname(path));
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

function writeNew(path: string, octets: readonly Buffer[]): void {
  const fd = openSync(path, 'wx', 0o600);
  try {
    writeAllSync(fd, octets);
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** Rejects with DatabaseMissing when it must not be used. */
export async function confirm(database: DatabaseFolder): Promise<void> {
  const problem = await database.confirm();
  if (problem !== undefined) throw new DatabaseMissing(problem);
}
