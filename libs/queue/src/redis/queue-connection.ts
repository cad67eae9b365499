import type { ChainableCommander, Redis } from 'ioredis';

import { DatabaseError } from './database-error.js';
import type { LuaScript } from './lua-script.js';

/**
 * A connection that commits mail: strict (see `queueRedis`), and used only while every script is in Redis's cache,
 * because inside MULTI a script that is not there would be skipped and the rest carried out.
 */
export class QueueConnection {
  #ready = false;
  #readySince = 0;
  readonly #waiting = new Set<() => void>();
  #scripts: readonly LuaScript[] = [];

  constructor(
    readonly redis: Redis,
    private readonly onFault: (error: unknown) => void,
  ) {
    redis.on('close', () => (this.#ready = false));
  }

  /** From now on these scripts are there on each new connection before it is used. */
  async prepare(scripts: readonly LuaScript[]): Promise<void> {
    this.#scripts = scripts;
    this.redis.on('ready', () => void this.#loadScripts().catch(this.onFault));
    await this.#loadScripts();
  }

  get ready(): boolean {
    return this.#ready && this.redis.status === 'ready' && this.redis.stream.writable;
  }

  /** How long Redis has been there without a break. */
  get readyForMs(): number {
    return this.ready ? performance.now() - this.#readySince : 0;
  }

  /** Resolves after that time, or as soon as Redis comes back. */
  async pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#waiting.add(done);
    });
  }

  /** Runs the commands that `fill` queues, all or none; the replies in their order. Throws a DatabaseError only. */
  async transaction(fill: (multi: ChainableCommander) => Promise<void> | void): Promise<readonly unknown[]> {
    if (!this.ready) throw new DatabaseError('none', { cause: new Error('Redis is away') });
    const multi = this.redis.multi();
    await fill(multi);
    this.#gather();
    return this.#exec(multi);
  }

  /** A script on its own. */
  async run(script: LuaScript, keys: readonly string[], args: readonly string[]): Promise<unknown> {
    const [reply] = await this.read((pipeline) => {
      pipeline.evalsha(script.sha, keys.length, ...keys, ...args);
    });
    return reply;
  }

  /** Several commands in one round trip, not as a transaction. Throws a DatabaseError only. */
  async read(fill: (pipeline: ChainableCommander) => void): Promise<readonly unknown[]> {
    if (!this.ready) throw new DatabaseError('none', { cause: new Error('Redis is away') });
    const pipeline = this.redis.pipeline();
    fill(pipeline);
    this.#gather();
    try {
      return repliesOf(await pipeline.exec());
    } catch (error) {
      throw DatabaseError.from(error);
    }
  }

  /** What all sessions and lanes ask in this turn of the event loop leaves in one write, and shares an fsync in Redis. */
  #gather(): void {
    const { stream } = this.redis;
    if (stream.writableCorked > 0) return;
    stream.cork();
    setImmediate(() => stream.uncork());
  }

  async #exec(multi: ChainableCommander): Promise<readonly unknown[]> {
    let results: [Error | null, unknown][] | null;
    try {
      results = await multi.exec();
    } catch (error) {
      throw DatabaseError.from(error);
    }
    const failed = results?.find(([error]) => error !== null)?.[0];
    if (failed?.message.includes('NOSCRIPT')) void this.#loadScripts().catch(this.onFault);
    if (failed) throw new DatabaseError('partial', { cause: failed });
    return repliesOf(results);
  }

  async #loadScripts(): Promise<void> {
    this.#ready = false;
    await Promise.all(this.#scripts.map(({ lua }) => this.redis.script('LOAD', lua)));
    this.#ready = true;
    this.#readySince = performance.now();
    for (const wake of this.#waiting) wake();
  }
}

function repliesOf(results: readonly [Error | null, unknown][] | null): readonly unknown[] {
  return (results ?? []).map(([error, reply]) => {
    if (error !== null) throw error;
    return reply;
  });
}
