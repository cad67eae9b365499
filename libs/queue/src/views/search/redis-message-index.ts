import { setTimeout as pause } from 'node:timers/promises';

import { PeriodicTask } from '@mailyard/service';
import type { Redis } from 'ioredis';

import type { ServerKeys } from '../../redis/keys.js';
import { noEffort, restMsAfter, Stopwatch, type Effort } from './look-effort.js';
import { MessageEntries } from './message-entries.js';
import { filledQueues, type FilledQueue } from './redis-queue-jobs.js';
import { QueueWalks, type QueueWalksOptions } from './redis-queue-walks.js';

/** Some 450 MB. */
const messagesMax = 1_000_000;
/** So many queues are walked through at once. */
const queuesAtOnce = 8;
/** A search waits so long for a look: then the last one serves, if it is not old. */
const patienceMs = 120;
/** A look that takes longer is not made for each search: the last one serves. */
const shortLookMs = 60;
/** Queues with more messages are walked through by themselves, and no search waits for that. */
const longQueue = 5_000;
const restMsMin = 1_000;
/** What the ends of a queue cannot tell is known after it. */
const walkAnywayMs = 60_000;
/** Without a search for so long nobody searches. */
const usedForMs = 300_000;
/** Changes of suspensions are noted for ten minutes, see `suspension-steps.ts`. */
const notedMs = 500_000;

/** More messages wait than one process keeps an index of. */
export class TooManyMessages extends Error {
  override readonly name = 'TooManyMessages';
}

export interface KnownMessages {
  readonly entries: Pick<MessageEntries, 'find'>;
  /** About so many have not been read yet, at the moment when it is asked: together with what is found then, all of them. */
  readonly unread: () => number;
}

/**
 * All messages in the queues of a server, in the memory of whoever searches them again and again: read once, and followed by
 * what tells that something has happened to a message, which is where its job is. Queues whose lists have the same ends as
 * before are not looked into, of the others only what has changed is read anew, and hubs have no part in it.
 */
export class MessageIndex {
  readonly #redis: Redis;
  readonly #keys: ServerKeys;
  readonly #entries = new MessageEntries();
  readonly #walks: QueueWalks;
  readonly #looks: PeriodicTask;
  readonly #longWalks: PeriodicTask;
  /** Of the last look, those that wait for a walk of their own. */
  #long: readonly FilledQueue[] = [];
  readonly #now: () => number;
  readonly #everyMs: number;
  readonly #patienceMs: number;
  /** Every message has been read, and followed since. */
  #isWhole = false;
  #lookedAt = -Infinity;
  #took = noEffort;
  #usedAt = -Infinity;
  #follows = false;
  /** By the wall clock, as suspensions are noted. */
  #suspensionsUpTo = 0;
  /** Somebody waits for a look. */
  #wanted = false;
  #failure: unknown;

  constructor(
    options: Pick<QueueWalksOptions, 'redis' | 'keys' | 'expirationMs'> & {
      /** On a clock that only goes forward. */
      readonly now?: () => number;
      readonly everyMs?: number;
      /** So long a search waits for a look where the last one serves, too. */
      readonly patienceMs?: number;
    },
  ) {
    this.#redis = options.redis;
    this.#keys = options.keys;
    this.#now = options.now ?? (() => performance.now());
    const isWanted = (): boolean => !this.#isIdle();
    this.#walks = new QueueWalks(this.#entries, { ...options, now: this.#now, isWanted });
    this.#everyMs = options.everyMs ?? restMsMin;
    this.#patienceMs = options.patienceMs ?? patienceMs;
    this.#looks = new PeriodicTask(
      () => this.#bringUpToDate(),
      (error) => (this.#failure = error),
    );
    // The next look finds the same queues again, and says what is wrong with Redis.
    this.#longWalks = new PeriodicTask(
      () => this.#walkLongQueues(),
      () => undefined,
    );
  }

  /**
   * As they are, or were within some seconds where very many wait or much else is done. `partly`: those that are known, if not
   * all have been read yet. Throws TooManyMessages.
   */
  async messages({ partly = false }: { readonly partly?: boolean } = {}): Promise<KnownMessages> {
    const now = this.#now();
    this.#usedAt = now;
    this.#looks.start(this.#everyMs);
    const serves = this.#lastLookServes(now);
    if (!serves && !partly) await this.#lookNow(now);
    else if (!serves || this.#took.lookMs < shortLookMs) {
      await Promise.race([this.#lookNow(now), pause(this.#patienceMs, undefined, { ref: false })]);
    }
    const isKnown = serves || this.#lastLookServes(this.#now());
    return { entries: this.#entries, unread: isKnown ? () => 0 : await this.#unread() };
  }

  #lastLookServes(now: number): boolean {
    const servesFor = 3 * Math.max(restMsMin, restMsAfter(this.#took, false));
    return this.#isWhole && now - this.#lookedAt <= servesFor;
  }

  /** At the first look, or after a pause. */
  async #unread(): Promise<() => number> {
    const waiting = await this.#redis.zcard(this.#keys.items);
    return () => Math.max(this.#isWhole ? 0 : 1, waiting - this.#entries.count);
  }

  /** From now on, also while nobody searches, if seldom then: the first search finds nearly everything read. */
  follow(): void {
    this.#follows = true;
    this.#looks.start(this.#everyMs);
  }

  async #lookNow(since: number): Promise<void> {
    // One that is under way may have begun before what is sought came.
    for (let times = 0; times < 2 && this.#lookedAt < since; times += 1) {
      this.#failure = undefined;
      this.#wanted = true;
      await this.#looks.now();
      if (this.#failure !== undefined) throw this.#failure;
    }
  }

  async stop(): Promise<void> {
    await this.#looks.stop();
    await this.#longWalks.stop();
  }

  async #bringUpToDate(): Promise<void> {
    const now = this.#now();
    if (this.#isIdle() && !this.#follows) {
      void this.#looks.stop();
      return;
    }
    if (!this.#wanted && now - this.#lookedAt < this.#restMs(this.#took)) return;
    const reading = new Stopwatch();
    try {
      await this.#look(reading);
      this.#isWhole = true;
      this.#wanted = false;
    } finally {
      // Of one that fails, too: it may have met very many.
      this.#took = { lookMs: this.#now() - now - reading.ms, readMs: reading.ms };
      this.#lookedAt = now;
    }
    if (this.#long.length > 0) void this.#longWalks.now();
  }

  #isIdle(): boolean {
    return this.#now() - this.#usedAt > usedForMs;
  }

  #restMs(took: Effort): number {
    return restMsAfter(took, this.#isIdle());
  }

  async #look(reading: Stopwatch): Promise<void> {
    if ((await this.#redis.zcard(this.#keys.items)) > messagesMax) throw this.#tooMany();
    const noted = Date.now();
    // After a long pause nobody knows any more whose suspension has changed.
    if (noted - this.#suspensionsUpTo > notedMs) this.#forgetEverything();
    else await this.#walks.readSuspended(this.#suspensionsUpTo, reading);
    const [long, short]: [FilledQueue[], FilledQueue[]] = [[], []];
    const filled = new Set<string>();
    for await (const queue of filledQueues(this.#redis, this.#keys)) {
      filled.add(queue.name);
      if (!this.#isAsBefore(queue)) (this.#isLong(queue.name) ? long : short).push(queue);
    }
    for (let from = 0; from < short.length; from += queuesAtOnce) {
      const some = short.slice(from, from + queuesAtOnce);
      await Promise.all(some.map((queue) => this.#walks.through(queue, reading)));
      if (this.#entries.count > messagesMax) throw this.#tooMany();
    }
    await this.#walks.leave(filled, reading);
    this.#long = long;
    this.#suspensionsUpTo = noted;
    this.#entries.tidy();
  }

  #isAsBefore({ name, ends, takesTurns }: FilledQueue): boolean {
    const walked = this.#walks.last(name);
    if (walked?.ends !== ends) return false;
    return !takesTurns || this.#now() - walked.endedAt < walkAnywayMs;
  }

  #isLong(queue: string): boolean {
    return this.#walks.last(queue) !== undefined && this.#entries.countIn(queue) > longQueue;
  }

  async #walkLongQueues(): Promise<void> {
    for (const queue of this.#long) {
      const walked = this.#walks.last(queue.name);
      if (walked === undefined || this.#now() - walked.endedAt > this.#restMs(walked)) {
        await this.#walks.through(queue, new Stopwatch());
      }
    }
    this.#entries.tidy();
  }

  #tooMany(): TooManyMessages {
    this.#forgetEverything();
    return new TooManyMessages(`more than ${messagesMax} messages wait`);
  }

  #forgetEverything(): void {
    this.#isWhole = false;
    this.#entries.clear();
    this.#walks.forget();
  }
}
