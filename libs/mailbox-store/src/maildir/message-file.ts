import { close, closeSync, fsync, writev, writevSync } from 'node:fs';
import { promisify } from 'node:util';

import type { Maildirs } from './maildirs.js';
import { storageFault, type StorageFault } from './storage-fault.js';

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

  async append(chunks: readonly Buffer[]): Promise<void> {
    for (const chunk of chunks) {
      this.#held.push(chunk);
      this.#heldBytes += chunk.length;
    }
    if (this.#heldBytes < heldBytesMax) return;
    const { fd } = await this.#opened();
    // The disk may be slower than the peer: then this waits, and nothing else does.
    await writeAll(this.#takeHeld(), (buffers) => writeLater(fd, buffers));
  }

  /** All content is on disk; resolves with the mailbox whose `tmp` holds the file. */
  async finish(): Promise<string> {
    const { fd, home } = await this.#opened();
    // Into the page cache, and out of it without a disk: quicker than to have a thread do it.
    await writeAll(this.#takeHeld(), (buffers) => writevSync(fd, buffers));
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
const writeLater = (fd: number, buffers: readonly Buffer[]): Promise<number> =>
  new Promise((resolve, reject) => {
    writev(fd, buffers, (error, written) => (error === null ? resolve(written) : reject(error)));
  });

/** A disk that fills up takes a part only and says so at the next write. */
async function writeAll(
  buffers: readonly Buffer[],
  write: (buffers: readonly Buffer[]) => number | Promise<number>,
): Promise<void> {
  const total = buffers.reduce((sum, { length }) => sum + length, 0);
  if (total === 0) return;
  let written = await write(buffers);
  if (written === total) return;
  const whole = Buffer.concat(buffers);
  while (written < total) written += await write([whole.subarray(written)]);
}
