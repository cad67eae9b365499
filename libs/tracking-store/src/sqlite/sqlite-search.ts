import type { TrackingGap } from '@mailyard/tracking';
import {
  countedMax,
  TrackingQueryError,
  type Found,
  type FoundEvent,
  type FoundMessage,
  type TrackingQuery,
} from '../search/tracking-query.js';
import { eventsMax, keysMax, type KeysWanted } from '../tracking-store.js';
import { DayFile } from './day-file.js';
import { DaySearch } from './day-search.js';
import { recordValues } from './record-values.js';

interface DayFiles {
  /** The oldest first. */
  days(): Promise<readonly string[]>;
  path(day: string): string;
}

const openFilesMax = 64;

interface SearchedDay {
  readonly search: DaySearch;
  readonly total: number;
}

/** Looks through the files of the days, as far as the time that is asked for demands it. */
export class SqliteSearch {
  readonly #files: DayFiles;
  readonly #open = new Map<string, DayFile>();

  constructor(files: DayFiles) {
    this.#files = files;
  }

  async events(query: TrackingQuery): Promise<Found<FoundEvent>> {
    const { searched, ...found } = await this.#searched(query);
    const rows: FoundEvent[] = [];
    let { offset } = query;
    for (const { search, total } of searched) {
      const limit = query.limit - rows.length;
      if (limit === 0) break;
      if (offset < total) rows.push(...search.events({ order: query.order, limit, offset, total }));
      offset = Math.max(0, offset - total);
    }
    return { ...found, rows };
  }

  async messages(query: TrackingQuery): Promise<Found<FoundMessage>> {
    const { searched, ...found } = await this.#searched(query);
    const newest = new Map<string, number>();
    let room = countedMax;
    for (const { search, total } of searched) {
      if (room <= 0) break;
      for (const { key, at } of search.messages({ order: query.order, total, max: room })) {
        newest.set(key, Math.max(at, newest.get(key) ?? 0));
      }
      room -= total;
    }
    const sign = query.order === 'newest first' ? -1 : 1;
    const ordered = [...newest]
      .map(([key, at]) => ({ key, at }))
      .sort((a, b) => sign * (a.at - b.at || (a.key < b.key ? -1 : 1)));
    return { ...found, rows: ordered.slice(query.offset, query.offset + query.limit), total: ordered.length };
  }

  async eventsOf(keys: readonly string[]): Promise<ReadonlyMap<string, readonly FoundEvent[]>> {
    const found = new Map<string, FoundEvent[]>(keys.map((key) => [key, []]));
    const sql =
      'SELECT m.key, f.server, r."values" FROM messages m JOIN events e ON e.message = m.id ' +
      'JOIN facets f ON f.id = e.facet JOIN records r ON r.event = e.id ' +
      `WHERE m.key IN (${keys.map(() => '?').join(', ')}) ORDER BY e.at, e.id LIMIT ${eventsMax}`;
    for (const day of await this.#files.days()) {
      const rows =
        this.#day(day)
          ?.database.prepare(sql)
          .all(...keys) ?? [];
      for (const row of rows) {
        const { key, server, values } = row as Readonly<Record<'key' | 'server' | 'values', string>>;
        found.get(key)?.push({ server, values: recordValues(values) });
      }
    }
    return found;
  }

  async keysOf({ messageIds = [], references = [] }: KeysWanted): Promise<readonly string[]> {
    const places = (values: readonly string[]) => values.map(() => '?').join(', ');
    const sql =
      `SELECT key FROM messages WHERE messageId IN (${places(messageIds)}) ` +
      'UNION SELECT m.key FROM events e JOIN messages m ON m.id = e.message ' +
      `WHERE e.reference IN (${places(references)}) LIMIT ${keysMax}`;
    const days = await this.#files.days();
    const rows = days.flatMap(
      (day) =>
        this.#day(day)
          ?.database.prepare(sql)
          .all(...messageIds, ...references) ?? [],
    );
    return [...new Set(rows.map(({ key }) => String(key)))].slice(0, keysMax);
  }

  async gaps({
    start,
    end,
  }: {
    readonly start: number;
    readonly end: number;
  }): Promise<readonly TrackingGap[]> {
    const sql =
      'SELECT server, file, bytes, "from", "until" FROM gaps WHERE "from" <= ? AND "until" >= ? ORDER BY "from"';
    const days = await this.#files.days();
    const rows = days.flatMap((day) => this.#day(day)?.statement(sql).all(end, start) ?? []);
    return rows as unknown as readonly TrackingGap[];
  }

  forget(day: string): void {
    this.#open.get(day)?.close();
    this.#open.delete(day);
  }

  close(): void {
    for (const file of this.#open.values()) file.close();
    this.#open.clear();
  }

  /** The days in the order of the answer, each with how much is found there. */
  async #searched({ criteria, order, resultSet }: TrackingQuery) {
    const lastIds = resultSet === undefined ? undefined : parsedResultSet(resultSet);
    const days = (await this.#files.days()).filter((day) => isWithin(day, criteria));
    const asked = order === 'newest first' ? days.toReversed() : days;
    const searched: SearchedDay[] = [];
    const seen: string[] = [];
    let room = countedMax + 1;
    for (const day of asked) {
      const file = this.#day(day);
      const lastId =
        lastIds === undefined ? file?.number('SELECT max(id) AS value FROM events') : lastIds.get(day);
      if (file === undefined || lastId === undefined) continue;
      seen.push(`${day}:${lastId}`);
      const search = new DaySearch(file, { criteria, lastId });
      const total = room > 0 ? search.count(room) : 0;
      room -= total;
      searched.push({ search, total });
    }
    return {
      searched,
      total: countedMax + 1 - Math.max(room, 1),
      totalIsExact: room > 0,
      resultSet: resultSet ?? seen.join(','),
    };
  }

  /** Undefined when somebody has deleted it meanwhile. */
  #day(day: string): DayFile | undefined {
    const known = this.#open.get(day);
    if (known !== undefined) {
      this.#open.delete(day);
      this.#open.set(day, known);
      return known;
    }
    const opened = openIfThere(day, this.#files.path(day));
    if (opened !== undefined) this.#open.set(day, opened);
    if (this.#open.size > openFilesMax) this.forget([...this.#open.keys()][0] ?? '');
    return opened;
  }
}

function openIfThere(day: string, path: string): DayFile | undefined {
  try {
    return DayFile.forReading(day, path);
  } catch (error) {
    // SQLITE_CANTOPEN
    if ((error as { readonly errcode?: number }).errcode === 14) return undefined;
    throw error;
  }
}

function isWithin(day: string, { start, end }: TrackingQuery['criteria']): boolean {
  const begin = Date.parse(day);
  return (end === undefined || begin <= end) && (start === undefined || begin + 86_400_000 > start);
}

function parsedResultSet(text: string): ReadonlyMap<string, number> {
  const pairs = text === '' ? [] : text.split(',').map((pair) => pair.split(':'));
  if (!pairs.every(([day, id]) => /^\d{4}-\d{2}-\d{2}$/.test(day ?? '') && /^\d+$/.test(id ?? ''))) {
    throw new TrackingQueryError('the result set is not one of this store');
  }
  return new Map(pairs.map(([day = '', id]) => [day, Number(id)]));
}
