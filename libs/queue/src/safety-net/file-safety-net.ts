import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { FileContentStore } from '../content/file-content-store.js';
import {
  bodyBytes,
  decodeKept,
  encodeKept,
  headBytes,
  nameOfDelivery,
  type KeptDelivery,
  type KeptMessage,
  type KeptPlace,
} from './kept-message.js';

const hourMs = 3_600_000;
const endOfSegment = '.log';

/** Of which deliveries somebody asks. */
export interface Sought {
  readonly startTime: number;
  readonly endTime: number;
  readonly place?: KeptPlace;
}

type Contents = Pick<FileContentStore, 'link' | 'ready' | 'folderFor'>;

interface Waiting {
  readonly messages: readonly KeptMessage[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What was delivered, in files beside the contents that all hubs of a server share: a folder an hour, in it a file for each
 * hub to which it appends, and links to large contents. An hour goes as a whole, and nothing of it is in Redis's memory.
 */
export class SafetyNetFiles {
  readonly #folder: string;
  readonly #contents: Contents;
  readonly #name = `${randomUUID()}${endOfSegment}`;
  #current: { readonly hour: string; readonly file: FileHandle } | undefined;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(contents: Contents) {
    this.#folder = contents.folderFor('safety-net');
    this.#contents = contents;
  }

  /** Resolves when they are on disk; those of one moment become so together. */
  keep(messages: readonly KeptMessage[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ messages, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async close(): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    await current?.file.close();
  }

  /** The hours of which something is there, each as the milliseconds at which it begins, oldest first. */
  async hours(): Promise<readonly number[]> {
    const names = await namesIn(this.#folder);
    return names
      .map((name) => Date.parse(`${name}:00:00Z`))
      .filter((begin) => !Number.isNaN(begin))
      .toSorted((a, b) => a - b);
  }

  /** What was delivered within that time and a little more, always in the same order; behind that place if there is one. */
  async *deliveries({ startTime, endTime, place }: Sought): AsyncGenerator<KeptMessage & KeptPlace> {
    for (const hour of await this.hours()) {
      if (hour + hourMs <= startTime || hour > endTime) continue;
      for (const segment of await this.#segments(hour)) {
        if (place === undefined || segment > place.segment) yield* this.#read(segment, 0);
        else if (segment === place.segment) yield* this.#read(segment, place.end);
      }
    }
  }

  /** The files of an hour, in order. */
  async #segments(hour: number): Promise<readonly string[]> {
    const names = await namesIn(join(this.#folder, nameOfHour(hour)));
    const segments = names.filter((name) => name.endsWith(endOfSegment)).toSorted();
    return segments.map((name) => `${nameOfHour(hour)}/${name}`);
  }

  /** From that octet on; it ends with what was cut off. */
  async *#read(segment: string, from: number): AsyncGenerator<KeptMessage & KeptPlace> {
    const file = await open(join(this.#folder, segment)).catch(missing);
    if (file === undefined) return;
    try {
      for (let at = from; ;) {
        const head = await octetsAt(file, at, headBytes);
        if (head === undefined) return;
        const body = await octetsAt(file, at + headBytes, bodyBytes(head));
        const kept = body && decodeKept(head, body);
        if (kept === undefined) return;
        at += headBytes + bodyBytes(head);
        yield { ...kept, segment, end: at };
      }
    } finally {
      await file.close();
    }
  }

  /** Of one that is in a file of its own. */
  contentOf(delivery: KeptDelivery): AsyncIterable<Buffer> {
    return createReadStream(this.#linkOf(delivery));
  }

  async octetsOf(hour: number): Promise<number> {
    const folder = join(this.#folder, nameOfHour(hour));
    const sizes = await Promise.all(
      (await namesIn(folder)).map(async (name) => (await stat(join(folder, name)).catch(missing))?.size ?? 0),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  async forget(hour: number): Promise<void> {
    if (this.#current?.hour === nameOfHour(hour)) await this.close();
    await rm(join(this.#folder, nameOfHour(hour)), { recursive: true, force: true });
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let some = this.#waiting.splice(0); some.length > 0; some = this.#waiting.splice(0)) {
      try {
        await this.#append(some.flatMap(({ messages }) => messages));
        for (const { resolve } of some) resolve();
      } catch (error) {
        // What was written in part has to be the last one of its file.
        await this.close().catch(() => undefined);
        for (const { reject } of some) reject(error);
      }
    }
    this.#running = false;
  }

  async #append(messages: readonly KeptMessage[]): Promise<void> {
    const file = await this.#fileOf(nameOfHour(Date.now()));
    for (const message of messages) {
      if (message.content !== undefined) continue;
      const path = this.#linkOf(message);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await this.#contents.link(message.id, path);
    }
    const octets = Buffer.concat(messages.flatMap(encodeKept));
    for (let written = 0; written < octets.length;) {
      written += (await file.write(octets, written)).bytesWritten;
    }
    await file.datasync();
  }

  async #fileOf(hour: string): Promise<FileHandle> {
    if (this.#current?.hour === hour) return this.#current.file;
    await this.close();
    // Not on the mount point of a volume that is away.
    await this.#contents.ready();
    const folder = join(this.#folder, hour);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // After a fault a file is not appended to any more.
    const taken = (await namesIn(folder)).filter((name) => name.startsWith(this.#name.slice(0, 36))).length;
    const name = taken === 0 ? this.#name : this.#name.replace(endOfSegment, `-${taken}${endOfSegment}`);
    const file = await open(join(folder, name), 'ax', 0o600);
    this.#current = { hour, file };
    return file;
  }

  #linkOf(delivery: KeptDelivery): string {
    return join(this.#folder, nameOfHour(delivery.deliveredAt), `${nameOfDelivery(delivery)}.content`);
  }
}

/** `2026-11-29T17` */
function nameOfHour(at: number): string {
  return new Date(Math.floor(at / hourMs) * hourMs).toISOString().slice(0, 13);
}

/** Undefined: the file does not go so far. */
async function octetsAt(file: FileHandle, position: number, length: number): Promise<Buffer | undefined> {
  if (position + length > (await file.stat()).size) return undefined;
  const octets = Buffer.alloc(length);
  for (let read = 0; read < length;) {
    const { bytesRead } = await file.read(octets, read, length - read, position + read);
    if (bytesRead === 0) return undefined;
    read += bytesRead;
  }
  return octets;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(missing)) ?? [];
}

/** Another hub may have removed it. */
function missing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
