import { ReplicaChannel, type ReplicaChannelOptions } from '@mailyard/service';
import { knownSourcesMax, type KnownSource } from './known-sources.js';
import type { SignInLimits, SignInReport } from './sign-in-limits.js';

export interface SignInExchangeOptions extends ReplicaChannelOptions {
  readonly limits: SignInLimits;
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
  readonly #channel: ReplicaChannel;
  readonly #knownKey: string;
  #gathering: NodeJS.Timeout | undefined;

  constructor(options: SignInExchangeOptions) {
    this.#options = options;
    this.#channel = new ReplicaChannel('sign-ins', options);
    this.#knownKey = `{mailyard}:known-sources:${options.service}:${options.server.toLowerCase()}`;
  }

  /** Resolves when it listens and knows what was kept. */
  async start(): Promise<void> {
    const { limits } = this.#options;
    await this.#channel.open((text) => this.#hear(JSON.parse(text) as Message));
    limits.learn({ failed: [], known: await this.#kept() });
    limits.onChange = () => {
      this.#gathering ??= setTimeout(() => void this.#tellNews(), gatherMs);
    };
    await this.#send({ kind: 'hello', failed: [], known: [] });
  }

  async stop(): Promise<void> {
    this.#options.limits.onChange = () => undefined;
    clearTimeout(this.#gathering);
    this.#channel.close();
    await this.#tellNews();
  }

  async #tellNews(): Promise<void> {
    this.#gathering = undefined;
    const news = this.#options.limits.news();
    if (news.failed.length === 0 && news.known.length === 0) return;
    await this.#send({ kind: 'news', ...news });
    await this.#keep(news.known);
  }

  /** Who does not hear it counts what it sees itself. */
  #send(message: Message): Promise<void> {
    return this.#channel.send(JSON.stringify(message));
  }

  #hear({ kind, ...report }: Message): void {
    const { limits } = this.#options;
    if (kind === 'news') limits.hear(report);
    else if (kind === 'all') limits.learn(report);
    else void this.#send({ kind: 'all', failed: limits.failures(), known: [] });
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
