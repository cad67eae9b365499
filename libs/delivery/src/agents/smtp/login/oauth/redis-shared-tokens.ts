import type { Redis } from 'ioredis';

/** What the hubs of an organization share of one client: its token, sealed, and who fetches the next one. */
export interface SharedTokens {
  get(client: string): Promise<string | undefined>;
  put(client: string, sealed: string, forMs: number): Promise<void>;
  remove(client: string): Promise<void>;
  /** False: another one fetches it. The claim ends by itself. */
  claim(client: string, forMs: number): Promise<boolean>;
  release(client: string): Promise<void>;
}

export class RedisSharedTokens implements SharedTokens {
  readonly #redis: Pick<Redis, 'get' | 'set' | 'del'>;

  constructor(redis: Pick<Redis, 'get' | 'set' | 'del'>) {
    this.#redis = redis;
  }

  async get(client: string): Promise<string | undefined> {
    return (await this.#redis.get(tokenKey(client))) ?? undefined;
  }

  async put(client: string, sealed: string, forMs: number): Promise<void> {
    await this.#redis.set(tokenKey(client), sealed, 'PX', Math.max(1, Math.floor(forMs)));
  }

  async remove(client: string): Promise<void> {
    await this.#redis.del(tokenKey(client));
  }

  async claim(client: string, forMs: number): Promise<boolean> {
    return (await this.#redis.set(claimKey(client), '1', 'PX', forMs, 'NX')) === 'OK';
  }

  async release(client: string): Promise<void> {
    await this.#redis.del(claimKey(client));
  }
}

function tokenKey(client: string): string {
  return `mailyard:oauth-token:${client}`;
}

function claimKey(client: string): string {
  return `mailyard:oauth-claim:${client}`;
}
