import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { mkdir, open, readdir, stat, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

export interface LogFolderOptions {
  readonly dir: string;
  /** What it is, as an operator calls it: `protocol log`. */
  readonly title: string;
  /** Of its files' names; all with the same prefix are counted and deleted together. */
  readonly prefix: string;
  /** First lines of every file. */
  readonly header?: (now: Date) => string;
  /** Told once when lines are lost, and once when they are not any more. */
  readonly onTrouble?: (message: string, state: 'begins' | 'ends') => void;
  readonly limits?: Partial<LogFolderLimits>;
  readonly now?: () => Date;
}

export interface LogFolderLimits {
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
const defaultLimits: LogFolderLimits = {
  maxFileBytes: 10 * megabyte,
  maxDirectoryBytes: 250 * megabyte,
  maxAgeMs: 30 * 86_400_000,
  flushMs: 1000,
  flushBytes: 65_536,
  maxBufferBytes: 8 * megabyte,
};

/** Logs tell who writes to whom: not for every user of the machine. */
const directoryMode = 0o750;
const fileMode = 0o640;

/**
 * Text files by day and size, `RECV20261121-3.log`, with a bound on their age and on their size together. `write` never
 * waits and never fails: a full or slow disk stops the log, not the mail. Each process has files of its own (the number
 * in the name is taken exclusively), so replicas can share the folder.
 */
export class LogFolder {
  readonly #options: LogFolderOptions;
  readonly #limits: LogFolderLimits;
  readonly #now: () => Date;
  #lines: string[] = [];
  #bufferedBytes = 0;
  #batch = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #file: { readonly handle: FileHandle; readonly day: string; bytes: number } | undefined;
  #dropped = 0;
  #troubled = false;

  /** Makes no file yet: the first line does. */
  constructor(options: LogFolderOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#now = options.now ?? (() => new Date());
  }

  /** Lines lost because they could not be written. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Number of the lines that wait now; it is another one when they have gone to the file. */
  get batch(): number {
    return this.#batch;
  }

  /** Octets that may wait, and those for which there is room now. */
  get room(): { readonly maxBytes: number; readonly freeBytes: number } {
    const { maxBufferBytes: maxBytes } = this.#limits;
    return { maxBytes, freeBytes: maxBytes - this.#bufferedBytes };
  }

  /** Asked before a line is made: one that finds no room is counted as lost. */
  hasRoom(): boolean {
    if (this.#bufferedBytes < this.#limits.maxBufferBytes) return true;
    this.#drop(1, 'its buffer is full');
    return false;
  }

  /** With its line break. */
  write(line: string): void {
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

  /** For the last lines of a process, which cannot wait: what is in memory goes to a file now. */
  flushSync(): void {
    const lines = this.#takeLines();
    if (lines.length === 0) return;
    try {
      if (this.#file !== undefined) writeSync(this.#file.handle.fd, lines.join(''));
      else this.#writeNewFileSync(lines.join(''));
    } catch (error) {
      this.#drop(lines.length, (error as Error).message);
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

  #takeLines(): readonly string[] {
    const lines = this.#lines;
    this.#lines = [];
    this.#bufferedBytes = 0;
    this.#batch += 1;
    return lines;
  }

  async #flushLines(): Promise<void> {
    const lines = this.#takeLines();
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
    await mkdir(this.#options.dir, { recursive: true, mode: directoryMode });
    await this.#deleteOld(now);
    this.#file = { ...(await this.#createFile(now)), day };
    return this.#file;
  }

  /** Takes the day's next free number. */
  async #createFile(now: Date): Promise<{ readonly handle: FileHandle; readonly bytes: number }> {
    for (let number = 1; ; number += 1) {
      const path = this.#path(now, number);
      const handle = await open(path, 'ax', fileMode).catch(ignore('EEXIST'));
      if (handle !== undefined) return { handle, bytes: await this.#writeHeader(handle, path, now) };
    }
  }

  async #writeHeader(handle: FileHandle, path: string, now: Date): Promise<number> {
    const header = Buffer.from(this.#options.header?.(now) ?? '');
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

  #writeNewFileSync(text: string): void {
    const now = this.#now();
    mkdirSync(this.#options.dir, { recursive: true, mode: directoryMode });
    const file = this.#createFileSync(now);
    try {
      writeSync(file, `${this.#options.header?.(now) ?? ''}${text}`);
    } finally {
      closeSync(file);
    }
  }

  #createFileSync(now: Date): number {
    for (let number = 1; ; number += 1) {
      try {
        return openSync(this.#path(now, number), 'ax', fileMode);
      } catch (error) {
        ignore('EEXIST')(error);
      }
    }
  }

  /** The day in UTC, then a number that starts at 1 each day. */
  #path(now: Date, number: number): string {
    const { dir, prefix } = this.#options;
    return join(dir, `${prefix}${now.toISOString().slice(0, 10).replaceAll('-', '')}-${number}.log`);
  }

  /** Past the age or, oldest first, past the size of the folder; files with other names are not ours. */
  async #deleteOld(now: Date): Promise<void> {
    const { dir, prefix } = this.#options;
    const names = (await readdir(dir)).filter((name) => name.startsWith(prefix));
    const files = await Promise.all(names.map((name) => measure(join(dir, name))));
    const oldestFirst = files.flatMap((file) => file ?? []).sort((a, b) => a.modifiedMs - b.modifiedMs);
    let total = oldestFirst.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes, modifiedMs } of oldestFirst) {
      const expired = now.getTime() - modifiedMs > this.#limits.maxAgeMs;
      if (!expired && total <= this.#limits.maxDirectoryBytes) continue;
      await unlink(path).catch(ignore('ENOENT'));
      total -= bytes;
    }
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    // A file that cannot even be closed was reported by the write that failed before.
    await file?.handle.close().catch(() => undefined);
  }

  #drop(lines: number, reason: string): void {
    this.#dropped += lines;
    if (this.#troubled) return;
    this.#troubled = true;
    this.#tell(`cannot be written: ${reason}`, 'begins');
  }

  #recover(): void {
    if (!this.#troubled) return;
    this.#troubled = false;
    this.#tell(`is written again, ${this.#dropped} lines are lost`, 'ends');
  }

  #tell(what: string, state: 'begins' | 'ends'): void {
    const { title, dir, onTrouble } = this.#options;
    onTrouble?.(`the ${title} in ${dir} ${what}`, state);
  }
}

async function measure(path: string) {
  // Another replica may have deleted it in between.
  const found = await stat(path).catch(ignore('ENOENT'));
  return found && { path, bytes: found.size, modifiedMs: found.mtimeMs };
}

function ignore(code: string): (error: unknown) => undefined {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === code) return undefined;
    throw error;
  };
}
