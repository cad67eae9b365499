import type { Redis } from 'ioredis';

import type { Log } from '../log/log.js';

export interface ReplicaChannelOptions {
  /** Stays the caller's; a second connection that listens is made from it. */
  readonly redis: Redis;
  /** Replicas of one service of one server hear each other. */
  readonly service: string;
  readonly server: string;
  /** Identity of this process. */
  readonly instance: string;
  readonly log: Log;
}

/**
 * What the replicas of a service tell each other about one subject, over a channel of Redis: nothing is stored, and nobody
 * waits for it. What is said while Redis is away is lost.
 */
export class ReplicaChannel {
  readonly #options: ReplicaChannelOptions;
  readonly #name: string;
  readonly #listening: Redis;

  constructor(subject: string, options: ReplicaChannelOptions) {
    this.#options = options;
    this.#name = `{mailyard}:${subject}:${options.service}:${options.server.toLowerCase()}`;
    this.#listening = options.redis.duplicate({ maxRetriesPerRequest: null, lazyConnect: true });
    // The connection that it was made from tells outages.
    this.#listening.on('error', () => undefined);
  }

  /** Resolves when it listens; `hear` may throw at what it cannot read. */
  async open(hear: (text: string, instance: string) => void): Promise<void> {
    const { instance: own, log } = this.#options;
    this.#listening.on('message', (_channel, message: string) => {
      const space = message.indexOf(' ');
      const instance = message.slice(0, space);
      if (instance === own) return;
      try {
        hear(message.slice(space + 1), instance);
      } catch (error) {
        log.error(`a report of ${instance} cannot be read: ${String(error)}`);
      }
    });
    await this.#listening.subscribe(this.#name);
  }

  async send(text: string): Promise<void> {
    const { redis, instance, log } = this.#options;
    try {
      await redis.publish(this.#name, `${instance} ${text}`);
    } catch (error) {
      log.debug(`the other replicas were not told on ${this.#name}: ${String(error)}`);
    }
  }

  /** Hears nothing more; what is sent after it still goes out. */
  close(): void {
    this.#listening.disconnect();
  }
}
