import { writeSync } from 'node:fs';

import { LogSeries, type LogSeriesOptions, type OpenLogFile } from './file-log-series.js';

export interface LogFolderOptions extends LogSeriesOptions {
  readonly dir: string;
  /** What it is, as an operator calls it: `protocol log`. */
  readonly title: string;
  /** Lines that cannot be written wait for the disk, as many as there is room for, and are not dropped at once. */
  readonly keepsUnwritten?: boolean;
  /** Told once when lines are lost or have to wait, and once when they are not any more. */
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

/** What an administrator may change while the log is written. */
export interface LogFolderSettings {
  /** Undefined: nothing is written. */
  readonly dir: string | undefined;
  readonly limits: Partial<Pick<LogFolderLimits, 'maxFileBytes' | 'maxDirectoryBytes' | 'maxAgeMs'>>;
}

/** A line with its line break, of about so many octets: a string, or what becomes one when lines are written together. */
export interface LogLine {
  readonly length: number;
  toString(): string;
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
/** A disk that failed is tried again after so long. */
const retryMs = 1_000;
/** How often files may be found too old though no new one begins. */
const retentionMs = 60_000;

/**
 * Text files of one log, with a bound on their age and on their size together. `write` never waits and never fails: a full
 * or slow disk stops the log, not the mail.
 */
export class LogFolder {
  readonly #options: LogFolderOptions;
  readonly #series: LogSeries;
  readonly #now: () => Date;
  #limits: LogFolderLimits;
  #dir: string;
  #stopped = false;
  #lines: LogLine[] = [];
  #bufferedBytes = 0;
  #batch = 0;
  #timer: NodeJS.Timeout | undefined;
  #retention: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #file: OpenLogFile | undefined;
  #dropped = 0;
  /** Lines cannot be written, or could not be kept. */
  #troubled = false;

  /** Makes no file yet: the first line does. */
  constructor(options: LogFolderOptions) {
    this.#options = options;
    this.#series = new LogSeries(options);
    this.#dir = options.dir;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#now = options.now ?? (() => new Date());
  }

  /** Lines lost because they could not be written. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Where lines go from now on; undefined: nowhere. */
  get dir(): string | undefined {
    return this.#stopped ? undefined : this.#dir;
  }

  /** False: a line would go nowhere, since an administrator wants no log. */
  get enabled(): boolean {
    return !this.#stopped;
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

  /** What is kept of it. */
  get kept(): Pick<LogFolderLimits, 'maxDirectoryBytes' | 'maxAgeMs'> {
    return this.#limits;
  }

  /** Holds from the next lines on; files that are too many or too old by it go at once. */
  configure({ dir, limits }: LogFolderSettings): void {
    this.#limits = { ...this.#limits, ...limits };
    this.#stopped = dir === undefined;
    if (dir === undefined) return void this.close();
    this.#dir = dir;
    void this.#retain();
  }

  /** Asked before a line is made: one that finds no room is counted as lost. */
  hasRoom(): boolean {
    if (this.#stopped) return false;
    if (this.#bufferedBytes < this.#limits.maxBufferBytes) return true;
    this.#drop(1, 'its buffer is full');
    return false;
  }

  write(line: LogLine): void {
    this.#lines.push(line);
    this.#bufferedBytes += line.length;
    this.#flushInTime();
  }

  /** Writes what is left; what cannot be written is lost. */
  async close(): Promise<void> {
    await this.flush();
    this.#drop(this.#takeLines().length, 'it ends');
    clearInterval(this.#retention);
    this.#retention = undefined;
    await this.#closeFile();
  }

  /** Resolves when everything written so far is in the file, was dropped, or cannot be written now. */
  async flush(): Promise<void> {
    await this.#writing;
    while (this.#lines.length > 0) {
      this.#flushSoon();
      await this.#writing;
      if (this.#troubled && this.#options.keepsUnwritten === true) return;
    }
  }

  /** For the last lines of a process, which cannot wait: what is in memory goes to a file now. */
  flushSync(): void {
    if (this.#lines.length === 0) return;
    const lines = this.#takeLines();
    try {
      if (this.#file !== undefined) writeSync(this.#file.handle.fd, lines.join(''));
      else this.#series.writeNewFileSync(this.#dir, this.#now(), lines.join(''));
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
      // The time of what came meanwhile may be over.
      if (this.#lines.length > 0) this.#flushInTime();
    });
  }

  #flushInTime(): void {
    const waitMs = this.#troubled ? retryMs : this.#limits.flushMs;
    if (this.#bufferedBytes >= this.#limits.flushBytes && !this.#troubled) this.#flushSoon();
    else this.#timer ??= setTimeout(() => this.#flushSoon(), waitMs).unref();
  }

  #takeLines(): LogLine[] {
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
      await this.#leaveFile();
      this.#unwritten(lines, (error as Error).message);
    }
  }

  #unwritten(lines: LogLine[], reason: string): void {
    if (this.#options.keepsUnwritten !== true) return this.#drop(lines.length, reason);
    this.#trouble(reason);
    this.#bufferedBytes += lines.reduce((sum, line) => sum + line.length, 0);
    this.#lines = [...lines, ...this.#lines];
  }

  /** The open file, or a new one when that is full, its time is over, or somebody has taken it away. */
  async #fileFor(bytes: number): Promise<OpenLogFile> {
    const now = this.#now();
    const file = this.#file;
    const fits =
      file !== undefined &&
      file.dir === this.#dir &&
      file.period === this.#series.periodOf(now) &&
      file.bytes + bytes <= this.#limits.maxFileBytes;
    if (fits && (await file.handle.stat()).nlink > 0) return file;
    await this.#closeFile();
    // A full disk may have room afterwards.
    await this.#series.deleteOld(this.#dir, this.#limits, now);
    this.#file = await this.#series.create(this.#dir, now);
    this.#retention ??= setInterval(() => void this.#retain(), retentionMs).unref();
    return this.#file;
  }

  /** A folder that is not there, or cannot be read, is told of when a line is to be written. */
  async #retain(): Promise<void> {
    await this.#series.deleteOld(this.#dir, this.#limits, this.#now()).catch(() => undefined);
  }

  /** A disk that is full may have taken a part of a line. */
  async #leaveFile(): Promise<void> {
    const file = this.#file;
    await file?.handle.truncate(file.bytes).catch(() => undefined);
    await this.#closeFile();
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    // A file that cannot even be closed was reported by the write that failed before.
    await file?.handle.close().catch(() => undefined);
  }

  #drop(lines: number, reason: string): void {
    this.#dropped += lines;
    if (lines > 0) this.#trouble(reason);
  }

  #trouble(reason: string): void {
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
    this.#options.onTrouble?.(`the ${this.#options.title} in ${this.#dir} ${what}`, state);
  }
}
