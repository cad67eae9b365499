import type { Redis } from 'ioredis';

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
  constructor(private readonly redis: Redis) {}

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
    const [text, usedText] = await Promise.all([this.redis.hget(key, id), this.redis.hget(usesKey, id)]);
    if (text === null) return undefined;
    const token = JSON.parse(text) as ApiToken;
    const now = Date.now();
    if (!isTokenValue(token, value) || isExpired(token, now)) return undefined;
    if (now - (useOf(usedText)?.at ?? 0) >= usedEveryMs) {
      await this.redis.hset(usesKey, id, JSON.stringify({ at: now, address } satisfies TokenUse));
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
      .map((token): UsedToken => {
        const used = useOf(uses[token.id] ?? null);
        return used === undefined ? token : { ...token, used };
      })
      .toSorted((one, other) => other.createdAt - one.createdAt);
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
      .exec();
  }
}

function useOf(text: string | null): TokenUse | undefined {
  return text === null ? undefined : (JSON.parse(text) as TokenUse);
}
