import type { ObjectKind } from '@mailyard/directory';
import type { Redis } from 'ioredis';

const key = '{mailyard}:logging-periods';

/** Kinds of connectors whose sessions can be logged. */
export type LoggingKind = Extract<ObjectKind, 'ReceiveConnectors' | 'SendConnectors'>;

/** For how long a connector logs its sessions, and what it did before. */
export interface LoggingPeriod {
  readonly kind: LoggingKind;
  readonly guid: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly before: 'None' | 'Verbose';
  /** Who ordered it. */
  readonly caller: string;
}

/** Kept in Redis, so that a period ends also when whoever was to end it has been started anew. */
export class LoggingPeriods {
  constructor(private readonly redis: Redis) {}

  async begin(period: LoggingPeriod): Promise<void> {
    await this.redis.hset(key, period.guid, JSON.stringify(period));
  }

  async end({ guid }: Pick<LoggingPeriod, 'guid'>): Promise<void> {
    await this.redis.hdel(key, guid);
  }

  async of(guid: string): Promise<LoggingPeriod | undefined> {
    const text = await this.redis.hget(key, guid);
    return text === null ? undefined : (JSON.parse(text) as LoggingPeriod);
  }

  /** The one that ends first is the first. */
  async list(): Promise<readonly LoggingPeriod[]> {
    const texts = await this.redis.hvals(key);
    const periods = texts.map((text) => JSON.parse(text) as LoggingPeriod);
    return periods.toSorted((one, other) => one.until - other.until);
  }
}
