import type { InternalId } from '@mailyard/message';
import type { Redis } from 'ioredis';

import { itemFields, parseCopy } from '../item/item-fields.js';
import { jobIdOf, parseJobId } from '../item/mail-item.js';
import { ServerKeys } from '../redis/keys.js';
import { queuedMessage, type QueuedMessage } from './queued-message.js';

/** Exchange's status of a message in a queue. */
export type MessageStatus = 'Active' | 'Ready' | 'Retry';

/** One copy of a message, and where it is. */
export interface ListedMessage extends QueuedMessage {
  /** Of the copy, within its message. */
  readonly number: string;
  readonly queue: string;
  /** Active: a hub works on it. Retry: it waits for its own next attempt. */
  readonly status: MessageStatus;
}

/** Reads the messages in the queues of a server; changes nothing. */
export class MessageCatalog {
  readonly #redis: Redis;
  readonly #keys: ServerKeys;

  constructor(options: { readonly redis: Redis; readonly server: string }) {
    this.#redis = options.redis;
    this.#keys = new ServerKeys(options.server);
  }

  /** The first messages of a queue: those under way, those that are next, those that wait for their own next attempt. */
  async inQueue(queue: string, limit: number): Promise<readonly ListedMessage[]> {
    const [active, wait, delayed] = await Promise.all([
      this.#redis.lrange(this.#keys.ofQueue(queue, 'active'), -limit, -1),
      this.#redis.lrange(this.#keys.ofQueue(queue, 'wait'), -limit, -1),
      this.#redis.zrange(this.#keys.ofQueue(queue, 'delayed'), '0', String(limit - 1)),
    ]);
    // BullMQ puts new jobs at the left of its lists.
    const jobs = [...active.toReversed(), ...wait.toReversed(), ...delayed].slice(0, limit).map(parseJobId);
    const found = await Promise.all(jobs.map(({ id, number }) => this.#copy(id, number, queue)));
    // What was settled meanwhile is no longer there.
    return found.filter((message) => message !== undefined);
  }

  /** Every copy of a message that still waits somewhere; none when there is no such message. */
  async copies(id: InternalId): Promise<readonly ListedMessage[]> {
    const prefix = itemFields.copy('');
    const fields = await this.#redis.hkeys(this.#keys.item(id));
    const numbers = fields.flatMap((field) => (field.startsWith(prefix) ? [field.slice(prefix.length)] : []));
    const found = await Promise.all(numbers.toSorted().map((number) => this.#copy(id, number)));
    return found.filter((message) => message !== undefined);
  }

  /** `from`: the queue that its job was found in. */
  async #copy(id: InternalId, number: string, from?: string): Promise<ListedMessage | undefined> {
    const names = [itemFields.message, itemFields.header, itemFields.copy(number)];
    const fields = await this.#redis.hmgetBuffer(this.#keys.item(id), ...names);
    const message = queuedMessage(id, fields);
    const [, , stored] = fields;
    if (message === undefined || !stored) return undefined;
    const queue = queueOf(stored) ?? from ?? (await this.#queueWith(jobIdOf(id, { number })));
    return { ...message, number, queue, status: await this.#status(queue, jobIdOf(id, { number })) };
  }

  /** The queue that has such a job; none: ''. */
  async #queueWith(jobId: string): Promise<string> {
    const queues = await this.#redis.zrange(this.#keys.nextHops, '0', '-1');
    const has = await Promise.all(
      queues.map((queue) => this.#redis.exists(this.#keys.ofQueue(queue, jobId))),
    );
    return queues.find((_, index) => has[index] === 1) ?? '';
  }

  async #status(queue: string, jobId: string): Promise<MessageStatus> {
    const [held, delayed] = await Promise.all([
      this.#redis.exists(this.#keys.lock({ queue, jobId })),
      this.#redis.zscore(this.#keys.ofQueue(queue, 'delayed'), jobId),
    ]);
    if (held === 1) return 'Active';
    return delayed === null ? 'Ready' : 'Retry';
  }
}

/** Undefined when the copy is damaged. */
function queueOf(stored: Buffer): string | undefined {
  try {
    return parseCopy(stored.toString()).queue;
  } catch {
    return undefined;
  }
}
