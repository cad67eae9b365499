import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { GroupCommit } from './delivery/group-commit.js';
import { Turns } from './delivery/turns.js';
import { UniqueNames } from './delivery/unique-names.js';
import { DeliveryLog, logFolderName } from './log/delivery-log.js';
import { directoriesIn, removeLeftovers } from './maildir/leftovers.js';
import { databaseFolderName, mailboxPath, type MailboxId } from './maildir/mailbox-path.js';
import { Maildirs, type DatabaseFolder } from './maildir/maildirs.js';
import { sizeOfMaildir, type MailboxSize } from './size/mailbox-size.js';
import { MailboxWriter, type IncomingMessage, type StorageOutcome } from './mailbox-writer.js';

export interface MailboxStoreOptions {
  /** `$MAILYARD_DATA_DIR/mailboxes`. */
  readonly root: string;
  /** The folder of a database below the root, by its name. Not given: whatever is there is taken. */
  readonly databaseFolder?: (name: string) => DatabaseFolder;
  /** What became of each copy. */
  readonly onOutcome?: (outcome: StorageOutcome) => void;
  /** So many files that a power failure had taken have come back into a database. */
  readonly onRestored?: (files: number, folder: string) => void;
  /** What went wrong behind the deliveries; it is tried again. */
  readonly onFault?: (error: unknown) => void;
  /** As long as it is the same, the page cache is: see `cacheEra`, which is used when none is given. */
  readonly era?: (folder: string) => string;
}

interface Database {
  readonly log: DeliveryLog;
  readonly commit: GroupCommit;
}

/** All mailboxes of a server, as Maildirs. Several processes, also on several hosts, may deliver into them at once. */
export class MailboxStore {
  readonly #options: MailboxStoreOptions;
  readonly #maildirs: Maildirs;
  readonly #onOutcome: (outcome: StorageOutcome) => void;
  readonly #names = new UniqueNames();
  readonly #turns = new Turns();
  /** By the name of the folder. */
  readonly #databases = new Map<string, Database>();

  constructor(options: MailboxStoreOptions) {
    this.#options = options;
    this.#maildirs = new Maildirs(options.databaseFolder);
    this.#onOutcome = options.onOutcome ?? (() => undefined);
  }

  /** Takes in one message for one or more mailboxes; they are made when they do not exist yet. */
  begin(message: IncomingMessage): MailboxWriter {
    const { mailboxes } = message;
    const database = mailboxes[0]?.database;
    const commit =
      database !== undefined && mailboxes.every((mailbox) => mailbox.database === database)
        ? this.#database(databaseFolderName(database)).commit
        : undefined;
    return new MailboxWriter(this.#maildirs, message, {
      paths: mailboxes.map((mailbox) => mailboxPath(this.#options.root, mailbox)),
      nextName: (identity) => this.#names.next(identity),
      commit,
      turns: this.#turns,
      onOutcome: this.#onOutcome,
    });
  }

  /** What a power failure has taken comes back into every database that is there, into others when they return. */
  async restore(): Promise<void> {
    for (const folder of await directoriesIn(this.#options.root)) {
      if (existsSync(join(folder, logFolderName))) await this.#database(basename(folder)).log.restore();
    }
  }

  /** What a mailbox has on disk. Throws where its database is not there: a missing volume is not an empty one. */
  async size(mailbox: MailboxId): Promise<MailboxSize> {
    const { root, databaseFolder } = this.#options;
    const problem = await databaseFolder?.(databaseFolderName(mailbox.database)).confirm();
    if (problem !== undefined) throw new Error(problem);
    return sizeOfMaildir(mailboxPath(root, mailbox));
  }

  /** Removes the remains of deliveries that died long ago; resolves with their number. */
  removeLeftovers(): Promise<number> {
    return removeLeftovers(this.#options.root, Date.now());
  }

  /** All files are durable, and no log is left; deliveries must have ended. */
  async close(): Promise<void> {
    for (const { log } of this.#databases.values()) await log.close();
  }

  #database(name: string): Database {
    const known = this.#databases.get(name);
    if (known !== undefined) return known;
    const { root, databaseFolder, era, onRestored, onFault } = this.#options;
    const folder = join(root, name);
    const log = new DeliveryLog({
      folder,
      database: databaseFolder?.(name),
      maildirs: this.#maildirs,
      nextName: () => this.#names.next(),
      era,
      onRestored: (files) => onRestored?.(files, folder),
      onFault: (error) => onFault?.(error),
    });
    const database = { log, commit: new GroupCommit(log, this.#maildirs) };
    this.#databases.set(name, database);
    return database;
  }
}
