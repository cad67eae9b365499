import { PeriodicTask } from '@mailyard/service';
import type { Redis } from 'ioredis';

import { parseJobId } from '../../item/mail-item.js';
import type { ServerKeys } from '../../redis/keys.js';
import type { ListedMessage } from '../messages/listed-message.js';
import { readJobs } from '../messages/redis-message-rows.js';
import { jobPlaces, type JobPlace } from './redis-job-places.js';

/** A message in a queue, as it was seen last. */
export interface IndexedMessage {
  readonly message: ListedMessage;
  /** It has left its queue. */
  readonly gone: boolean;
}

interface Entry extends IndexedMessage {
  message: ListedMessage;
  gone: boolean;
  place: string;
  /** Of the look at which it was seen last. */
  seen: number;
}

/** Some 400 MB. */
const messagesMax = 400_000;
const readAtOnce = 200;
/** Short queues are looked at with every search; of long ones the last look serves meanwhile. */
const shortLookMs = 60;
/** A twentieth of a processor. */
const restsOfLook = 20;
const restMsMin = 1_000;
/** Without a search for so long nobody follows the queues. */
const usedForMs = 300_000;
/** Clocks of hubs differ by less. */
const clockSkewMs = 10_000;
/** Changes of suspensions are noted for ten minutes, see `suspension-steps.ts`. */
const notedMs = 500_000;

/** More messages wait than one process keeps an index of. */
export class TooManyMessages extends Error {
  override readonly name = 'TooManyMessages';
}

/**
 * All messages in the queues of a server, in the memory of whoever searches them again and again: read once, and followed by
 * what tells that something has happened to a message, which is where its job is. Only what has changed is read anew, and hubs
 * have no part in it.
 */
export class MessageIndex {
  readonly #redis: Redis;
  readonly #keys: ServerKeys;
  readonly #expirationMs: (() => number) | undefined;
  readonly #entries = new Map<string, Entry>();
  readonly #texts = new Map<string, string>();
  #ordered: Entry[] | undefined;
  /** That are not among them yet. */
  #come: Entry[] = [];
  readonly #looks: PeriodicTask;
  #look = 0;
  #lookedAt = -Infinity;
  /** Without the reading of what has changed. */
  #tookMs = 0;
  #readMs = 0;
  #usedAt = -Infinity;
  /** By the wall clock, as suspensions are noted. */
  #suspensionsUpTo = 0;
  /** Somebody waits for a look. */
  #wanted = false;
  #failure: unknown;

  constructor(options: {
    readonly redis: Redis;
    readonly keys: ServerKeys;
    readonly expirationMs?: (() => number) | undefined;
  }) {
    this.#redis = options.redis;
    this.#keys = options.keys;
    this.#expirationMs = options.expirationMs;
    this.#looks = new PeriodicTask(
      () => this.#bringUpToDate(),
      (error) => (this.#failure = error),
    );
  }

  /** As they are, or were within some seconds where very many wait. Throws TooManyMessages. */
  async messages(): Promise<readonly IndexedMessage[]> {
    this.#usedAt = performance.now();
    const age = this.#usedAt - this.#lookedAt;
    const old = age > Math.max(3 * restMsMin, 3 * restsOfLook * this.#tookMs);
    if (old || this.#tookMs < shortLookMs) await this.#lookNow(this.#usedAt);
    this.#looks.start(restMsMin);
    return this.#inOrder();
  }

  /** By their receipt, as most searches want them. */
  #inOrder(): readonly IndexedMessage[] {
    if (this.#ordered === undefined || this.#come.length > 0) {
      const known = (this.#ordered ?? []).filter(({ gone }) => !gone);
      for (const entry of this.#come) if (!entry.gone) known.push(entry);
      this.#ordered = known.sort(byReceipt);
      this.#come = [];
    }
    return this.#ordered;
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
  }

  async #bringUpToDate(): Promise<void> {
    const now = performance.now();
    if (now - this.#usedAt > usedForMs) {
      void this.#looks.stop();
      return;
    }
    if (!this.#wanted && now - this.#lookedAt < restsOfLook * this.#tookMs) return;
    this.#readMs = 0;
    await this.#follow();
    this.#wanted = false;
    this.#tookMs = performance.now() - now - this.#readMs;
    this.#lookedAt = now;
  }

  async #follow(): Promise<void> {
    this.#look += 1;
    const noted = Date.now();
    // After a long pause nobody knows any more whose suspension has changed.
    const forgotten = noted - this.#suspensionsUpTo > notedMs;
    const suspensions = forgotten ? undefined : await this.#suspensionsSince();
    for await (const places of jobPlaces(this.#redis, this.#keys)) {
      const changed = places.filter((job) => this.#hasChanged(job, suspensions));
      await this.#read(changed);
      if (this.#entries.size > messagesMax) {
        this.#entries.clear();
        this.#ordered = undefined;
        this.#come = [];
        throw new TooManyMessages(`more than ${messagesMax} messages wait`);
      }
    }
    await this.#seekMissing();
    this.#suspensionsUpTo = noted;
    if (this.#texts.size > 2 * this.#entries.size + 10_000) this.#texts.clear();
  }

  async #suspensionsSince(): Promise<ReadonlySet<string>> {
    const since = this.#suspensionsUpTo - clockSkewMs;
    return new Set(await this.#redis.zrangebyscore(this.#keys.suspensions, since, '+inf'));
  }

  #hasChanged(job: JobPlace, suspensions: ReadonlySet<string> | undefined): boolean {
    const key = keyOf(job);
    const entry = this.#entries.get(key);
    if (entry === undefined) return true;
    entry.seen = this.#look;
    return entry.place !== job.place || suspensions === undefined || suspensions.has(key);
  }

  async #read(jobs: readonly JobPlace[]): Promise<void> {
    if (jobs.length === 0) return;
    const begun = performance.now();
    for (let from = 0; from < jobs.length; from += readAtOnce) {
      const some = jobs.slice(from, from + readAtOnce).filter(({ jobId }) => /^\d+-./.test(jobId));
      const identities = some.map(({ jobId }) => parseJobId(jobId));
      const rows = await readJobs(this.#redis, this.#keys, identities);
      for (const [index, job] of some.entries()) this.#keep(job, rows[index]);
    }
    this.#readMs += performance.now() - begun;
  }

  /** Those that were not met: gone, or on the move while we looked. */
  async #seekMissing(): Promise<void> {
    const missing: JobPlace[] = [];
    for (const { message, seen, place } of this.#entries.values()) {
      const { queue, internalId, number } = message;
      if (seen !== this.#look) missing.push({ queue, jobId: `${internalId}-${number}`, place });
    }
    await this.#read(missing);
  }

  #keep(job: JobPlace, row: ListedMessage | undefined): void {
    const key = keyOf(job);
    const known = this.#entries.get(key);
    const isHere = row !== undefined && (row.queue === job.queue || row.queue === '');
    if (!isHere) {
      if (known !== undefined) known.gone = true;
      this.#entries.delete(key);
      return;
    }
    const message = this.#compact({ ...row, queue: job.queue });
    if (known === undefined) {
      const entry = { message, gone: false, place: job.place, seen: this.#look };
      this.#entries.set(key, entry);
      this.#come.push(entry);
    } else Object.assign(known, { message, place: job.place, seen: this.#look });
  }

  /** The same text is kept once: most senders, recipients and errors occur many times. */
  #compact(row: ListedMessage): ListedMessage {
    const expirationMs = this.#expirationMs?.();
    const expires =
      expirationMs === undefined || row.receivedAt === 0
        ? {}
        : { expirationTime: row.receivedAt + expirationMs };
    return {
      ...row,
      ...expires,
      from: this.#once(row.from),
      recipients: row.recipients.map((recipient) => this.#once(recipient)),
      client: this.#once(row.client),
      source: this.#once(row.source),
      connector: this.#once(row.connector),
      ...(row.lastError !== undefined && { lastError: this.#once(row.lastError) }),
    };
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }
}

function byReceipt({ message: one }: IndexedMessage, { message: other }: IndexedMessage): number {
  if (one.receivedAt !== other.receivedAt) return one.receivedAt - other.receivedAt;
  return one.internalId < other.internalId ? -1 : 1;
}

function keyOf({ queue, jobId }: Pick<JobPlace, 'queue' | 'jobId'>): string {
  return `${queue} ${jobId}`;
}
