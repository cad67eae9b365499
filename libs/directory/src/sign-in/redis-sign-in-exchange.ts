import type { Redis } from 'ioredis';

import type { Log } from '../log.js';
import { knownSourcesMax, type KnownSource } from './known-sources.js';
import type { SignInLimits, SignInReport } from './sign-in-limits.js';

export interface SignInExchangeOptions {
  readonly limits: SignInLimits;
  /** Stays the caller's; a second connection that listens is made from it. */
  readonly redis: Redis;
  /** Replicas of one service of one server share their limits. */
  readonly service: string;
  readonly server: string;
  /** Identity of this process. */
  readonly instance: string;
  readonly log: Log;
}

/** `news` counts more, `all` is the answer to somebody who said `hello`. */
interface Message extends SignInReport {
  readonly kind: 'hello' | 'news' | 'all';
}

// Changes of so long are told at once: what replicas can allow too much within it is the price for never asking.
const gatherMs = 50;

/**
 * Tells the other replicas of a service which sign-ins have failed, and hears of theirs, over a channel of Redis. From
 * where an account has signed in is kept in Redis as well, for the time after a restart. Without Redis each replica
 * goes on with what it knows.
 */
export class RedisSignInExchange {
  readonly #options: SignInExchangeOptions;
  readonly #channel: string;
  readonly #knownKey: string;
  readonly #listening: Redis;
  #gathering: NodeJS.Timeout | undefined;

  constructor(options: SignInExchangeOptions) {
    this.#options = options;
    const name = `${options.service}:${options.server.toLowerCase()}`;
    this.#channel = `{mailyard}:sign-ins:${name}`;
    this.#knownKey = `{mailyard}:known-sources:${name}`;
    this.#listening = options.redis.duplicate({ maxRetriesPerRequest: null, lazyConnect: true });
    // The connection that it was made from tells outages.
    this.#listening.on('error', () => undefined);
    this.#listening.on('message', (_channel, message: string) => this.#hear(message));
  }

  /** Resolves when it listens and knows what was kept. */
  async start(): Promise<void> {
    const { limits } = this.#options;
    await this.#listening.subscribe(this.#channel);
    limits.learn({ failed: [], known: await this.#kept() });
    limits.onChange = () => {
      this.#gathering ??= setTimeout(() => void this.#tellNews(), gatherMs);
    };
    await this.#send({ kind: 'hello', failed: [], known: [] });
  }

  async stop(): Promise<void> {
    this.#options.limits.onChange = () => undefined;
    clearTimeout(this.#gathering);
    this.#listening.disconnect();
    await this.#tellNews();
  }

  async #tellNews(): Promise<void> {
    this.#gathering = undefined;
    const news = this.#options.limits.news();
    if (news.failed.length === 0 && news.known.length === 0) return;
    await this.#send({ kind: 'news', ...news });
    await this.#keep(news.known);
  }

  async #send(message: Message): Promise<void> {
    const { redis, instance, log } = this.#options;
    try {
      await redis.publish(this.#channel, `${instance} ${JSON.stringify(message)}`);
    } catch (error) {
      // They count what they see themselves.
      log.debug(`the other replicas were not told of failed sign-ins: ${String(error)}`);
    }
  }

  #hear(text: string): void {
    const { limits, instance, log } = this.#options;
    const space = text.indexOf(' ');
    if (text.slice(0, space) === instance) return;
    try {
      const { kind, ...report } = JSON.parse(text.slice(space + 1)) as Message;
      if (kind === 'news') limits.hear(report);
      else if (kind === 'all') limits.learn(report);
      else void this.#send({ kind: 'all', failed: limits.failures(), known: [] });
    } catch (error) {
      log.error(`a report of ${text.slice(0, space)} cannot be read: ${String(error)}`);
    }
  }

  async #kept(): Promise<readonly KnownSource[]> {
    const { redis, limits, log } = this.#options;
    const flat = await redis
      .zrangebyscore(this.#knownKey, limits.oldestKnown, '+inf', 'WITHSCORES')
      .catch((error: unknown) => {
        log.warn(`from where accounts have signed in before is not known: ${String(error)}`);
        return [];
      });
    return Array.from({ length: flat.length / 2 }, (_, index) => {
      return [flat[2 * index] ?? '', Number(flat[2 * index + 1])] as const;
    });
  }

  async #keep(known: readonly KnownSource[]): Promise<void> {
    if (known.length === 0) return;
    const { redis, limits, log } = this.#options;
    const key = this.#knownKey;
    try {
      await redis
        .multi()
        .zadd(key, ...known.flatMap(([pair, at]) => [at, pair]))
        .zremrangebyscore(key, '-inf', `(${limits.oldestKnown}`)
        .zremrangebyrank(key, 0, -knownSourcesMax - 1)
        .exec();
    } catch (error) {
      // Noted again when the account signs in an hour later.
      log.debug(`from where accounts have signed in was not kept: ${String(error)}`);
    }
  }
}
