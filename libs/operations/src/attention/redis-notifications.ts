import type { Redis } from 'ioredis';

import type { AttentionItem } from './attention-item.js';

/** Something that somebody should have heard of: it began, and perhaps has ended. */
export interface Notification extends Pick<AttentionItem, 'id' | 'code' | 'subject' | 'reason' | 'page'> {
  readonly state: AttentionItem['state'] | 'Done';
  /** When it began the last time, milliseconds since the epoch. */
  readonly at: number;
  /** Undefined: it is still so. */
  readonly endedAt?: number;
  /** How often it has begun. */
  readonly times: number;
}

/** Whoever has not been there for so long finds everything read. */
const marksSeconds = 35 * 86_400;

/** The notifications of a server, one for each thing they are about, and who has read which. */
export class Notifications {
  readonly #redis: Redis;
  readonly #key: string;

  constructor({ redis, server }: { readonly redis: Redis; readonly server: string }) {
    this.#redis = redis;
    this.#key = `{mailyard}:notifications:${server.toUpperCase()}`;
  }

  /** The newest first. */
  async list(): Promise<readonly Notification[]> {
    const all = (await this.#redis.hvals(this.#key)).map((text) => JSON.parse(text) as Notification);
    return all.toSorted((one, other) => other.at - one.at || (one.id < other.id ? -1 : 1));
  }

  async write(changed: readonly Notification[], gone: readonly string[]): Promise<void> {
    const writing = this.#redis.multi();
    if (changed.length > 0) {
      writing.hset(this.#key, ...changed.flatMap((each) => [each.id, JSON.stringify(each)]));
    }
    if (gone.length > 0) writing.hdel(this.#key, ...gone);
    await writing.exec();
  }

  /** When what an account has read last of each had begun. */
  async readBy(account: string): Promise<ReadonlyMap<string, number>> {
    const marks = await this.#redis.hgetall(this.#marksOf(account));
    return new Map(Object.entries(marks).map(([id, at]) => [id, Number(at)]));
  }

  async mark(account: string, read: readonly Pick<Notification, 'id' | 'at'>[]): Promise<void> {
    if (read.length === 0) return;
    const key = this.#marksOf(account);
    await this.#redis.hset(key, ...read.flatMap(({ id, at }) => [id, String(at)]));
    await this.#redis.expire(key, marksSeconds);
  }

  async unmark(account: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#redis.hdel(this.#marksOf(account), ...ids);
  }

  #marksOf(account: string): string {
    return `${this.#key}:read:${account}`;
  }
}
