import type { TrackingGap } from '@mailyard/tracking';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { TrackedRow } from '../event/tracked-row.js';
import type { Found, FoundEvent, FoundMessage, TrackingQuery } from '../search/tracking-query.js';
import { tooOld } from '../retention.js';
import type { KeysWanted, Retention, TrackingStore } from '../tracking-store.js';
import { DayFile } from './day-file.js';
import { DayWriter } from './day-writer.js';
import { SqliteSearch } from './sqlite-search.js';

const filePattern = /^(\d{4}-\d{2}-\d{2})\.sqlite$/;

/** A day that is over is written to now and then: of late events, of an import. */
const openWritersMax = 4;

/**
 * A file a day in one folder, so that what is too old goes by deleting a file. Several processes may have it open; one
 * writes into a day at a time.
 */
export class SqliteTrackingStore implements TrackingStore {
  readonly id: string;
  readonly #dir: string;
  readonly #writers = new Map<string, DayWriter>();
  readonly #search: SqliteSearch;

  private constructor(dir: string, id: string) {
    this.#dir = dir;
    this.id = id;
    this.#search = new SqliteSearch({ days: () => daysIn(dir), path: (day) => this.#path(day) });
  }

  static async open(dir: string): Promise<SqliteTrackingStore> {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return new SqliteTrackingStore(dir, await idOf(dir));
  }

  async append(rows: readonly TrackedRow[]): Promise<number> {
    const days = Map.groupBy(rows, ({ at }) => dayOf(at));
    let added = 0;
    for (const [day, ofDay] of days) added += this.#writer(day).append(ofDay);
    return added;
  }

  async appendGap(gap: TrackingGap): Promise<void> {
    const { server, file, bytes, from, until } = gap;
    this.#writer(dayOf(from))
      .file.statement(
        'INSERT OR IGNORE INTO gaps (server, file, bytes, "from", "until") VALUES (?, ?, ?, ?, ?)',
      )
      .run(server, file, bytes, from, until);
  }

  async events(query: TrackingQuery): Promise<Found<FoundEvent>> {
    return this.#search.events(query);
  }

  async messages(query: TrackingQuery): Promise<Found<FoundMessage>> {
    return this.#search.messages(query);
  }

  async eventsOf(keys: readonly string[]): Promise<ReadonlyMap<string, readonly FoundEvent[]>> {
    return this.#search.eventsOf(keys);
  }

  async keysOf(wanted: KeysWanted): Promise<readonly string[]> {
    return this.#search.keysOf(wanted);
  }

  async gaps(between: { readonly start: number; readonly end: number }): Promise<readonly TrackingGap[]> {
    return this.#search.gaps(between);
  }

  async deleteOld(retention: Retention, now: number): Promise<readonly string[]> {
    const days = await daysIn(this.#dir);
    const measured = await Promise.all(days.map(async (day) => ({ day, bytes: await this.#bytes(day) })));
    const deleted = tooOld(measured, retention, now);
    for (const day of deleted) await this.#delete(day);
    return deleted;
  }

  async close(): Promise<void> {
    for (const { file } of this.#writers.values()) file.close();
    this.#writers.clear();
    this.#search.close();
  }

  #writer(day: string): DayWriter {
    const open = this.#writers.get(day) ?? new DayWriter(DayFile.forWriting(day, this.#path(day)));
    // Put last: the first is then the one that was not used for the longest time.
    this.#writers.delete(day);
    this.#writers.set(day, open);
    if (this.#writers.size > openWritersMax) this.#closeWriter([...this.#writers.keys()][0] ?? '');
    return open;
  }

  #closeWriter(day: string): void {
    this.#writers.get(day)?.file.close();
    this.#writers.delete(day);
  }

  async #delete(day: string): Promise<void> {
    this.#closeWriter(day);
    this.#search.forget(day);
    for (const suffix of ['', '-wal', '-shm']) {
      await unlink(`${this.#path(day)}${suffix}`).catch(ignoreMissing);
    }
  }

  async #bytes(day: string): Promise<number> {
    return (await stat(this.#path(day)).catch(ignoreMissing))?.size ?? 0;
  }

  #path(day: string): string {
    return join(this.#dir, `${day}.sqlite`);
  }
}

/** In UTC. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The oldest first. */
async function daysIn(dir: string): Promise<readonly string[]> {
  const names = await readdir(dir);
  return names.flatMap((name) => filePattern.exec(name)?.[1] ?? []).toSorted();
}

/** Made with the folder, and known by it from then on. */
async function idOf(dir: string): Promise<string> {
  const path = join(dir, 'store-id');
  await writeFile(path, randomUUID(), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return readFile(path, 'utf8');
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
