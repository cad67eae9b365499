import { Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { poisonQueue, ServerKeys, submissionQueue, unreachableQueue } from '../redis/keys.js';
import { retryNowArguments } from '../redis/schedule/queue-schedule.js';
import { scheduleScripts } from '../redis/schedule/schedule-scripts.js';
import { itemFields } from '../item/item-fields.js';
import { parseJobId } from '../item/mail-item.js';
import { queuedMessage, type QueuedMessage } from './queued-message.js';
import { summarize, type QueueSummary } from './queue-summary.js';

/**
 * Reads the queues of a server, and does to a whole queue what an administrator orders. Give it a connection that may queue
 * commands while Redis is away.
 */
export class QueueCatalog {
  readonly #redis: Redis;
  readonly #keys: ServerKeys;
  readonly #queues = new Map<string, Queue>();

  constructor(options: { readonly redis: Redis; readonly server: string }) {
    this.#redis = options.redis;
    this.#keys = new ServerKeys(options.server);
  }

  /** Submission, Unreachable, Poison if there is any, and every delivery queue that exists. */
  async names(): Promise<readonly string[]> {
    const known = await this.#redis.zrange(this.#keys.nextHops, '0', '-1');
    const permanent = [submissionQueue, unreachableQueue, ...known.filter((name) => name === poisonQueue)];
    return [...permanent, ...known.filter((name) => !permanent.includes(name)).sort()];
  }

  async list(): Promise<readonly QueueSummary[]> {
    const names = await this.names();
    return Promise.all(names.map((name) => this.#summary(name)));
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

  /** A message that waits for its own next attempt is tried now. */
  async promote(name: string, jobId: string): Promise<void> {
    await (await this.#bullQueue(name).getJob(jobId))?.promote();
  }

  /** Suspend-Queue: what is under way ends, nothing else is begun; new messages are taken. */
  async suspend(name: string): Promise<void> {
    await this.#bullQueue(name).pause();
  }

  /** Resume-Queue. */
  async resume(name: string): Promise<void> {
    await this.#bullQueue(name).resume();
  }

  /** BullMQ's queues, for Bull Board; the same objects each time, a queue that is gone is closed. */
  async bullQueues(): Promise<readonly Queue[]> {
    const names = await this.names();
    for (const [name, queue] of this.#queues) {
      if (names.includes(name)) continue;
      this.#queues.delete(name);
      await queue.close();
    }
    return names.map((name) => this.#bullQueue(name));
  }

  async close(): Promise<void> {
    const queues = [...this.#queues.values()];
    this.#queues.clear();
    await Promise.all(queues.map((queue) => queue.close()));
  }

  #bullQueue(name: string): Queue {
    const known = this.#queues.get(name);
    if (known !== undefined) return known;
    const queue = new MailQueue(name, { connection: this.#redis, prefix: this.#keys.prefix });
    this.#queues.set(name, queue);
    return queue;
  }

  /** When the oldest message of the server was received, milliseconds since the epoch; undefined without any. */
  async oldestMessageTime(): Promise<number | undefined> {
    const [, received] = await this.#redis.zrange(this.#keys.items, '0', '0', 'WITHSCORES');
    return received === undefined ? undefined : Number(received);
  }

  /** What the jobs of a queue are about, in their order; undefined for a message that is gone. */
  async messages(jobIds: readonly string[]): Promise<readonly (QueuedMessage | undefined)[]> {
    return Promise.all(
      jobIds.map(async (jobId) => {
        const { id, number } = parseJobId(jobId);
        const fields = [itemFields.message, itemFields.header, itemFields.copy(number)];
        return queuedMessage(id, await this.#redis.hmgetBuffer(this.#keys.item(id), ...fields));
      }),
    );
  }

  async #summary(name: string): Promise<QueueSummary> {
    const key = (type: string): string => this.#keys.ofQueue(name, type);
    const [wait, prioritized, active, delayed, paused, retryMs, nextHop, first] = await Promise.all([
      this.#redis.llen(key('wait')),
      this.#redis.zcard(key('prioritized')),
      this.#redis.llen(key('active')),
      this.#redis.zcard(key('delayed')),
      this.#redis.hexists(key('meta'), 'paused'),
      this.#redis.pttl(key('limiter')),
      this.#redis.hgetall(this.#keys.nextHop(name)),
      this.#firstInLine(name),
    ]);
    const reading = {
      name,
      waiting: wait + prioritized,
      active,
      delayed,
      paused: paused === 1,
      retryMs,
      nextHop,
      first,
    };
    return summarize(this.#keys.server, reading);
  }

  /** BullMQ puts new jobs at the left of its lists; what is delayed is in the order of its next attempts. */
  async #firstInLine(name: string): Promise<Pick<QueueSummary, 'head' | 'oldestMessageTime'>> {
    const [[head], active, delayed] = await Promise.all([
      this.#redis.lrange(this.#keys.ofQueue(name, 'wait'), -1, -1),
      this.#redis.lrange(this.#keys.ofQueue(name, 'active'), -1, -1),
      this.#redis.zrange(this.#keys.ofQueue(name, 'delayed'), '0', String(delayedLookedAt - 1)),
    ]);
    const jobs = [...(head === undefined ? [] : [head]), ...active, ...delayed];
    const times = await Promise.all(
      jobs.map((job) => this.#redis.hget(this.#keys.ofQueue(name, job), 'timestamp')),
    );
    const known = times.flatMap((time) => (time === null ? [] : [Number(time)]));
    return {
      ...(head === undefined ? {} : { head }),
      ...(known.length === 0 ? {} : { oldestMessageTime: Math.min(...known) }),
    };
  }
}

const delayedLookedAt = 50;

/** One job that BullMQ cannot read does not keep it from reading the others. */
class MailQueue extends Queue {
  override async getJob(jobId: string): Promise<Job | undefined> {
    try {
      return await super.getJob(jobId);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return new Job(this, 'damaged', {}, {}, jobId);
    }
  }
}
