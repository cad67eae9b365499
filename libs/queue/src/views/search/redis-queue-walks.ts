import { setTimeout as pause } from 'node:timers/promises';

import type { Priority } from '@mailyard/message';
import type { Redis } from 'ioredis';

import type { ServerKeys } from '../../redis/keys.js';
import type { ListedMessage } from '../messages/listed-message.js';
import type { Effort, Stopwatch } from './look-effort.js';
import type { MessageEntries } from './message-entries.js';
import { readPlaced } from './redis-placed-jobs.js';
import { jobsIn, type FilledQueue, type JobPlace } from './redis-queue-jobs.js';

/** About two milliseconds for which Redis does nothing else. */
const readAtOnce = 150;
/** While somebody waits for what is read. */
const readsUnderWay = 3;
/** Clocks of hubs differ by less. */
const clockSkewMs = 10_000;

/** When a queue was walked through, and how it was then. */
interface Walked extends Effort {
  readonly ends: string;
  readonly endedAt: number;
}

export interface QueueWalksOptions {
  readonly redis: Redis;
  readonly keys: ServerKeys;
  readonly expirationMs?: ((priority: Priority) => number) | undefined;
  readonly now: () => number;
  /** Whether somebody waits for what is read, or has searched lately. */
  readonly isWanted: () => boolean;
}

/** Walks through queues, and reads what has changed in them into the entries. */
export class QueueWalks {
  readonly #entries: MessageEntries;
  readonly #redis: Redis;
  readonly #keys: ServerKeys;
  readonly #expirationMs: QueueWalksOptions['expirationMs'];
  readonly #now: () => number;
  readonly #isWanted: () => boolean;
  #walked = new Map<string, Walked>();
  #walk = 0;

  constructor(entries: MessageEntries, options: QueueWalksOptions) {
    this.#entries = entries;
    this.#redis = options.redis;
    this.#keys = options.keys;
    this.#expirationMs = options.expirationMs;
    this.#now = options.now;
    this.#isWanted = options.isWanted;
  }

  last(queue: string): Walked | undefined {
    return this.#walked.get(queue);
  }

  forget(): void {
    this.#walked = new Map();
  }

  async through(queue: FilledQueue, reading: Stopwatch): Promise<void> {
    const [begun, readBefore, walked] = [this.#now(), reading.ms, this.#walked];
    this.#walk += 1;
    const walk = this.#walk;
    for await (const jobs of jobsIn(this.#redis, this.#keys, queue)) {
      const changed = jobs.filter((job) => !this.#entries.meet(job, walk));
      await reading.during(this.#read(queue.name, changed, walk));
    }
    // Those that were not met: gone, or on the move while we looked.
    await reading.during(this.#read(queue.name, this.#entries.missing(queue.name, walk), walk));
    const endedAt = this.#now();
    const readMs = reading.ms - readBefore;
    const lookMs = Math.max(0, endedAt - begun - readMs);
    // If everything was forgotten meanwhile it has to be walked through again.
    walked.set(queue.name, { ends: queue.ends, endedAt, lookMs, readMs });
  }

  /** The queues that have no job any more. */
  async leave(filled: ReadonlySet<string>, reading: Stopwatch): Promise<void> {
    for (const name of this.#walked.keys()) if (!filled.has(name)) this.#walked.delete(name);
    const left = [...this.#entries.queues()].filter((name) => !filled.has(name));
    this.#walk += 1;
    for (const name of left) {
      await reading.during(this.#read(name, this.#entries.missing(name, this.#walk), this.#walk));
    }
  }

  /** A suspension moves no job. */
  async readSuspended(upTo: number, reading: Stopwatch): Promise<void> {
    const since = upTo - clockSkewMs;
    const words = await this.#redis.zrangebyscore(this.#keys.suspensions, since, '+inf');
    const known = new Map<string, JobPlace[]>();
    for (const word of words) {
      const space = word.lastIndexOf(' ');
      const job = this.#entries.placeOf(word.slice(0, space), word.slice(space + 1));
      if (job === undefined) continue;
      const others = known.get(job.queue);
      if (others === undefined) known.set(job.queue, [job]);
      else others.push(job);
    }
    for (const [queue, jobs] of known) await reading.during(this.#read(queue, jobs, this.#walk));
  }

  async #read(queue: string, found: readonly JobPlace[], walk: number): Promise<void> {
    const jobs = found.filter(({ jobId }) => /^\d+-./.test(jobId));
    let next = 0;
    const readOn = async (): Promise<void> => {
      while (next < jobs.length) {
        const begun = performance.now();
        const some = jobs.slice(next, (next += readAtOnce));
        await this.#readThese(queue, some, walk);
        // Ahead of whoever may search: then mail has at least half of Redis.
        if (!this.#isWanted() && some.length === readAtOnce) await pause(performance.now() - begun);
      }
    };
    // On a busy machine an answer takes much longer than what has to be done for it.
    await Promise.all(Array.from({ length: this.#isWanted() ? readsUnderWay : 1 }, readOn));
  }

  async #readThese(queue: string, jobs: readonly JobPlace[], walk: number): Promise<void> {
    const rows = await readPlaced(this.#redis, this.#keys, { queue, jobs });
    for (const [index, job] of jobs.entries()) {
      const row = rows[index];
      const isHere = row !== undefined && (row.queue === queue || row.queue === '');
      if (isHere) this.#entries.keep(job, this.#expiring(row), walk);
      else this.#entries.drop(queue, job.jobId);
    }
  }

  #expiring(row: ListedMessage): ListedMessage {
    const expirationMs = this.#expirationMs?.(row.priority);
    if (expirationMs === undefined || row.receivedAt === 0) return row;
    return { ...row, expirationTime: row.receivedAt + expirationMs };
  }
}
