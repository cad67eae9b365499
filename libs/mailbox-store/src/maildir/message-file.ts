import type { FileHandle } from 'node:fs/promises';

import type { Maildirs } from './maildirs.js';
import { storageFault, type StorageFault } from './storage-fault.js';

// Smaller messages reach the disk in one write; larger ones stream through with this much in memory.
const heldBytesMax = 131_072;

/** One message in the `tmp` directory of the first of its mailboxes that can be written to. */
export class MessageFile {
  readonly #maildirs: Maildirs;
  readonly #mailboxes: readonly string[];
  readonly #name: string;
  readonly #passedOver = new Map<string, StorageFault>();
  #open: { readonly handle: FileHandle; readonly home: string } | undefined;
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
    if (this.#heldBytes >= heldBytesMax) await this.#flush();
  }

  /** All content is on disk; resolves with the mailbox whose `tmp` holds the file. */
  async finish(): Promise<string> {
    const { handle, home } = await this.#flush();
    await handle.sync();
    await handle.close();
    this.#open = undefined;
    return home;
  }

  async discard(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    this.#held = [];
    if (open === undefined) return;
    await open.handle.close();
    await this.#maildirs.discard(open.home, this.#name);
  }

  async #flush(): Promise<{ readonly handle: FileHandle; readonly home: string }> {
    const open = (this.#open ??= await this.#create());
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    if (held.length > 0) await writeAll(open.handle, held);
    return open;
  }

  async #create(): Promise<{ readonly handle: FileHandle; readonly home: string }> {
    let last: unknown;
    for (const home of this.#mailboxes) {
      try {
        return { handle: await this.#maildirs.create(home, this.#name), home };
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

/** A disk that fills up takes a part only and says so at the next write. */
async function writeAll(handle: FileHandle, buffers: Buffer[]): Promise<void> {
  const total = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  const { bytesWritten } = await handle.writev(buffers);
  if (bytesWritten < total) await handle.writeFile(Buffer.concat(buffers).subarray(bytesWritten));
}
