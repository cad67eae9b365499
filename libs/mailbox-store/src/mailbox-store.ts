import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

import { mailboxPath } from './maildir/mailbox-path.js';
import { Maildirs, type DatabaseFolder } from './maildir/maildirs.js';
import { MailboxWriter, type IncomingMessage, type StorageOutcome } from './mailbox-writer.js';

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

/**
 * Names that no other delivery ever takes: `time.M<micros>P<pid>Q<sequence>R<random>.host`, as Maildir asks. The random
 * part tells apart containers that have the same process id and host name.
 */
class UniqueNames {
  readonly #suffix: string;
  readonly #pid: number;
  #sequence = 0;

  constructor(process: { readonly host: string; readonly pid: number; readonly random: string }) {
    this.#pid = process.pid;
    // `/` cannot be in a file name, `:` begins Maildir's flags.
    const host = process.host.replaceAll('/', '\\057').replaceAll(':', '\\072');
    this.#suffix = `R${process.random}.${host}`;
  }

  /** `now` in milliseconds since the epoch, with a fraction. */
  next(now: number): string {
    this.#sequence += 1;
    const seconds = Math.floor(now / 1_000);
    const micros = Math.floor((now % 1_000) * 1_000);
    return `${seconds}.M${String(micros).padStart(6, '0')}P${this.#pid}Q${this.#sequence}${this.#suffix}`;
  }
}
