import type { Redis } from 'ioredis';

import { administratorsChanged, type AdministratorChanges } from '../administrator-changes.js';
import { RecentReads } from '../recent-reads.js';
import {
  isExpired,
  isForgotten,
  isTokenValue,
  newTokenValue,
  tokenHash,
  tokenIdOf,
  type ApiToken,
  type TokenUse,
} from './api-token.js';

/** Id → token. */
const key = '{mailyard}:api-tokens';
/** Id → use. */
const usesKey = '{mailyard}:api-tokens-used';
const usedEveryMs = 60_000;

export interface UsedToken extends ApiToken {
  readonly used?: TokenUse;
}

/** Tokens of the API, which all replicas of the admin centre share. */
export class ApiTokens {
  readonly #recent: RecentReads<UsedToken>;

  constructor(
    private readonly redis: Redis,
    changes?: AdministratorChanges,
  ) {
    this.#recent = new RecentReads((id) => this.#withUse(id), changes);
  }

  /** The value is returned here and never again. What expired long ago goes. */
  async make(
    wanted: Omit<ApiToken, 'id' | 'hash' | 'createdAt'>,
  ): Promise<{ readonly token: ApiToken; readonly value: string }> {
    const { id, value } = newTokenValue();
    const token: ApiToken = { ...wanted, id, hash: tokenHash(value), createdAt: Date.now() };
    await this.redis.hset(key, id, JSON.stringify(token));
    const forgotten = (await this.#read()).filter((each) => isForgotten(each, Date.now()));
    await this.revoke(forgotten.map((each) => each.id));
    return { token, value };
  }

  /** The token with that value, unless it has expired or was revoked; `address` is from where it is used. */
  async use(value: string, address: string): Promise<ApiToken | undefined> {
    const id = tokenIdOf(value);
    if (id === undefined) return undefined;
    const token = await this.#recent.of(id);
    const now = Date.now();
    if (token === undefined || !isTokenValue(token, value) || isExpired(token, now)) return undefined;
    if (now - (token.used?.at ?? 0) >= usedEveryMs) {
      await this.redis.hset(usesKey, id, JSON.stringify({ at: now, address } satisfies TokenUse));
      this.#recent.forget(id);
    }
    return token;
  }

  /** Whether it may still be used; to ask is no use of it. */
  async isValid({ id, expiresAt }: Pick<ApiToken, 'id' | 'expiresAt'>): Promise<boolean> {
    return !isExpired({ expiresAt }, Date.now()) && (await this.redis.hexists(key, id)) === 1;
  }

  /** The newest first, with those that have expired not long ago. */
  async list(): Promise<readonly UsedToken[]> {
    const [tokens, uses] = await Promise.all([this.#read(), this.redis.hgetall(usesKey)]);
    const now = Date.now();
    return tokens
      .filter((token) => !isForgotten(token, now))
      .map((token) => withUse(token, useOf(uses[token.id] ?? null)))
      .toSorted((one, other) => other.createdAt - one.createdAt);
  }

  async #withUse(id: string): Promise<UsedToken | undefined> {
    const [text, used] = await Promise.all([this.redis.hget(key, id), this.redis.hget(usesKey, id)]);
    return text === null ? undefined : withUse(JSON.parse(text) as ApiToken, useOf(used));
  }

  async #read(): Promise<readonly ApiToken[]> {
    const texts = await this.redis.hvals(key);
    return texts.map((text) => JSON.parse(text) as ApiToken);
  }

  async revoke(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.redis
      .multi()
      .hdel(key, ...ids)
      .hdel(usesKey, ...ids)
      .publish(administratorsChanged, '')
      .exec();
  }
}

function withUse(token: ApiToken, used: TokenUse | undefined): UsedToken {
  return used === undefined ? token : { ...token, used };
}

function useOf(text: string | null): TokenUse | undefined {
  return text === null ? undefined : (JSON.parse(text) as TokenUse);
}
