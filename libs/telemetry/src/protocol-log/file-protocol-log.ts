import { mkdir, open, readdir, stat, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import {
  protocolLogHeader,
  protocolLogLine,
  protocolLogName,
  protocolLogPrefix,
  type ProtocolLogEntry,
  type ProtocolLogKind,
} from './protocol-log-line.js';

export interface ProtocolLogOptions {
  /** The folder that holds `SmtpReceive/` and `SmtpSend/`: `$MAILYARD_DATA_DIR/logs/<service>/ProtocolLog`. */
  readonly dir: string;
  readonly kind: ProtocolLogKind;
  /** Told once when the log cannot be written, and once when it can again. */
  readonly onTrouble?: (message: string) => void;
  readonly limits?: Partial<ProtocolLogLimits>;
  readonly now?: () => Date;
}

export interface ProtocolLogLimits {
  readonly maxFileBytes: number;
  /** All files with the same prefix. */
  readonly maxDirectoryBytes: number;
  readonly maxAgeMs: number;
  /** Lines wait at most so long, or until there are so many octets of them. */
  readonly flushMs: number;
  readonly flushBytes: number;
  /** Lines beyond are dropped and counted: mail does not wait for its log. */
  readonly maxBufferBytes: number;
}

const megabyte = 1_048_576;
const defaultLimits: ProtocolLogLimits = {
  maxFileBytes: 10 * megabyte,
  maxDirectoryBytes: 250 * megabyte,
  maxAgeMs: 30 * 86_400_000,
  flushMs: 1000,
  flushBytes: 65_536,
  maxBufferBytes: 8 * megabyte,
};

/**
 * Exchange's SMTP protocol log. `write` never waits and never fails: a full or slow disk stops the log, not the mail.
 * Each process has files of its own (the number in the name is taken exclusively), so replicas can share the folder.
 */
export class ProtocolLog {
  readonly #dir: string;
  readonly #kind: ProtocolLogKind;
  readonly #limits: ProtocolLogLimits;
  readonly #now: () => Date;
  readonly #onTrouble: (message: string) => void;
  #lines: string[] = [];
  #bufferedBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #file: { readonly handle: FileHandle; readonly day: string; bytes: number } | undefined;
  #dropped = 0;
  #troubled = false;

  private constructor(options: ProtocolLogOptions) {
    this.#dir = join(options.dir, options.kind);
    this.#kind = options.kind;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#now = options.now ?? (() => new Date());
    this.#onTrouble = options.onTrouble ?? (() => undefined);
  }

  /** Makes no file yet: the first line does. */
  static open(options: ProtocolLogOptions): ProtocolLog {
    return new ProtocolLog(options);
  }

  /** Lines lost because they could not be written. */
  get dropped(): number {
    return this.#dropped;
  }

  write(entry: ProtocolLogEntry): void {
    if (this.#bufferedBytes >= this.#limits.maxBufferBytes) {
      this.#drop(1, 'its buffer is full');
      return;
    }
    const line = protocolLogLine(entry, this.#now());
    this.#lines.push(line);
    this.#bufferedBytes += line.length;
    if (this.#bufferedBytes >= this.#limits.flushBytes) this.#flushSoon();
    else this.#timer ??= setTimeout(() => this.#flushSoon(), this.#limits.flushMs).unref();
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    await this.flush();
    await this.#closeFile();
  }

  /** Resolves when everything written so far is in the file, or was dropped. */
  async flush(): Promise<void> {
    while (this.#lines.length > 0 || this.#writing !== undefined) {
      this.#flushSoon();
      await this.#writing;
    }
  }

  #flushSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#writing !== undefined || this.#lines.length === 0) return;
    this.#writing = this.#flushLines().finally(() => {
      this.#writing = undefined;
      if (this.#bufferedBytes >= this.#limits.flushBytes) this.#flushSoon();
    });
  }

  async #flushLines(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    this.#bufferedBytes = 0;
    try {
      const data = Buffer.from(lines.join(''));
      const file = await this.#fileFor(data.length);
      await file.handle.appendFile(data);
      file.bytes += data.length;
      this.#recover();
    } catch (error) {
      await this.#closeFile();
      this.#drop(lines.length, (error as Error).message);
    }
  }

  /** The open file, or a new one when the day or the file is full. */
  async #fileFor(bytes: number): Promise<{ readonly handle: FileHandle; bytes: number }> {
    const now = this.#now();
    const day = now.toISOString().slice(0, 10);
    if (this.#file?.day === day && this.#file.bytes + bytes <= this.#limits.maxFileBytes) return this.#file;
    await this.#closeFile();
    await mkdir(this.#dir, { recursive: true });
    await this.#deleteOld(now);
    this.#file = { ...(await this.#createFile(now)), day };
    return this.#file;
  }

  /** Takes the day's next free number. */
  async #createFile(now: Date): Promise<{ readonly handle: FileHandle; readonly bytes: number }> {
    for (let number = 1; ; number += 1) {
      const path = join(this.#dir, protocolLogName(this.#kind, now, number));
      const handle = await open(path, 'ax').catch(ignore('EEXIST'));
      if (handle !== undefined) return { handle, bytes: await this.#writeHeader(handle, path, now) };
    }
  }

  async #writeHeader(handle: FileHandle, path: string, now: Date): Promise<number> {
    const header = Buffer.from(protocolLogHeader(this.#kind, now));
    try {
      await handle.appendFile(header);
      return header.length;
    } catch (error) {
      // A full disk still makes files; without this each attempt would leave an empty one.
      await handle.close();
      await unlink(path);
      throw error;
    }
  }

  /** Past the age or, oldest first, past the size of the folder; files with other names are not ours. */
  async #deleteOld(now: Date): Promise<void> {
    const names = (await readdir(this.#dir)).filter((name) => name.startsWith(protocolLogPrefix(this.#kind)));
    const files = await Promise.all(names.map((name) => this.#measure(name)));
    const oldestFirst = files.flatMap((file) => file ?? []).sort((a, b) => a.modifiedMs - b.modifiedMs);
    let total = oldestFirst.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes, modifiedMs } of oldestFirst) {
      const expired = now.getTime() - modifiedMs > this.#limits.maxAgeMs;
      if (!expired && total <= this.#limits.maxDirectoryBytes) continue;
      await unlink(path).catch(ignore('ENOENT'));
      total -= bytes;
    }
  }

  async #measure(name: string) {
    const path = join(this.#dir, name);
    // Another replica may have deleted it in between.
    const found = await stat(path).catch(ignore('ENOENT'));
    return found && { path, bytes: found.size, modifiedMs: found.mtimeMs };
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    // A file that cannot even be closed was reported by the write that failed before.
    await file?.handle.close().catch(() => undefined);
  }

  #drop(lines: number, reason: string): void {
    this.#dropped += lines;
    if (!this.#troubled) this.#onTrouble(`the protocol log in ${this.#dir} cannot be written: ${reason}`);
    this.#troubled = true;
  }

  #recover(): void {
    if (this.#troubled) {
      this.#onTrouble(`the protocol log in ${this.#dir} is written again, ${this.#dropped} lines are lost`);
    }
    this.#troubled = false;
  }
}

function ignore(code: string): (error: unknown) => undefined {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === code) return undefined;
    throw error;
  };
}
