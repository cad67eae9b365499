import type { Redis } from 'ioredis';

import { administratorsChanged, type AdministratorChanges } from '../administrator-changes.js';
import { RecentReads } from '../recent-reads.js';
import {
  lastsMs,
  newSessionValue,
  seenEveryMs,
  sessionIdOf,
  sessionMaxMs,
  type AdministratorSession,
} from './administrator-session.js';

/** Ids by the time at which each has ended for sure. */
const indexKey = '{mailyard}:administrator-sessions';
const keyOf = (id: string): string => `{mailyard}:administrator-session:${id}`;

export interface OpenedSession {
  readonly value: string;
  readonly session: AdministratorSession;
}

/** Sessions of the admin centre, which all its replicas share. */
export class AdministratorSessions {
  readonly #recent: RecentReads<AdministratorSession>;

  constructor(
    private readonly redis: Redis,
    changes?: AdministratorChanges,
  ) {
    this.#recent = new RecentReads(async (id) => (await this.#read([id]))[0], changes);
  }

  /** `value` is what the cookie has; it is nowhere else. */
  async open(opened: Omit<AdministratorSession, 'id' | 'startedAt' | 'seenAt'>): Promise<OpenedSession> {
    const value = newSessionValue();
    const id = sessionIdOf(value);
    const now = Date.now();
    const session: AdministratorSession = { ...opened, id, startedAt: now, seenAt: now };
    await this.redis
      .multi()
      .set(keyOf(id), JSON.stringify(session), 'PX', lastsMs(session, now))
      .zadd(indexKey, now + sessionMaxMs, id)
      .zremrangebyscore(indexKey, '-inf', now)
      .exec();
    return { value, session };
  }

  /** The session of a cookie, which lasts for another while; undefined: it has ended, or there was none. */
  async resume(value: string): Promise<AdministratorSession | undefined> {
    const session = await this.#recent.of(sessionIdOf(value));
    const now = Date.now();
    if (session === undefined || lastsMs(session, now) <= 0) return undefined;
    if (now - session.seenAt < seenEveryMs) return session;
    const seen = { ...session, seenAt: now };
    // XX: what somebody ends at this moment stays ended.
    await this.redis.set(keyOf(session.id), JSON.stringify(seen), 'PX', lastsMs(seen, now), 'XX');
    this.#recent.forget(session.id);
    return seen;
  }

  /** Whether it goes on; to ask is no use of it. */
  async isOpen(id: string): Promise<boolean> {
    return (await this.#read([id])).length > 0;
  }

  /** False: there is no such session. */
  async end(id: string): Promise<boolean> {
    const ended = this.redis.multi().del(keyOf(id)).zrem(indexKey, id).publish(administratorsChanged, '');
    return (await ended.exec())?.[0]?.[1] === 1;
  }

  /** Those that have not ended by themselves, the newest first; whether their accounts still know them is not asked. */
  async list(): Promise<readonly AdministratorSession[]> {
    return this.#read(await this.redis.zrevrange(indexKey, 0, -1));
  }

  async #read(ids: readonly string[]): Promise<readonly AdministratorSession[]> {
    if (ids.length === 0) return [];
    const texts = await this.redis.mget(ids.map(keyOf));
    const now = Date.now();
    return texts
      .flatMap((text) => (text === null ? [] : [JSON.parse(text) as AdministratorSession]))
      .filter((session) => lastsMs(session, now) > 0);
  }
}
