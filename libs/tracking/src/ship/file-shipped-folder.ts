import { join } from 'node:path';

import type { Log, RedisLease } from '@mailyard/service';

import { firstTime, nextLines, stateOf, trackingFiles } from './file-tracking-tail.js';
import { compressed, type TrackingStream } from './redis-tracking-stream.js';
import type { TrackingPatience } from './tracking-patience.js';

export interface ShippedFolderOptions {
  readonly id: string;
  readonly dir: string;
  readonly server: string;
  readonly lease: RedisLease;
  readonly stream: TrackingStream;
  readonly patience: Pick<TrackingPatience, 'waitMs'>;
  readonly log: Log;
  readonly limits: {
    /** How often it is looked for new files. */
    readonly listMs: number;
    /** What may wait in Redis for the store, compressed. */
    readonly streamBytes: number;
  };
}

/** No process writes into a file for longer than the hour or the day that it is for. */
const settledMs = 26 * 3_600_000;

interface TailedFile {
  readonly name: string;
  /** Up to where it was read. */
  place: number;
  bytes: number;
  modifiedMs: number;
  /** How large it was when its last line had no end: nothing comes of it before it grows. */
  incompleteAt?: number;
  /** When the line at its place was written. */
  lineAt?: number | undefined;
}

/** The tracking files of one folder, and up to where each was read. */
export class ShippedFolder {
  readonly dir: string;
  readonly lease: RedisLease;
  readonly #options: ShippedFolderOptions;
  #files: Map<string, TailedFile> | undefined;
  #listAt = 0;

  constructor(options: ShippedFolderOptions) {
    this.#options = options;
    this.dir = options.dir;
    this.lease = options.lease;
  }

  get waitingBytes(): number {
    return this.#waiting().reduce((sum, { bytes, place }) => sum + bytes - place, 0);
  }

  /** Whether there was no room for all that need not wait. */
  async ship(patience: Pick<TrackingPatience, 'waitMs'> = this.#options.patience): Promise<boolean> {
    const isListed = await this.#look();
    let isFull = false;
    for (const file of this.#waiting()) {
      isFull = (await this.#shipFile(file, patience)) === 'full';
      if (isFull) break;
    }
    if (isListed) await this.#noteWaiting();
    return isFull;
  }

  /** Should files be deleted while nobody looks, it is known what was in them. */
  async #noteWaiting(): Promise<void> {
    const files = this.#waiting().map((file) => ({ ...file, file: this.#key(file.name) }));
    await this.#options.stream.note(files);
  }

  forgetAll(): void {
    this.#files = undefined;
  }

  #key(name: string): string {
    return `${this.#options.id}/${name}`;
  }

  #waiting(): readonly TailedFile[] {
    return [...(this.#files?.values() ?? [])].filter(({ place, bytes }) => place < bytes);
  }

  async #shipFile(file: TailedFile, patience: Pick<TrackingPatience, 'waitMs'>): Promise<'full' | 'done'> {
    const { stream, limits } = this.#options;
    if (file.incompleteAt === file.bytes) return 'done';
    for (;;) {
      if (this.#mayWait(file, patience)) return 'done';
      const next = await nextLines(join(this.dir, file.name), file.place);
      if (next === undefined) break;
      file.lineAt = firstTime(next.lines);
      if (this.#mayWait(file, patience)) return 'done';
      const lines = await compressed(next.lines);
      const { place: from, lineAt: since } = file;
      const part = { file: this.#key(file.name), from, to: next.to, since, compressed: lines };
      const place = await stream.ship(part, limits.streamBytes);
      if (place === 'full') return 'full';
      file.place = place;
      file.lineAt = undefined;
      // A process that stood still for long finds that another one goes on.
      if (!(await this.lease.isMine())) break;
    }
    file.incompleteAt = file.bytes;
    return 'done';
  }

  /** Its next line is known, and young enough to wait. */
  #mayWait({ lineAt }: TailedFile, patience: Pick<TrackingPatience, 'waitMs'>): boolean {
    const age = Date.now() - (lineAt ?? -Infinity);
    return age >= 0 && age < patience.waitMs(this.waitingBytes);
  }

  /** Whether it was looked for new files, too. */
  async #look(): Promise<boolean> {
    if (this.#files !== undefined && performance.now() < this.#listAt) {
      for (const file of this.#files.values()) await this.#measure(file);
      return false;
    }
    await this.#list();
    this.#listAt = performance.now() + this.#options.limits.listMs;
    return true;
  }

  async #list(): Promise<void> {
    const files = this.#files ?? (await this.#known());
    const names = new Set(await trackingFiles(this.dir));
    for (const name of names) {
      const file = files.get(name) ?? { name, place: 0, bytes: 0, modifiedMs: Date.now() };
      files.set(name, file);
      await this.#measure(file);
    }
    for (const file of files.values()) {
      if (names.has(file.name)) continue;
      await this.#forget(file);
      files.delete(file.name);
    }
    this.#files = files;
  }

  /** What the last process that did this knew of the files here. */
  async #known(): Promise<Map<string, TailedFile>> {
    const places = await this.#options.stream.places();
    const prefix = `${this.#options.id}/`;
    const here = places.filter(({ file }) => file.startsWith(prefix));
    return new Map(
      here.map(({ file, ...place }) => {
        const name = file.slice(prefix.length);
        return [name, { name, ...place }];
      }),
    );
  }

  /** One that is read and will not grow any more is left alone. */
  async #measure(file: TailedFile): Promise<void> {
    const isSettled = Date.now() - file.modifiedMs > settledMs;
    if (isSettled && file.bytes > 0 && file.place >= file.bytes) return;
    const state = await stateOf(this.dir, file.name);
    if (state === undefined) return;
    Object.assign(file, state);
    // Whoever wrote it was killed within a line.
    if (isSettled && file.incompleteAt === file.bytes) file.bytes = file.place;
  }

  /** Deleted by its age or the size of the folder, or by somebody. */
  async #forget({ name, bytes, place, modifiedMs }: TailedFile): Promise<void> {
    const { stream, server, log } = this.#options;
    const lost = bytes - place;
    if (lost <= 0) return stream.forget(this.#key(name));
    const until = Math.round(modifiedMs);
    await stream.forget(this.#key(name), {
      server,
      file: name,
      bytes: lost,
      from: beginOf(name) ?? until,
      until,
    });
    log.error(
      `the store lacks tracking events: ${name} was deleted before its last ${lost} octets were read`,
    );
  }
}

/** Of the day or hour that the file is for, in milliseconds since the epoch. */
function beginOf(name: string): number | undefined {
  const [, year, month, day, hour = '00'] = /(\d{4})(\d{2})(\d{2})(\d{2})?-/.exec(name) ?? [];
  const begin = Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`);
  return Number.isNaN(begin) ? undefined : begin;
}
