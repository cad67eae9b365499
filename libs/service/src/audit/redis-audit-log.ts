import type { Redis } from 'ioredis';

import { silentLog, type Log } from '../log/log.js';

/** What is on record: orders that were to change something, sign-ins and sign-outs, looks at messages of others. */
export const auditTypes = ['Changes', 'SignIns', 'Looks'] as const;

export type AuditType = (typeof auditTypes)[number];

/** What somebody did, in the words of Exchange's administrator audit log. */
export interface AuditEntry {
  readonly caller: string;
  readonly client: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Why it failed. */
  readonly error?: string;
  readonly modified?: readonly string[];
  /** What does the same in the shell. */
  readonly cmdlet?: string;
  /** The same as `modified` where it was objects, parameter by parameter. */
  readonly properties?: readonly AuditedProperty[];
}

/** Of one object, as people read its values. */
export interface AuditedProperty {
  readonly action: string;
  readonly kind: string;
  readonly object: string;
  readonly property: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

export interface DatedAuditEntry extends AuditEntry {
  /** When its outcome was known, milliseconds since the epoch. */
  readonly runDate: number;
}

/** A stream each: whoever guesses passwords, or looks at many messages, must not push out what was changed. */
const streams: Readonly<Record<AuditType, string>> = {
  Changes: '{mailyard}:audit',
  SignIns: '{mailyard}:audit-sign-ins',
  Looks: '{mailyard}:audit-looks',
};
/** Beyond it the oldest go; about 10 MB of Redis when every entry is long. */
const defaultEntriesMax = 10_000;
const modifiedMax = 100;
const lengthMax = 500;
/** A cmdlet that is cut off would do something else. */
const cmdletMax = 1_000;

export interface AuditLogOptions {
  readonly redis: Redis;
  readonly log?: Log;
  /** About so many are kept. */
  readonly entriesMax?: number;
}

/** Who changed what, who signed in and who looked, in bounded streams of Redis that all services share. */
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
    return this.#append('Changes', entry);
  }

  /** Somebody signed in, did not, or signed out. */
  writeSignIn(entry: AuditEntry): Promise<void> {
    return this.#append('SignIns', entry);
  }

  /** Somebody was shown what is of messages. */
  writeLook(entry: AuditEntry): Promise<void> {
    return this.#append('Looks', entry);
  }

  async #append(
    type: AuditType,
    { error, modified = [], cmdlet = '', properties = [], ...entry }: AuditEntry,
  ): Promise<void> {
    const kept = {
      ...entry,
      ...(error === undefined ? {} : { error: bounded(error) }),
      ...(cmdlet === '' || cmdlet.length > cmdletMax ? {} : { cmdlet }),
      ...(properties.length === 0
        ? {}
        : { properties: properties.slice(0, modifiedMax).map(boundedProperty) }),
      ...(modified.length === 0 ? {} : { modified: modified.slice(0, modifiedMax).map(bounded) }),
    };
    try {
      const bound = ['MAXLEN', '~', this.#entriesMax] as const;
      await this.#redis.xadd(streams[type], ...bound, '*', 'entry', JSON.stringify(kept));
    } catch (failure) {
      const { operation, caller } = entry;
      this.#log.error(`the audit log does not have ${operation} by ${caller}: ${String(failure)}`);
    }
  }

  /** The newest first. */
  async newest(
    count: number,
    types = auditTypes as readonly AuditType[],
  ): Promise<readonly DatedAuditEntry[]> {
    const parts = await Promise.all(types.map((type) => this.#newestOf(streams[type], count)));
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

function boundedProperty({ before, after, ...property }: AuditedProperty): AuditedProperty {
  return {
    ...property,
    ...(before !== undefined && { before: bounded(before) }),
    ...(after !== undefined && { after: bounded(after) }),
  };
}

/** As the audit log keeps a text. */
export function bounded(text: string): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}… (${text.length} characters)`;
}
