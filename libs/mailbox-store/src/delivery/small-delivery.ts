import { basename } from 'node:path';

import type { LogRecord } from '../log/log-record.js';
import type { Maildirs } from '../maildir/maildirs.js';
import { storageFault, type StorageFault } from '../maildir/storage-fault.js';

/** A whole message, small enough to be held. */
export interface SmallMessage {
  /** Paths of the mailboxes, each once. */
  readonly mailboxes: readonly string[];
  /** Of the file, in all of them. */
  readonly name: string;
  readonly octets: readonly Buffer[];
  /** Whoever has no file in `tmp` by then has to look whether another attempt has stored it; milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The files of a small message: first drafts in `tmp`, then, once the log has it, in sight. */
export class SmallDelivery {
  readonly #maildirs: Maildirs;
  readonly #message: SmallMessage;
  readonly #faults: (StorageFault | undefined)[];
  /** It has waited for too long to be stored without a look. */
  late = false;

  constructor(maildirs: Maildirs, message: SmallMessage) {
    this.#maildirs = maildirs;
    this.#message = message;
    this.#faults = message.mailboxes.map(() => undefined);
  }

  /** By mailbox, in their order; undefined: no fault so far. */
  get faults(): readonly (StorageFault | undefined)[] {
    return this.#faults;
  }

  /** What the log has to keep; undefined when no mailbox takes the message. */
  get record(): LogRecord | undefined {
    const { name, mailboxes, octets } = this.#message;
    const kept = this.late ? [] : mailboxes.filter((_, index) => this.#faults[index] === undefined);
    return kept.length === 0 ? undefined : { name, octets, mailboxes: kept.map((path) => basename(path)) };
  }

  /** What can fail for a mailbox fails here: hardly anything is left to go wrong once the log has the message. */
  async draft(): Promise<void> {
    const { name, octets, expiresAt, mailboxes } = this.#message;
    await this.#each((mailbox, home) =>
      home === undefined ? this.#maildirs.draft(mailbox, name, octets) : this.#share(home, mailbox),
    );
    this.late = Date.now() >= expiresAt;
    if (this.late) for (const mailbox of mailboxes) await this.#maildirs.withdraw(mailbox, name);
  }

  /** False when a mailbox has failed although the log has the message. */
  show(): Promise<boolean> {
    if (this.late) return Promise.resolve(true);
    const { name } = this.#message;
    return this.#each((mailbox) => this.#maildirs.show(mailbox, name));
  }

  /** Nothing of it may stay: the sender will hear of it and try again. */
  async withdraw(fault: StorageFault): Promise<void> {
    const { name, mailboxes } = this.#message;
    for (const [index, mailbox] of mailboxes.entries()) {
      this.#faults[index] ??= fault;
      await this.#maildirs.withdraw(mailbox, name);
    }
  }

  async #share(home: string, mailbox: string): Promise<void> {
    const { name, octets } = this.#message;
    const shared = await this.#maildirs.shareDraft(home, mailbox, name);
    if (!shared) await this.#maildirs.draft(mailbox, name, octets);
  }

  /** In every mailbox without a fault; `home` is the first of those before it. */
  async #each(work: (mailbox: string, home: string | undefined) => Promise<void> | void): Promise<boolean> {
    const { name, mailboxes } = this.#message;
    let whole = true;
    let home: string | undefined;
    for (const [index, mailbox] of mailboxes.entries()) {
      if (this.#faults[index] !== undefined) continue;
      try {
        // Nearly always it is done at once.
        const waiting = work(mailbox, home);
        if (waiting !== undefined) await waiting;
        home ??= mailbox;
      } catch (error) {
        const fault = storageFault(error);
        if (fault === undefined) throw error;
        this.#faults[index] = fault;
        whole = false;
        await this.#maildirs.withdraw(mailbox, name);
      }
    }
    return whole;
  }
}
