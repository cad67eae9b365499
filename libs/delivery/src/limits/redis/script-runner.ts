import { createHash } from 'node:crypto';

import type { Redis } from 'ioredis';

/** Redis is away, or refuses. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Runs scripts by their digest; Redis is sent the text of one that it does not know. */
export class ScriptRunner<Name extends string> {
  readonly #redis: Redis;
  readonly #scripts: Readonly<Record<Name, string>>;
  readonly #digests = new Map<Name, string>();

  constructor(redis: Redis, scripts: Readonly<Record<Name, string>>) {
    this.#redis = redis;
    this.#scripts = scripts;
  }

  /** Rejects with RedisUnavailable. */
  async run(name: Name, key: string, words: readonly (string | number)[]): Promise<unknown> {
    try {
      return await this.#run(name, key, words);
    } catch (error) {
      throw new RedisUnavailable(error);
    }
  }

  async #run(name: Name, key: string, words: readonly (string | number)[]): Promise<unknown> {
    try {
      return await this.#redis.evalsha(this.#digestOf(name), 1, key, ...words);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return await this.#redis.eval(this.#scripts[name], 1, key, ...words);
    }
  }

  #digestOf(name: Name): string {
    const known = this.#digests.get(name);
    if (known !== undefined) return known;
    const digest = createHash('sha1').update(this.#scripts[name]).digest('hex');
    this.#digests.set(name, digest);
    return digest;
  }
}
