import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { parseJobId } from '../../item/mail-item.js';
import {
  moderationQueue,
  poisonQueue,
  ServerKeys,
  submissionQueue,
  unreachableQueue,
} from '../../redis/keys.js';
import { readTold } from '../../redis/rates/redis-queue-rates.js';
import { retryNowArguments } from '../../redis/schedule/queue-schedule.js';
import { scheduleScripts } from '../../redis/schedule/schedule-scripts.js';
import { matcher } from '../filter/matcher.js';
import { pageOf, parseCursor, type Looking, type Page } from '../filter/page.js';
import type { ListedMessage } from '../messages/listed-message.js';
import { readJobs } from '../messages/redis-message-rows.js';
import { queueProperties, type QueueFilter, type QueueProperty } from './queue-properties.js';
import { summarize, type QueueSummary, type TlsDomainOf } from './queue-summary.js';
import { QueueObjects } from './redis-bull-queues.js';
import { queueNames, readQueues } from './redis-queue-readings.js';

export interface QueueQuery {
  readonly filter?: QueueFilter;
  /** Of the page before. */
  readonly cursor?: string;
  readonly limit?: number;
  /** Without it Submission, Unreachable and Poison come first and the others by name; then a page costs less, too. */
  readonly sort?: { readonly by: QueueProperty; readonly descending?: boolean };
}

export interface QueueCatalogOptions {
  readonly redis: Redis;
  readonly server: string;
  /** Absent: nobody asks. */
  readonly tlsDomainOf?: TlsDomainOf;
}

/** A page looks at no more queues than so many, unless they have to be sorted. */
const lookedAtMax = 2_000;
const lookedAtOnce = 500;

/**
 * Reads the queues of a server, and does to a whole queue what an administrator orders. Give it a connection that may queue
 * commands while Redis is away.
 */
export class QueueCatalog {
  readonly #redis: Redis;
  readonly #keys: ServerKeys;
  readonly #queues: QueueObjects;
  readonly #tlsDomainOf: TlsDomainOf | undefined;

  constructor(options: QueueCatalogOptions) {
    this.#tlsDomainOf = options.tlsDomainOf;
    this.#redis = options.redis;
    this.#keys = new ServerKeys(options.server);
    this.#queues = new QueueObjects(options.redis, this.#keys.prefix);
  }

  /** Submission, Unreachable, Moderation and Poison if there are any, and every delivery queue that exists. */
  async names(): Promise<readonly string[]> {
    const known = await queueNames(this.#redis, this.#keys);
    const ofNeed = [moderationQueue, poisonQueue].filter((name) => known.has(name));
    const permanent = [submissionQueue, unreachableQueue, ...ofNeed];
    return [...permanent, ...[...known].filter((name) => !permanent.includes(name)).sort()];
  }

  /** All of them. */
  async list(): Promise<readonly QueueSummary[]> {
    return this.#summaries(await this.names());
  }

  /** Those of these that exist. */
  async some(names: readonly string[]): Promise<readonly QueueSummary[]> {
    if (names.length === 0) return [];
    const known = await this.#redis.zmscore(this.#keys.nextHops, ...names);
    return this.#summaries(names.filter((name, at) => known[at] !== null || isPermanent(name)));
  }

  /** Those that pass the filter, page by page. A queue that comes or goes meanwhile moves no other out of a page. */
  async page(query: QueueQuery = {}): Promise<Page<QueueSummary>> {
    const { filter = [], cursor, limit = 100, sort } = query;
    const passes = matcher<QueueSummary, typeof queueProperties>(queueProperties, filter);
    const looking = sort === undefined ? this.#lookingByName(cursor) : this.#lookingSorted(cursor, sort);
    return pageOf(looking, { passes, limit });
  }

  /**
   * Retry-Queue: a queue in Retry tries its next hop within a second, and every message of the queue that waits for its
   * own next attempt is tried, too. False when there is no such queue.
   */
  async retryNow(name: string): Promise<boolean> {
    const { lua } = scheduleScripts.retryNow;
    const { keys, args } = retryNowArguments(this.#keys, name, '1');
    return (await this.#redis.eval(lua, keys.length, ...keys, ...args)) === 1;
  }

  /** Suspend-Queue: what is under way ends, nothing else is begun; new messages are taken. */
  async suspend(name: string): Promise<void> {
    await (await this.#queues.get(name)).pause();
  }

  /** Resume-Queue. */
  async resume(name: string): Promise<void> {
    await (await this.#queues.get(name)).resume();
    await this.#look(name);
  }

  /** BullMQ's queues, for Bull Board; the same objects each time, a queue that is gone is closed. */
  async bullQueues(): Promise<readonly Queue[]> {
    const names = await this.names();
    await this.#queues.keepOnly(new Set(names));
    return Promise.all(names.map((name) => this.#queues.get(name)));
  }

  close(): Promise<void> {
    return this.#queues.keepOnly(new Set());
  }

  /** When the oldest message of the server was received, milliseconds since the epoch; undefined without any. */
  async oldestMessageTime(): Promise<number | undefined> {
    const [, received] = await this.#redis.zrange(this.#keys.items, '0', '0', 'WITHSCORES');
    return received === undefined ? undefined : Number(received);
  }

  /** Jobs that were put aside since they are suspended, for which BullMQ has no place: some of them, and how many there are. */
  async suspendedJobs(
    name: string,
    { skip, count }: { readonly skip: number; readonly count: number },
  ): Promise<{ readonly total: number; readonly jobIds: readonly string[] }> {
    const key = this.#keys.ofQueue(name, 'suspended');
    const [total, jobIds] = await Promise.all([
      this.#redis.zcard(key),
      count > 0 ? this.#redis.zrange(key, String(skip), String(skip + count - 1)) : [],
    ]);
    return { total, jobIds };
  }

  /** What the jobs of a queue are about, in their order; undefined for a message that is gone. */
  messages(jobIds: readonly string[]): Promise<readonly (ListedMessage | undefined)[]> {
    return readJobs(this.#redis, this.#keys, jobIds.map(parseJobId));
  }

  /** Whoever serves the queue need not find out by itself that it has work. */
  async #look(name: string): Promise<void> {
    await this.#redis.zadd(this.#keys.nextHops, 'XX', 0, name);
  }

  async #summaries(names: readonly string[]): Promise<readonly QueueSummary[]> {
    const [readings, { passed, connecting }] = await Promise.all([
      readQueues(this.#redis, this.#keys, names),
      readTold(this.#redis, this.#keys),
    ]);
    const tlsDomainOf = this.#tlsDomainOf;
    return readings.map((reading) => {
      const { name } = reading;
      const around = { passed: passed.get(name), connecting: connecting.get(name), tlsDomainOf };
      return summarize(this.#keys.server, reading, around);
    });
  }

  async *#lookingByName(cursor: string | undefined): Looking<QueueSummary> {
    const after = cursor === undefined ? '' : placeOf(parseCursor(cursor, 'string')[0]);
    const names = (await this.names()).filter((name) => placeOf(name) > after);
    const looked = names.slice(0, lookedAtMax);
    for (let from = 0; from < looked.length; from += lookedAtOnce) {
      const summaries = await this.#summaries(looked.slice(from, from + lookedAtOnce));
      yield* summaries.map((summary) => [summary, [summary.name]] as const);
    }
    const last = looked.at(-1);
    return last === undefined || looked.length === names.length ? undefined : [last];
  }

  async *#lookingSorted(
    cursor: string | undefined,
    { by, descending = false }: NonNullable<QueueQuery['sort']>,
  ): Looking<QueueSummary> {
    const after = cursor === undefined ? undefined : parseCursor(cursor, 'number', 'string', 'string');
    const compare = comparison(descending);
    const keyed = (await this.list()).map((row) => [row, sortKey(row, by)] as const);
    const rest = after === undefined ? keyed : keyed.filter(([, key]) => compare(key, after) > 0);
    yield* rest.toSorted(([, one], [, other]) => compare(one, other));
    return undefined;
  }
}

/** There, whether anything ever was in it or not. */
function isPermanent(name: string): boolean {
  return name === submissionQueue || name === unreachableQueue;
}

/** The queues that always are, Moderation and Poison stand before the others. */
function placeOf(name: string): string {
  const place = [submissionQueue, unreachableQueue, moderationQueue, poisonQueue].indexOf(name);
  return `${place === -1 ? 4 : place} ${name}`;
}

/** Number and text of the property, the one that it has not being empty, then the name, which is never the same. */
type SortKey = readonly [number: number, text: string, name: string];

function sortKey(row: QueueSummary, by: QueueProperty): SortKey {
  const value = queueProperties[by].of(row);
  if (typeof value === 'number') return [value, '', row.name];
  const text = typeof value === 'object' ? value.join() : (value ?? '');
  return [0, text.toLowerCase(), row.name];
}

function comparison(descending: boolean): (one: SortKey, other: SortKey) => number {
  const direction = descending ? -1 : 1;
  return ([number, text, name], [otherNumber, otherText, otherName]) =>
    direction * (number - otherNumber || order(text, otherText)) || order(name, otherName);
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
