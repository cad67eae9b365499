import type { Redis } from 'ioredis';

import { silentLog, type Log } from '../log/log.js';

/** One order that was to change something, in the words of Exchange's administrator audit log. */
export interface AuditEntry {
  readonly caller: string;
  readonly client: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Why it failed. */
  readonly error?: string;
  readonly modified?: readonly string[];
}

export interface DatedAuditEntry extends AuditEntry {
  /** When its outcome was known, milliseconds since the epoch. */
  readonly runDate: number;
}

const key = '{mailyard}:audit';
/** Of their own: whoever guesses passwords must not push out what was changed. */
const signInsKey = '{mailyard}:audit-sign-ins';
/** Beyond it the oldest go; about 10 MB of Redis when every entry is long. */
const defaultEntriesMax = 10_000;
const modifiedMax = 100;
const lengthMax = 500;

export interface AuditLogOptions {
  readonly redis: Redis;
  readonly log?: Log;
  /** About so many are kept. */
  readonly entriesMax?: number;
}

/** Who changed what and who signed in, in two bounded streams of Redis that all services share. */
export class AuditLog {
  readonly #redis: Redis;
  readonly #log: Log;
  readonly #entriesMax: number;

  constructor({ redis, log = silentLog, entriesMax = defaultEntriesMax }: AuditLogOptions) {
    this.#redis = redis;
    this.#log = log;
    this.#entriesMax = entriesMax;
  }

  /** What was carried out has happened, whether or not this can be noted, so that a failure to do so is told in the log only. */
  write(entry: AuditEntry): Promise<void> {
    return this.#append(key, entry);
  }

  /** Somebody signed in, did not, or signed out. */
  writeSignIn(entry: AuditEntry): Promise<void> {
    return this.#append(signInsKey, entry);
  }

  async #append(stream: string, { error, modified = [], ...entry }: AuditEntry): Promise<void> {
    const kept = {
      ...entry,
      ...(error === undefined ? {} : { error: bounded(error) }),
      ...(modified.length === 0 ? {} : { modified: modified.slice(0, modifiedMax).map(bounded) }),
    };
    try {
      await this.#redis.xadd(stream, 'MAXLEN', '~', this.#entriesMax, '*', 'entry', JSON.stringify(kept));
    } catch (failure) {
      const { operation, caller } = entry;
      this.#log.error(`the audit log does not have ${operation} by ${caller}: ${String(failure)}`);
    }
  }

  /** The newest first. */
  async newest(count: number): Promise<readonly DatedAuditEntry[]> {
    const parts = await Promise.all([key, signInsKey].map((stream) => this.#newestOf(stream, count)));
    return parts
      .flat()
      .toSorted((one, other) => other.runDate - one.runDate)
      .slice(0, count);
  }

  async #newestOf(stream: string, count: number): Promise<readonly DatedAuditEntry[]> {
    const entries = await this.#redis.xrevrange(stream, '+', '-', 'COUNT', count);
    return entries.map(([id, [, text = '{}']]) => ({
      ...(JSON.parse(text) as AuditEntry),
      runDate: Number(id.split('-', 1)[0]),
    }));
  }
}

/** As the audit log keeps a text. */
export function bounded(text: string): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}… (${text.length} characters)`;
}
