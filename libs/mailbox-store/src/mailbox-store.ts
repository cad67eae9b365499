import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

import type { IncomingMessage } from './incoming-message.js';
import { mailboxPath } from './maildir/mailbox-path.js';
import { Maildirs, type DatabaseFolder } from './maildir/maildirs.js';
import { UniqueNames } from './maildir/unique-names.js';
import { MailboxWriter, type StorageOutcome } from './mailbox-writer.js';

export interface MailboxStoreOptions {
  /** `$MAILYARD_DATA_DIR/mailboxes`. */
  readonly root: string;
  /** The folder of a database below the root, by its name. Not given: whatever is there is taken. */
  readonly databaseFolder?: (name: string) => DatabaseFolder;
  /** What became of each copy. */
  readonly onOutcome?: (outcome: StorageOutcome) => void;
}

/** All mailboxes of a server, as Maildirs. Several processes, also on several hosts, may deliver into them at once. */
export class MailboxStore {
  readonly #root: string;
  readonly #maildirs: Maildirs;
  readonly #onOutcome: (outcome: StorageOutcome) => void;
  readonly #names = new UniqueNames({
    host: hostname(),
    pid: process.pid,
    random: randomBytes(4).toString('hex'),
  });

  constructor(options: MailboxStoreOptions) {
    this.#root = options.root;
    this.#maildirs = new Maildirs(options.databaseFolder);
    this.#onOutcome = options.onOutcome ?? (() => undefined);
  }

  /** Takes in one message for one or more mailboxes; they are made when they do not exist yet. */
  begin(message: IncomingMessage): MailboxWriter {
    return new MailboxWriter(this.#maildirs, message, {
      paths: message.mailboxes.map((mailbox) => mailboxPath(this.#root, mailbox)),
      name: this.#names.next(performance.timeOrigin + performance.now()),
      onOutcome: this.#onOutcome,
    });
  }

  /** Removes the remains of deliveries that died long ago; resolves with their number. */
  removeLeftovers(): Promise<number> {
    return this.#maildirs.removeLeftovers(this.#root, Date.now());
  }
}
