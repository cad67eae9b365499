import { closeSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import { chown, mkdir, open, readdir, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface LogSeriesOptions {
  /** Of its files' names; all of this form with the same prefix are counted and deleted together. */
  readonly prefix: string;
  /** How often a new file begins, whatever its size, and how names end: `RECV20261121-3.log`, `MSGTRK2026112123-3.LOG`. */
  readonly names?: { readonly period: 'day' | 'hour'; readonly extension: 'log' | 'LOG' };
  /** First lines of every file. */
  readonly header?: (now: Date) => string;
}

export interface LogRetention {
  /** All files with the same prefix. */
  readonly maxDirectoryBytes: number;
  readonly maxAgeMs: number;
}

/** A file that lines go to. */
export interface OpenLogFile {
  readonly handle: FileHandle;
  readonly dir: string;
  readonly path: string;
  /** The day or the hour that it is for. */
  readonly period: string;
  /** Octets of whole lines. */
  bytes: number;
}

/** Logs tell who writes to whom: not for every user of the machine. */
const directoryMode = 0o750;
const fileMode = 0o640;

/**
 * The files of one log in a folder, by day or hour and number. Each process has files of its own (the number in the name is
 * taken exclusively), so replicas can share the folder.
 */
export class LogSeries {
  readonly #options: LogSeriesOptions;
  readonly #names: NonNullable<LogSeriesOptions['names']>;
  readonly #own: RegExp;

  constructor(options: LogSeriesOptions) {
    this.#options = options;
    this.#names = options.names ?? { period: 'day', extension: 'log' };
    // MSGTRK is the beginning of MSGTRKMD, which is another log.
    this.#own = new RegExp(String.raw`^${options.prefix}\d{8,10}-\d+\.log$`, 'i');
  }

  /** The day or the hour, in UTC. */
  periodOf(now: Date): string {
    const [day = '', time = ''] = now.toISOString().split('T');
    return `${day.replaceAll('-', '')}${this.#names.period === 'hour' ? time.slice(0, 2) : ''}`;
  }

  /** Takes the number behind the period's last one, the first is 1: names are in the order in which files began. */
  async create(dir: string, now: Date): Promise<OpenLogFile> {
    const made = await mkdir(dir, { recursive: true, mode: directoryMode });
    const owner = await ownerBeside(made === undefined ? dir : dirname(made));
    if (owner !== undefined && made !== undefined) await give(dir, made, owner);
    const period = this.periodOf(now);
    for (let number = this.#nextNumber(await readdir(dir), period); ; number += 1) {
      const path = this.#path(dir, period, number);
      const handle = await open(path, 'ax', fileMode).catch(ignore('EEXIST'));
      if (handle === undefined) continue;
      if (owner !== undefined) await handle.chown(owner.uid, owner.gid);
      const bytes = await this.#writeHeader(handle, path, now);
      return { handle, dir, path, period, bytes };
    }
  }

  /** The same, for the last lines of a process. */
  writeNewFileSync(dir: string, now: Date, text: string): void {
    mkdirSync(dir, { recursive: true, mode: directoryMode });
    const file = this.#createSync(dir, this.periodOf(now));
    try {
      writeSync(file, `${this.#options.header?.(now) ?? ''}${text}`);
    } finally {
      closeSync(file);
    }
  }

  /** Past the age or, oldest first, past the size of the folder; files with other names are not ours. */
  async deleteOld(dir: string, { maxAgeMs, maxDirectoryBytes }: LogRetention, now: Date): Promise<void> {
    const names = ((await readdir(dir).catch(ignore('ENOENT'))) ?? []).filter((name) => this.#own.test(name));
    const files = await Promise.all(names.map((name) => measure(join(dir, name))));
    const oldestFirst = files.flatMap((file) => file ?? []).sort((a, b) => a.modifiedMs - b.modifiedMs);
    let total = oldestFirst.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes, modifiedMs } of oldestFirst) {
      const expired = now.getTime() - modifiedMs > maxAgeMs;
      if (!expired && total <= maxDirectoryBytes) continue;
      await unlink(path).catch(ignore('ENOENT'));
      total -= bytes;
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

  #createSync(dir: string, period: string): number {
    for (let number = this.#nextNumber(readdirSync(dir), period); ; number += 1) {
      try {
        return openSync(this.#path(dir, period, number), 'ax', fileMode);
      } catch (error) {
        ignore('EEXIST')(error);
      }
    }
  }

  /** Never one that a file had which retention has deleted since, as long as a later one is there. */
  #nextNumber(names: readonly string[], period: string): number {
    const begin = `${this.#options.prefix}${period}-`;
    const numbers = names
      .filter((name) => this.#own.test(name) && name.startsWith(begin))
      .map((name) => Number.parseInt(name.slice(begin.length), 10));
    return Math.max(0, ...numbers) + 1;
  }

  #path(dir: string, period: string, number: number): string {
    return join(dir, `${this.#options.prefix}${period}-${number}.${this.#names.extension}`);
  }
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** An administrator's command may run as root where the services do not, and they write and delete here, too. */
async function ownerBeside(dir: string): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = await stat(dir);
  return uid === 0 ? undefined : { uid, gid };
}

/** The folder, and those around it that were made with it. */
async function give(dir: string, first: string, { uid, gid }: Owner): Promise<void> {
  for (let made = dir; made.length >= first.length; made = dirname(made)) await chown(made, uid, gid);
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
