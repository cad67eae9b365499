import type { ChainableCommander, Redis } from 'ioredis';

import { BullQueues } from './bull-queues.js';
import { CommitError } from './commit-error.js';
import { queueScripts } from './scripts.js';

/**
 * A connection that commits mail: strict (see `queueRedis`), and used only while every script is in Redis's cache,
 * because inside MULTI a script that is not there would be skipped and the rest carried out.
 */
export class QueueConnection {
  #ready = false;

  private constructor(
    readonly redis: Redis,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** Resolves once Redis answers; until then it tries again and again. */
  static async open(redis: Redis, onFault: (error: unknown) => void): Promise<QueueConnection> {
    for (const [name, lua] of Object.entries(queueScripts)) redis.defineCommand(name, { lua });
    const connection = new QueueConnection(redis, onFault);
    redis.on('close', () => (connection.#ready = false));
    return connection;
  }

  /** To be called once BullMQ has defined its scripts; from then on each new connection prepares itself. */
  async prepare(): Promise<void> {
    this.redis.on('ready', () => void this.#loadScripts().catch(this.onFault));
    await this.#loadScripts();
  }

  get ready(): boolean {
    return this.#ready && this.redis.status === 'ready' && this.redis.stream.writable;
  }

  /** Runs the commands that `fill` queues, all or none; the replies in their order. Throws a CommitError only. */
  async transaction(fill: (multi: ChainableCommander) => Promise<void> | void): Promise<readonly unknown[]> {
    if (!this.ready) throw new CommitError('none', { cause: new Error('Redis is away') });
    const multi = this.redis.multi();
    await fill(multi);
    return this.#exec(multi);
  }

  /** Several reads in one round trip. */
  async read(fill: (pipeline: ChainableCommander) => void): Promise<readonly unknown[]> {
    const pipeline = this.redis.pipeline();
    fill(pipeline);
    return repliesOf(await pipeline.exec());
  }

  async #exec(multi: ChainableCommander): Promise<readonly unknown[]> {
    let results: [Error | null, unknown][] | null;
    try {
      results = await multi.exec();
    } catch (error) {
      throw CommitError.from(error);
    }
    const failed = results?.find(([error]) => error !== null)?.[0];
    if (failed?.message.includes('NOSCRIPT')) void this.#loadScripts().catch(this.onFault);
    if (failed) throw new CommitError('partial', { cause: failed });
    return repliesOf(results);
  }

  async #loadScripts(): Promise<void> {
    this.#ready = false;
    const { scriptsSet } = this.redis as unknown as { scriptsSet: Record<string, { lua: string }> };
    const used = Object.entries(scriptsSet).filter(([name]) => name in queueScripts || BullQueues.uses(name));
    await Promise.all(used.map(([, script]) => this.redis.script('LOAD', script.lua)));
    this.#ready = true;
  }
}

function repliesOf(results: readonly [Error | null, unknown][] | null): readonly unknown[] {
  return (results ?? []).map(([error, reply]) => {
    if (error !== null) throw error;
    return reply;
  });
}
