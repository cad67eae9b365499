import { close, closeSync, fsync } from 'node:fs';
import { promisify } from 'node:util';

import type { Maildirs } from './maildirs.js';
import { storageFault, type StorageFault } from './storage-fault.js';
import { writeAll, writeAllSync } from './write-all.js';

// Smaller messages reach the file in one write; larger ones stream through with this much in memory.
const heldBytesMax = 131_072;

interface OpenFile {
  readonly fd: number;
  readonly home: string;
}

/** One message in the `tmp` directory of the first of its mailboxes that can be written to. */
export class MessageFile {
  readonly #maildirs: Maildirs;
  readonly #mailboxes: readonly string[];
  readonly #name: string;
  readonly #passedOver = new Map<string, StorageFault>();
  #open: OpenFile | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(maildirs: Maildirs, mailboxes: readonly string[], name: string) {
    this.#maildirs = maildirs;
    this.#mailboxes = mailboxes;
    this.#name = name;
  }

  /** Mailboxes in which no file could be made. */
  get passedOver(): ReadonlyMap<string, StorageFault> {
    return this.#passedOver;
  }

  /** All that came, as long as it is small enough to be in no file. */
  get held(): readonly Buffer[] | undefined {
    return this.#open === undefined && this.#passedOver.size === 0 ? this.#held : undefined;
  }

  /** False: so much is held now that it has to be written. */
  hold(chunks: readonly Buffer[]): boolean {
    for (const chunk of chunks) {
      this.#held.push(chunk);
      this.#heldBytes += chunk.length;
    }
    return this.#heldBytes < heldBytesMax;
  }

  async write(): Promise<void> {
    const { fd } = await this.#opened();
    await writeAll(fd, this.#takeHeld());
  }

  /** All content is on disk; resolves with the mailbox whose `tmp` holds the file. */
  async finish(): Promise<string> {
    const { fd, home } = await this.#opened();
    writeAllSync(fd, this.#takeHeld());
    await syncFile(fd);
    this.#open = undefined;
    closeSync(fd);
    return home;
  }

  async discard(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    this.#held = [];
    if (open === undefined) return;
    await closeLater(open.fd);
    await this.#maildirs.discard(open.home, this.#name);
  }

  async #opened(): Promise<OpenFile> {
    this.#open ??= await this.#create();
    return this.#open;
  }

  #takeHeld(): readonly Buffer[] {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    return held;
  }

  async #create(): Promise<OpenFile> {
    let last: unknown;
    for (const home of this.#mailboxes) {
      try {
        return { fd: await this.#maildirs.create(home, this.#name), home };
      } catch (error) {
        const fault = storageFault(error);
        if (fault === undefined) throw error;
        this.#passedOver.set(home, fault);
        last = error;
      }
    }
    throw last;
  }
}

const syncFile = promisify(fsync);
const closeLater = promisify(close);
