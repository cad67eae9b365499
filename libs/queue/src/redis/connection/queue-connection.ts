import { refusesWrites } from '@mailyard/service';
import type { ChainableCommander, Redis } from 'ioredis';

import { DatabaseError } from './database-error.js';
import { send } from './encoded-command.js';
import type { LuaScript } from '../transaction/lua-script.js';
import { greetingScript, type Word } from '../transaction/transaction-script.js';

export interface QueueConnectionOptions {
  /** Strict, see `queueRedis`; its `socketTimeout` is how long we wait for an answer. */
  readonly redis: Redis;
  /** A key that is never set. */
  readonly probeKey: string;
  /** Called on each new connection before it is used. */
  readonly onConnected?: (() => Promise<void>) | undefined;
  /** Redis refuses writes, and why; undefined: it takes them again. */
  readonly onRefusal?: ((reason: string | undefined) => void) | undefined;
  readonly onFault: (error: unknown) => void;
}

/** How long a Redis that refuses writes is left alone; it may be a replica now, with the primary at the same address. */
const reopenMs = 500;
/** Time for the other answers on a connection that is to be opened again. */
const drainMs = 50;
const attemptsMax = 5;
/** How often Redis is asked whether it takes writes, also when nobody has anything to write, and for its clock. */
const greetingIntervalMs = 1_000;

/** Replicas that are to have what was written. */
export interface WantedReplicas {
  readonly replicas: number;
  /** How long they have time. */
  readonly timeoutMs: number;
}

interface ReplicatedRun {
  readonly args: readonly (readonly Word[])[];
  readonly wanted: WantedReplicas;
}

/** A connection that commits mail: used only while every script is in Redis's cache and Redis takes writes. */
export class QueueConnection {
  readonly #options: QueueConnectionOptions;
  readonly #waiting = new Set<() => void>();
  #scripts: readonly LuaScript[] = [];
  #ready = false;
  #readySince = 0;
  /** Why Redis is not ready, if it has told. */
  #refusal: Error | undefined;
  #reopening: NodeJS.Timeout | undefined;
  /** Redis's clock less ours, which nobody sets. */
  #clockOffsetMs = 0;
  readonly #endOfTurn: (() => void)[] = [];
  /** How long we wait for an answer. */
  readonly answerMs: number;

  constructor(options: QueueConnectionOptions) {
    this.#options = options;
    this.answerMs = options.redis.options.socketTimeout ?? Infinity;
    options.redis.on('close', () => {
      // Whoever was to be opened again is gone.
      this.#ready = false;
      clearTimeout(this.#reopening);
      this.#reopening = undefined;
    });
  }

  /** The scripts are those that will be run. */
  async prepare(scripts: readonly LuaScript[]): Promise<void> {
    const { redis, onFault } = this.#options;
    this.#scripts = [greetingScript, ...scripts];
    redis.on('ready', () => void this.#begin().catch(onFault));
    await this.#begin();
    if (this.#refusal !== undefined) throw DatabaseError.from(this.#refusal);
    const timer = setInterval(() => this.#greetAgain(), greetingIntervalMs).unref();
    redis.on('end', () => clearInterval(timer));
  }

  get redis(): Redis {
    return this.#options.redis;
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

  /** When we do not wait any more for the answer to what is asked now, by Redis's clock. */
  get answerDeadline(): number {
    return Math.round(performance.now() + this.#clockOffsetMs + this.answerMs);
  }

  /** A script, its arguments in one list or more. Throws a DatabaseError only. */
  run(script: LuaScript, keys: readonly string[], ...args: readonly (readonly Word[])[]): Promise<unknown> {
    const words = [['evalsha', script.sha, keys.length], keys, ...args];
    return this.#attempt(script, () => send(this.redis, words));
  }

  /** The same, and how many replicas have it by then. An answer that is lost, of either, is lost for both. */
  runOnReplicas(
    script: LuaScript,
    keys: readonly string[],
    { args, wanted: { replicas, timeoutMs } }: ReplicatedRun,
  ): Promise<{ readonly reply: unknown; readonly copies: number }> {
    const words = [['evalsha', script.sha, keys.length], keys, ...args];
    return this.#attempt(script, async () => {
      const asked = send(this.redis, words);
      const copies = send(this.redis, [['wait', replicas, timeoutMs]]);
      // Whoever has lost the first answer does not ask for the second one.
      copies.catch(() => undefined);
      return { reply: await asked, copies: Number(await copies) };
    });
  }

  async #attempt<T>(script: LuaScript, ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      this.#assertReady();
      this.#gather();
      try {
        return await ask();
      } catch (error) {
        const failure = this.failure(error);
        if (!failure.scriptMissing || attempt === attemptsMax) throw failure;
        // Ahead of the next attempt, over the same connection; who cannot load it hears of it there.
        this.redis.script('LOAD', script.lua).catch(() => undefined);
      }
    }
  }

  /**
   * A new key, its value in pieces, that goes away by itself after that time. It is set in its place among what is asked.
   * Throws a DatabaseError only.
   */
  async set(key: string, octets: readonly Buffer[], ms: number): Promise<void> {
    this.#assertReady();
    this.#gather();
    try {
      await send(this.redis, [['set', key, octets, 'px', ms, 'nx']]);
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** Several commands in one round trip, not as a transaction. Throws a DatabaseError only. */
  async read(fill: (pipeline: ChainableCommander) => void): Promise<readonly unknown[]> {
    this.#assertReady();
    const pipeline = this.redis.pipeline();
    fill(pipeline);
    this.#gather();
    try {
      return repliesOf(await pipeline.exec());
    } catch (error) {
      throw DatabaseError.from(error);
    }
  }

  /** What Redis said to a command, or a script of its own, in our words. */
  failure(said: unknown): DatabaseError {
    if (refusesWrites(said)) this.#reopen(said);
    return DatabaseError.from(said);
  }

  /** Anew: it may have been set. Throws a DatabaseError only. */
  async readClock(): Promise<void> {
    await this.#greet().catch((error: unknown) => {
      throw DatabaseError.from(error);
    });
  }

  #assertReady(): void {
    if (this.ready) return;
    throw new DatabaseError('none', { cause: this.#refusal ?? new Error('Redis is away') });
  }

  /** To ask then for what has been collected; at once when Redis is away. */
  atEndOfTurn(act: () => void): void {
    if (!this.ready) {
      queueMicrotask(act);
      return;
    }
    this.#gather();
    this.#endOfTurn.push(act);
  }

  /** What all sessions and lanes ask in this turn of the event loop leaves in one write, and shares an fsync in Redis. */
  #gather(): void {
    const { stream } = this.redis;
    if (stream.writableCorked > 0) return;
    stream.cork();
    setImmediate(() => {
      for (const act of this.#endOfTurn.splice(0)) act();
      stream.uncork();
    });
  }

  /** A new connection is used once it has the scripts, takes writes and satisfies our owner. */
  async #begin(): Promise<void> {
    const { stream } = this.redis;
    this.#ready = false;
    try {
      await Promise.all(this.#scripts.map(({ lua }) => this.redis.script('LOAD', lua)));
      await this.#greet();
    } catch (error) {
      if (!refusesWrites(error)) throw error;
      this.#reopen(error);
      return;
    }
    await this.#options.onConnected?.();
    if (stream === this.redis.stream) this.#open();
  }

  #open(): void {
    if (this.#refusal !== undefined) this.#options.onRefusal?.(undefined);
    this.#refusal = undefined;
    this.#ready = true;
    this.#readySince = performance.now();
    for (const wake of this.#waiting) wake();
  }

  async #greet(): Promise<void> {
    const asked = performance.now();
    const clock = await this.redis.eval(greetingScript.lua, 1, this.#options.probeKey);
    this.#clockOffsetMs = Number(clock) - (asked + performance.now()) / 2;
  }

  #greetAgain(): void {
    if (!this.ready) return;
    this.#greet().catch((error: unknown) => {
      // Whoever has work finds out whatever else is wrong.
      if (refusesWrites(error)) this.#reopen(error);
    });
  }

  /** Redis is no primary, or cannot write; whoever is behind the address then is asked again. */
  #reopen(refusal: Error): void {
    const known = this.#refusal !== undefined;
    if (!known) this.#options.onRefusal?.(refusal.message);
    this.#refusal = refusal;
    this.#ready = false;
    this.#reopening ??= setTimeout(() => this.redis.disconnect(true), known ? reopenMs : drainMs);
  }
}

function repliesOf(results: readonly [Error | null, unknown][] | null): readonly unknown[] {
  return (results ?? []).map(([error, reply]) => {
    if (error !== null) throw error;
    return reply;
  });
}
