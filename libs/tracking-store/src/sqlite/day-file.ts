import { DatabaseSync, type StatementSync } from 'node:sqlite';

import type { Facet } from '../event/tracked-row.js';

/**
 * One day. `events` is narrow, so that what has to be looked through is small; what few values of exist is one number in
 * it (`facet`), what the rows about a message share another (`message`). `recipients` has a row for each of a list.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS facets (
    id INTEGER PRIMARY KEY, event TEXT, source TEXT, server TEXT, connector TEXT, trafficType TEXT,
    UNIQUE (event, source, server, connector, trafficType));
  CREATE TABLE IF NOT EXISTS addresses (id INTEGER PRIMARY KEY, address TEXT UNIQUE, domain TEXT);
  CREATE INDEX IF NOT EXISTS addresses_domain ON addresses (domain);
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, key TEXT, messageId TEXT, internalId TEXT, sender INTEGER, subject TEXT, words TEXT);
  CREATE UNIQUE INDEX IF NOT EXISTS messages_facts ON messages (key, messageId, internalId, sender, subject);
  CREATE INDEX IF NOT EXISTS messages_messageId ON messages (messageId);
  CREATE INDEX IF NOT EXISTS messages_internalId ON messages (internalId);
  CREATE INDEX IF NOT EXISTS messages_sender ON messages (sender);
  CREATE VIRTUAL TABLE IF NOT EXISTS subjects USING fts5(
    words, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 0');
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY, at INTEGER, facet INTEGER, message INTEGER,
    client TEXT, originalClient TEXT, reference TEXT, logId BLOB);
  CREATE UNIQUE INDEX IF NOT EXISTS events_logId ON events (logId);
  CREATE INDEX IF NOT EXISTS events_at ON events (at);
  CREATE INDEX IF NOT EXISTS events_facet ON events (facet, at);
  CREATE INDEX IF NOT EXISTS events_message ON events (message);
  CREATE INDEX IF NOT EXISTS events_client ON events (client) WHERE client IS NOT NULL;
  CREATE INDEX IF NOT EXISTS events_originalClient ON events (originalClient) WHERE originalClient IS NOT NULL;
  CREATE INDEX IF NOT EXISTS events_reference ON events (reference) WHERE reference IS NOT NULL;
  CREATE TABLE IF NOT EXISTS recipients (
    address INTEGER, event INTEGER, PRIMARY KEY (address, event)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS recipients_event ON recipients (event);
  CREATE TABLE IF NOT EXISTS records (event INTEGER PRIMARY KEY, "values" TEXT);
  CREATE TABLE IF NOT EXISTS gaps (
    server TEXT, file TEXT, bytes INTEGER, "from" INTEGER, "until" INTEGER, UNIQUE (server, file));
  PRAGMA user_version = 1;
`;

/** Another process may be writing: an import beside the admin centre. */
const busyMs = 10_000;
/** The log in front of the file may have so many pages (64 MB): a page that is written again and again goes to the file once. */
const checkpointPages = 8_192;
/** Of those that are read there may be many open, and the kernel has their pages, too. */
const cacheKilobytes = { writing: 16_384, reading: 2_048 };

export interface StoredFacet extends Facet {
  readonly id: number;
}

/** Its statements are compiled once. */
export class DayFile {
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(
    readonly day: string,
    path: string,
    readOnly: boolean,
  ) {
    this.database = new DatabaseSync(path, { readOnly });
    const cache = readOnly ? cacheKilobytes.reading : cacheKilobytes.writing;
    this.database.exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA cache_size = -${cache}`);
  }

  /** Made when it is not there. */
  static forWriting(day: string, path: string): DayFile {
    const file = new DayFile(day, path, false);
    try {
      // What is acknowledged is fsynced: a stream that has forgotten it would else be the only one that had it.
      file.database.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
      file.database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
      if (file.number('SELECT user_version AS value FROM pragma_user_version') !== 1) {
        file.inTransaction(() => file.database.exec(schema));
      }
      return file;
    } catch (error) {
      file.close();
      throw error;
    }
  }

  static forReading(day: string, path: string): DayFile {
    return new DayFile(day, path, true);
  }

  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** The one value of a query that gives one. */
  number(sql: string, ...parameters: readonly (string | number)[]): number {
    const { value } = this.database.prepare(sql).get(...parameters) as { readonly value: number | null };
    return value ?? 0;
  }

  facets(): readonly StoredFacet[] {
    return this.statement('SELECT * FROM facets').all() as unknown as readonly StoredFacet[];
  }

  /** All of it or nothing. */
  inTransaction<T>(work: () => T): T {
    // Who begins by reading could not go on to write when another one has written meanwhile.
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk has ended the transaction already.
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.database.close();
  }
}
