import type { TrackingGap } from '@mailyard/tracking';
import { Pool } from 'pg';

import type { TrackedRow } from '../event/tracked-row.js';
import {
  countedMax,
  TrackingQueryError,
  type Found,
  type FoundEvent,
  type FoundMessage,
  type TrackingQuery,
} from '../search/tracking-query.js';
import { tooOld } from '../retention.js';
import {
  eventsMax,
  keysMax,
  type KeysWanted,
  type Retention,
  type TrackingStore,
} from '../tracking-store.js';
import { conditionsOf, Parameters } from './postgres-criteria.js';
import { insertRows } from './postgres-rows.js';
import { inTransaction, makePartition, partitionOf, partitions, prepareDatabase } from './schema.js';

/** A search that takes longer than anybody waits ends. */
const statementMs = 30_000;
const connectMs = 5_000;

/** A table with a partition a day, so that what is too old goes by dropping one. Several admin centres share it. */
export class PostgresTrackingStore implements TrackingStore {
  readonly id: string;
  readonly #pool: Pool;
  readonly #days: Set<string>;

  private constructor(pool: Pool, id: string, days: Set<string>) {
    this.#pool = pool;
    this.id = id;
    this.#days = days;
  }

  static async open(url: string): Promise<PostgresTrackingStore> {
    const pool = new Pool({
      connectionString: url,
      max: 4,
      connectionTimeoutMillis: connectMs,
      statement_timeout: statementMs,
      application_name: 'mailyard',
      // Looking through everything is never the shorter way here, though it may seem so to whoever wants only a few rows.
      options: '-c enable_seqscan=off',
    });
    // An idle connection that breaks is replaced by the next query, which tells if it cannot be.
    pool.on('error', () => undefined);
    try {
      const id = await prepareDatabase(pool);
      const days = await partitions(pool);
      return new PostgresTrackingStore(pool, id, new Set(days.map(({ day }) => day)));
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  async append(rows: readonly TrackedRow[]): Promise<number> {
    const days = new Set(rows.map(({ at }) => new Date(at).toISOString().slice(0, 10)));
    for (const day of days) {
      if (this.#days.has(day)) continue;
      await makePartition(this.#pool, day);
      this.#days.add(day);
    }
    try {
      return await inTransaction(this.#pool, (client) => insertRows(client, rows));
    } catch (error) {
      // Another admin centre may have dropped the partition of a day that is over.
      this.#days.clear();
      throw error;
    }
  }

  async appendGap({ server, file, bytes, from, until }: TrackingGap): Promise<void> {
    await this.#pool.query('INSERT INTO tracking_gaps VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
      server,
      file,
      bytes,
      new Date(from),
      new Date(until),
    ]);
  }

  async events(query: TrackingQuery): Promise<Found<FoundEvent>> {
    const { where, values, ...counted } = await this.#counted(query, 'count(*)');
    const direction = query.order === 'newest first' ? 'DESC' : 'ASC';
    const { rows } = await this.#pool.query<FoundEvent>(
      `${found('id, at, server, "values"', where, counted.total)} SELECT server, "values" FROM found ` +
        `ORDER BY at ${direction}, id ${direction} LIMIT ${query.limit} OFFSET ${query.offset}`,
      values,
    );
    return { ...counted, rows };
  }

  async messages(query: TrackingQuery): Promise<Found<FoundMessage>> {
    const { where, values, ...counted } = await this.#counted(query, 'count(DISTINCT message_key)');
    const direction = query.order === 'newest first' ? 'DESC' : 'ASC';
    const { rows } = await this.#pool.query<{ key: string; at: Date }>(
      `${found('message_key, at', where, counted.total)}, counted AS ` +
        `(SELECT * FROM found ORDER BY at ${direction} LIMIT ${countedMax}) ` +
        'SELECT message_key AS key, max(at) AS at FROM counted GROUP BY message_key ' +
        `ORDER BY max(at) ${direction}, message_key COLLATE "C" ${direction} ` +
        `LIMIT ${query.limit} OFFSET ${query.offset}`,
      values,
    );
    return { ...counted, rows: rows.map(({ key, at }) => ({ key, at: at.getTime() })) };
  }

  async eventsOf(keys: readonly string[]): Promise<ReadonlyMap<string, readonly FoundEvent[]>> {
    const found = new Map<string, FoundEvent[]>(keys.map((key) => [key, []]));
    const { rows } = await this.#pool.query<FoundEvent & { key: string }>(
      'SELECT message_key AS key, server, "values" FROM tracking_events WHERE message_key = ANY($1) ' +
        `ORDER BY at, id LIMIT ${eventsMax}`,
      [keys],
    );
    for (const { key, ...event } of rows) found.get(key)?.push(event);
    return found;
  }

  async keysOf({ messageIds = [], references = [] }: KeysWanted): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ key: string }>(
      'SELECT DISTINCT message_key AS key FROM tracking_events ' +
        `WHERE message_id = ANY($1) OR reference = ANY($2) LIMIT ${keysMax}`,
      [messageIds, references],
    );
    return rows.map(({ key }) => key);
  }

  async gaps({
    start,
    end,
  }: {
    readonly start: number;
    readonly end: number;
  }): Promise<readonly TrackingGap[]> {
    const { rows } = await this.#pool.query<{
      server: string;
      file: string;
      bytes: string;
      from_at: Date;
      until_at: Date;
    }>('SELECT * FROM tracking_gaps WHERE from_at <= $2 AND until_at >= $1 ORDER BY from_at', [
      new Date(start),
      new Date(end),
    ]);
    return rows.map(({ server, file, bytes, from_at: from, until_at: until }) => ({
      server,
      file,
      bytes: Number(bytes),
      from: from.getTime(),
      until: until.getTime(),
    }));
  }

  async deleteOld(retention: Retention, now: number): Promise<readonly string[]> {
    const days = tooOld(await partitions(this.#pool), retention, now);
    for (const day of days) {
      await this.#pool.query(`DROP TABLE IF EXISTS ${partitionOf(day)}`);
      this.#days.delete(day);
    }
    await this.#pool.query('DELETE FROM tracking_gaps WHERE until_at < $1', [
      new Date(now - retention.maxAgeMs),
    ]);
    return days;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** How many, and the conditions for the rows themselves. */
  async #counted({ criteria, resultSet }: TrackingQuery, what: 'count(*)' | 'count(DISTINCT message_key)') {
    const lastId = resultSet === undefined ? await this.#lastId() : parsedResultSet(resultSet);
    const parameters = new Parameters();
    const where = [...conditionsOf(criteria, parameters), `id <= ${parameters.add(lastId)}`].join(' AND ');
    const { values } = parameters;
    const { rows } = await this.#pool.query<{ found: string; events: string }>(
      `SELECT ${what} AS found, count(*) AS events FROM ` +
        `(SELECT message_key FROM tracking_events WHERE ${where} LIMIT ${countedMax + 1}) s`,
      values,
    );
    const [{ found, events } = { found: '0', events: '0' }] = rows;
    const totalIsExact = Number(events) <= countedMax;
    return { where, values, total: Math.min(Number(found), countedMax), totalIsExact, resultSet: lastId };
  }

  async #lastId(): Promise<string> {
    const { rows } = await this.#pool.query<{ id: string | null }>(
      'SELECT max(id) AS id FROM tracking_events',
    );
    return rows[0]?.id ?? '0';
  }
}

/** What little is found of is put in order; what much is found of comes soon on the way along the time. */
function found(columns: string, where: string, total: number): string {
  const materialized = total >= countedMax / 10 ? 'NOT MATERIALIZED' : 'MATERIALIZED';
  return `WITH found AS ${materialized} (SELECT ${columns} FROM tracking_events WHERE ${where})`;
}

function parsedResultSet(text: string): string {
  if (/^\d{1,18}$/.test(text)) return text;
  throw new TrackingQueryError('the result set is not one of this store');
}
