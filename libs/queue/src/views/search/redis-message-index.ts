import type { Priority } from '@mailyard/message';
import { PeriodicTask } from '@mailyard/service';
import type { Redis } from 'ioredis';

import { parseJobId } from '../../item/mail-item.js';
import type { ServerKeys } from '../../redis/keys.js';
import type { ListedMessage } from '../messages/listed-message.js';
import { readJobs } from '../messages/redis-message-rows.js';
import { noEffort, restMsAfter, Stopwatch, type Effort } from './look-effort.js';
import { MessageEntries } from './message-entries.js';
import { filledQueues, jobsIn, type FilledQueue, type JobPlace } from './redis-queue-jobs.js';

/** Some 300 MB. */
const messagesMax = 400_000;
const readAtOnce = 200;
/** A look that takes longer is not made for each search: the last one serves. */
const shortLookMs = 60;
/** Queues with more messages are walked through by themselves, and no search waits for that. */
const longQueue = 5_000;
const restMsMin = 1_000;
/** What the ends of a queue cannot tell is known after it. */
const walkAnywayMs = 60_000;
/** Without a search for so long nobody searches. */
const usedForMs = 300_000;
/** Clocks of hubs differ by less. */
const clockSkewMs = 10_000;
/** Changes of suspensions are noted for ten minutes, see `suspension-steps.ts`. */
const notedMs = 500_000;

/** More messages wait than one process keeps an index of. */
export class TooManyMessages extends Error {
  override readonly name = 'TooManyMessages';
}

/** When a queue was walked through, and how it was then. */
interface Walked extends Effort {
  readonly ends: string;
  readonly endedAt: number;
}

/**
 * All messages in the queues of a server, in the memory of whoever searches them again and again: read once, and followed by
 * what tells that something has happened to a message, which is where its job is. Queues whose lists have the same ends as
 * before are not looked into, of the others only what has changed is read anew, and hubs have no part in it.
 */
export class MessageIndex {
  readonly #redis: Redis;
  readonly #keys: ServerKeys;
  readonly #expirationMs: ((priority: Priority) => number) | undefined;
  readonly #entries = new MessageEntries();
  readonly #walked = new Map<string, Walked>();
  readonly #looks: PeriodicTask;
  readonly #longWalks: PeriodicTask;
  /** Of the last look, those that wait for a walk of their own. */
  #long: readonly FilledQueue[] = [];
  readonly #now: () => number;
  readonly #everyMs: number;
  #walk = 0;
  #lookedAt = -Infinity;
  #took = noEffort;
  #usedAt = -Infinity;
  #follows = false;
  /** By the wall clock, as suspensions are noted. */
  #suspensionsUpTo = 0;
  /** Somebody waits for a look. */
  #wanted = false;
  #failure: unknown;

  constructor(options: {
    readonly redis: Redis;
    readonly keys: ServerKeys;
    readonly expirationMs?: ((priority: Priority) => number) | undefined;
    /** On a clock that only goes forward. */
    readonly now?: () => number;
    readonly everyMs?: number;
  }) {
    this.#redis = options.redis;
    this.#keys = options.keys;
    this.#expirationMs = options.expirationMs;
    this.#now = options.now ?? (() => performance.now());
    this.#everyMs = options.everyMs ?? restMsMin;
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

  /** As they are, or were within some seconds where very many wait. Throws TooManyMessages. */
  async messages(): Promise<Pick<MessageEntries, 'find'>> {
    const now = this.#now();
    const { lookMs } = this.#took;
    const old = now - this.#lookedAt > 3 * Math.max(restMsMin, restMsAfter(this.#took, false));
    this.#usedAt = now;
    if (old || lookMs < shortLookMs) await this.#lookNow(now);
    this.#looks.start(this.#everyMs);
    return this.#entries;
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
    if ((await this.#redis.zcard(this.#keys.items)) > messagesMax) this.#giveUp();
    const noted = Date.now();
    // After a long pause nobody knows any more whose suspension has changed.
    if (noted - this.#suspensionsUpTo > notedMs) this.#forgetEverything();
    else await this.#readSuspended(reading);
    const long: FilledQueue[] = [];
    const filled = new Set<string>();
    for await (const queue of filledQueues(this.#redis, this.#keys)) {
      filled.add(queue.name);
      if (this.#isAsBefore(queue)) continue;
      if (this.#isLong(queue.name)) long.push(queue);
      else await this.#walkThrough(queue, reading);
    }
    await this.#leave(filled, reading);
    this.#long = long;
    this.#suspensionsUpTo = noted;
  }

  #isAsBefore({ name, ends, takesTurns }: FilledQueue): boolean {
    const walked = this.#walked.get(name);
    if (walked?.ends !== ends) return false;
    return !takesTurns || this.#now() - walked.endedAt < walkAnywayMs;
  }

  #isLong(queue: string): boolean {
    return this.#walked.has(queue) && this.#entries.countIn(queue) > longQueue;
  }

  async #walkLongQueues(): Promise<void> {
    for (const queue of this.#long) {
      const walked = this.#walked.get(queue.name);
      if (walked === undefined || this.#now() - walked.endedAt > this.#restMs(walked)) {
        await this.#walkThrough(queue, new Stopwatch());
      }
    }
  }

  async #walkThrough(queue: FilledQueue, reading: Stopwatch): Promise<void> {
    const [begun, readBefore] = [this.#now(), reading.ms];
    this.#walk += 1;
    const walk = this.#walk;
    for await (const jobs of jobsIn(this.#redis, this.#keys, queue)) {
      const changed = jobs.filter((job) => !this.#entries.meet(job, walk));
      await reading.during(this.#read(changed, walk));
      if (this.#entries.count > messagesMax) this.#giveUp();
    }
    // Those that were not met: gone, or on the move while we looked.
    await reading.during(this.#read(this.#entries.missing(queue.name, walk), walk));
    const endedAt = this.#now();
    const readMs = reading.ms - readBefore;
    this.#walked.set(queue.name, { ends: queue.ends, endedAt, lookMs: endedAt - begun - readMs, readMs });
  }

  /** The queues that have no job any more. */
  async #leave(filled: ReadonlySet<string>, reading: Stopwatch): Promise<void> {
    for (const name of this.#walked.keys()) if (!filled.has(name)) this.#walked.delete(name);
    const left = [...this.#entries.queues()].filter((name) => !filled.has(name));
    this.#walk += 1;
    for (const name of left) {
      await reading.during(this.#read(this.#entries.missing(name, this.#walk), this.#walk));
    }
  }

  /** A suspension moves no job. */
  async #readSuspended(reading: Stopwatch): Promise<void> {
    const since = this.#suspensionsUpTo - clockSkewMs;
    const words = await this.#redis.zrangebyscore(this.#keys.suspensions, since, '+inf');
    const known = words.flatMap((word) => {
      const space = word.lastIndexOf(' ');
      return this.#entries.placeOf(word.slice(0, space), word.slice(space + 1)) ?? [];
    });
    await reading.during(this.#read(known, this.#walk));
  }

  #giveUp(): never {
    this.#forgetEverything();
    throw new TooManyMessages(`more than ${messagesMax} messages wait`);
  }

  #forgetEverything(): void {
    this.#entries.clear();
    this.#walked.clear();
  }

  async #read(jobs: readonly JobPlace[], walk: number): Promise<void> {
    for (let from = 0; from < jobs.length; from += readAtOnce) {
      const some = jobs.slice(from, from + readAtOnce).filter(({ jobId }) => /^\d+-./.test(jobId));
      const rows = await readJobs(
        this.#redis,
        this.#keys,
        some.map(({ jobId }) => parseJobId(jobId)),
      );
      for (const [index, job] of some.entries()) {
        const row = rows[index];
        const isHere = row !== undefined && (row.queue === job.queue || row.queue === '');
        if (isHere) this.#entries.keep(job, this.#expiring(row), walk);
        else this.#entries.drop(job.queue, job.jobId);
      }
    }
  }

  #expiring(row: ListedMessage): ListedMessage {
    const expirationMs = this.#expirationMs?.(row.priority);
    if (expirationMs === undefined || row.receivedAt === 0) return row;
    return { ...row, expirationTime: row.receivedAt + expirationMs };
  }
}
