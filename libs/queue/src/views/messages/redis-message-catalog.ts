import type { InternalId, Priority } from '@mailyard/message';
import type { Redis } from 'ioredis';

import { jobIdOf, parseJobId } from '../../item/mail-item.js';
import { ServerKeys } from '../../redis/keys.js';
import { matcher } from '../filter/matcher.js';
import { pageOf, parseCursor, type Looking, type Page } from '../filter/page.js';
import { queueNames } from '../queues/redis-queue-readings.js';
import type { ListedMessage } from './listed-message.js';
import { messageProperties, type MessageFilter } from './message-properties.js';
import { allRecipients, readJobs, readMessages } from './redis-message-rows.js';
import { walkThrough, type Order, type Walk } from './redis-message-walk.js';
import { sought } from './sought.js';

export interface MessageCatalogOptions {
  readonly redis: Redis;
  readonly server: string;
  /** How long after its receipt a message expires; without it nobody knows when. */
  readonly expirationMs?: (priority: Priority) => number;
}

export interface MessageQuery {
  readonly filter?: MessageFilter;
  /** Of the page before; filter and order must be the same. */
  readonly cursor?: string;
  readonly limit?: number;
  /** By the time at which they were received. */
  readonly order?: Order;
}

/** A page looks at no more messages than so many, whatever it finds. */
const lookedAtMax = 2_000;
const lookedAtOnce = 200;
/** After all copies of a message; no copy's number sorts behind it. */
const allCopies = '~';

/** Of a copy. */
type MessagePosition = readonly [receivedAt: number, id: InternalId, number: string];

/** Reads the messages in the queues of a server; changes nothing. */
export class MessageCatalog {
  readonly #redis: Redis;
  readonly #keys: ServerKeys;
  readonly #expirationMs: ((priority: Priority) => number) | undefined;

  constructor({ redis, server, expirationMs }: MessageCatalogOptions) {
    this.#redis = redis;
    this.#keys = new ServerKeys(server);
    this.#expirationMs = expirationMs;
  }

  /**
   * Those that pass the filter, page by page, in an order in which no message ever moves: what stays is in the list once,
   * whatever comes and goes meanwhile.
   */
  async page(query: MessageQuery = {}): Promise<Page<ListedMessage>> {
    const { filter = [], cursor, limit = 100, order = 'oldest first' } = query;
    const passes = matcher<ListedMessage, typeof messageProperties>(messageProperties, filter);
    const target = sought(filter, this.#expirationMs);
    const walk = await walkThrough({ redis: this.#redis, keys: this.#keys }, order, target);
    const start = cursor === undefined ? undefined : parseCursor(cursor, 'number', 'string', 'string');
    return pageOf(this.#looking(walk, start), { passes, limit });
  }

  async *#looking(walk: Walk, start: MessagePosition | undefined): Looking<ListedMessage> {
    let position = start;
    for (let looked = 0; looked < lookedAtMax; looked += lookedAtOnce) {
      const [receivedAt = 0, id = '', passed = ''] = position ?? [];
      const places = await walk(position && { receivedAt, id }, lookedAtOnce);
      const copies = await this.#copiesOf(places.map((place) => place.id));
      yield* places.flatMap((place, index) => {
        const rows = (copies[index] ?? []).filter(({ number }) => place.id !== id || number > passed);
        return rows.map((row) => [row, [place.receivedAt, place.id, row.number]] as const);
      });
      const last = places.at(-1);
      if (last === undefined || places.length < lookedAtOnce) return undefined;
      position = [last.receivedAt, last.id, allCopies];
    }
    return position;
  }

  /** The first messages of a queue: those under way, those that are next, those that wait for their own next attempt. */
  async inQueue(queue: string, limit: number): Promise<readonly ListedMessage[]> {
    const [active, wait, turns, delayed, suspended] = await Promise.all([
      this.#redis.lrange(this.#keys.ofQueue(queue, 'active'), -limit, -1),
      this.#redis.lrange(this.#keys.ofQueue(queue, 'wait'), -limit, -1),
      this.#redis.zrange(this.#keys.ofQueue(queue, 'prioritized'), '0', String(limit - 1)),
      this.#redis.zrange(this.#keys.ofQueue(queue, 'delayed'), '0', String(limit - 1)),
      this.#redis.zrange(this.#keys.ofQueue(queue, 'suspended'), '0', String(limit - 1)),
    ]);
    // BullMQ puts new jobs at the left of its lists.
    const waiting = [...wait.toReversed(), ...turns, ...delayed, ...suspended];
    const jobs = [...active.toReversed(), ...waiting].slice(0, limit).map(parseJobId);
    const found = await readJobs(this.#redis, this.#keys, jobs);
    // What was settled meanwhile is no longer there.
    return found.flatMap((row) => (row === undefined ? [] : [this.#completed(row, row.queue || queue)]));
  }

  /** Every copy of a message that still waits somewhere, with all of its recipients; none when there is no such message. */
  async copies(id: InternalId): Promise<readonly ListedMessage[]> {
    const [copies = []] = await this.#copiesOf([id]);
    return Promise.all(
      copies.map(async (copy) => {
        const { number, recipients, recipientCount } = copy;
        if (recipients.length === recipientCount) return copy;
        return { ...copy, recipients: await allRecipients(this.#redis, this.#keys, { id, number }) };
      }),
    );
  }

  async #copiesOf(ids: readonly InternalId[]): Promise<readonly (readonly ListedMessage[])[]> {
    const messages = await readMessages(this.#redis, this.#keys, ids);
    const complete = async (row: ListedMessage): Promise<ListedMessage> =>
      this.#completed(row, row.queue || (await this.#queueWith(jobIdOf(row.internalId, row))));
    return Promise.all(messages.map((copies) => Promise.all(copies.map(complete))));
  }

  #completed(row: ListedMessage, queue: string): ListedMessage {
    const expirationMs = this.#expirationMs?.(row.priority);
    if (expirationMs === undefined || row.receivedAt === 0) return { ...row, queue };
    return { ...row, queue, expirationTime: row.receivedAt + expirationMs };
  }

  /** The queue that has such a job, for a copy too damaged to tell; none: ''. */
  async #queueWith(jobId: string): Promise<string> {
    const queues = [...(await queueNames(this.#redis, this.#keys))];
    const has = await Promise.all(
      queues.map((queue) => this.#redis.exists(this.#keys.ofQueue(queue, jobId))),
    );
    return queues.find((_, index) => has[index] === 1) ?? '';
  }
}
