import { randomUUID } from 'node:crypto';

import type { InternalId } from '@mailyard/message';
import type { ChainableCommander, Redis } from 'ioredis';

import { itemFields, parseCopy, parseItem } from '../item/item-fields.js';
import { parseJobId, type MailItem, type QueuedCopy } from '../item/mail-item.js';
import { BullQueues, type Claim, type Lease } from './bull-queues.js';
import { DatabaseError } from './database-error.js';
import { InternalIds } from '../item/internal-ids.js';
import { ServerKeys, submissionQueue, unreachableQueue } from './keys.js';
import { QueueConnection } from './queue-connection.js';
import { queueScripts } from './scripts.js';
import { QueueTransaction, type Committed, type StoredCopy } from './queue-transaction.js';

export interface QueueDatabaseOptions {
  /** Strict, see `queueRedis`; the database closes it. */
  readonly redis: Redis;
  readonly server: string;
  /** A hub that is killed loses its jobs to others after this time; a hub that lives extends it. */
  readonly lockMs?: number;
  readonly stalledIntervalMs?: number;
  readonly onFault: (error: unknown) => void;
}

/** A copy with its message, as a lane needs it. */
export interface LoadedCopy extends StoredCopy {
  readonly item: MailItem;
  readonly copy: QueuedCopy;
  /** Present when the content is kept in Redis. */
  readonly content?: Buffer;
}

/** A job with what it is about. */
export interface LoadedJob {
  /** Absent when the copy was settled before; its job only has to be finished. */
  readonly message?: LoadedCopy;
  /** How often in a row the queue's next hop could not be reached. */
  readonly retryCount: number;
}

/** A server's queues and the messages in them, in Redis: what Exchange keeps in mail.que. */
export class QueueDatabase {
  readonly keys: ServerKeys;
  readonly ids: InternalIds;
  readonly lockMs: number;
  readonly #connection: QueueConnection;
  readonly #bull: BullQueues;
  readonly #stalledIntervalMs: number;
  readonly #leases = new Set<Lease>();
  #tokens = 0;
  #closed = false;
  readonly #instance = randomUUID();

  private constructor(
    options: QueueDatabaseOptions & { readonly connection: QueueConnection; readonly bull: BullQueues },
  ) {
    this.keys = new ServerKeys(options.server);
    this.#connection = options.connection;
    this.#bull = options.bull;
    this.lockMs = options.lockMs ?? defaultLockMs;
    this.#stalledIntervalMs = options.stalledIntervalMs ?? defaultStalledIntervalMs;
    this.ids = new InternalIds(async (count) => {
      return Number(await this.#one((redis) => redis.incrby(this.keys.internalIds, count)));
    });
  }

  static async open(options: QueueDatabaseOptions): Promise<QueueDatabase> {
    const { redis, server, onFault } = options;
    const connection = new QueueConnection(redis, onFault);
    const bull = await BullQueues.open(redis, {
      prefix: new ServerKeys(server).prefix,
      lockMs: options.lockMs ?? defaultLockMs,
      stalledIntervalMs: options.stalledIntervalMs ?? defaultStalledIntervalMs,
    });
    await connection.prepare([...bull.scripts, ...Object.values(queueScripts)]);
    return new QueueDatabase({ ...options, connection, bull });
  }

  /** At once: what is under way fails, as if the process had died. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.redis.disconnect();
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** False while Redis is away: nothing can be committed or claimed. */
  get ready(): boolean {
    return this.#connection.ready;
  }

  transaction(): QueueTransaction {
    return new QueueTransaction({ connection: this.#connection, bull: this.#bull, keys: this.keys });
  }

  /**
   * Commits, and tries again for as long as Redis is away or full: for what must be noted because it has happened.
   * Safe to repeat, see QueueTransaction. Throws a DatabaseError at the deadline or when trying again is pointless.
   */
  async commitSurely(
    transaction: QueueTransaction,
    options: { readonly deadlineMs?: number } = {},
  ): Promise<Committed> {
    const deadline = Date.now() + (options.deadlineMs ?? Infinity);
    for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 1000)) {
      try {
        return await transaction.commit();
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        if (error.outcome === 'partial' || Date.now() >= deadline || this.#closed) throw error;
        await this.#connection.pause(waitMs);
      }
    }
  }

  /** Asks a queue for its next job. */
  async claim(queue: string): Promise<Claim> {
    const { claim } = await this.transaction().claim(queue, this.token()).commit();
    return claim;
  }

  /** A name for one lane's leases, unique among all hubs. */
  token(): string {
    return `${this.#instance}:${this.#tokens++}`;
  }

  /** What a lane needs for its job, in one round trip. */
  async load(lease: Pick<Lease, 'jobId' | 'queue'>): Promise<LoadedJob> {
    const { id, number } = parseJobId(lease.jobId);
    const [fields, content, retryCount] = await this.#connection.read((pipeline) => {
      this.#readCopy(pipeline, id, number);
      pipeline.hget(this.keys.nextHop(lease.queue), 'retryCount');
    });
    const message = loadedCopy({ id, number }, fields, content);
    const isHere = message?.copy.queue === lease.queue;
    return { retryCount: Number(retryCount ?? 0), ...(isHere ? { message } : {}) };
  }

  async loadCopy(id: InternalId, number: string): Promise<LoadedCopy | undefined> {
    const [fields, content] = await this.#connection.read((pipeline) => this.#readCopy(pipeline, id, number));
    return loadedCopy({ id, number }, fields, content);
  }

  #readCopy(pipeline: ChainableCommander, id: InternalId, number: string): void {
    pipeline.hmgetBuffer(this.keys.item(id), itemFields.message, itemFields.header, itemFields.copy(number));
    pipeline.getBuffer(this.keys.content(id));
  }

  /** The open copies of a message, and whether its sender knows of the delay. */
  async copiesOf(
    id: InternalId,
  ): Promise<{ readonly copies: readonly StoredCopy[]; readonly delayNotified: boolean }> {
    const found = await this.#one((redis) => redis.hgetall(this.keys.item(id)));
    const fields = found as Readonly<Record<string, string>>;
    const prefix = itemFields.copy('');
    const copies = Object.entries(fields)
      .filter(([field]) => field.startsWith(prefix))
      .map(([field, stored]) => ({ id, number: field.slice(prefix.length), stored }));
    return { copies, delayNotified: itemFields.delayNotified in fields };
  }

  /** For a message that was not acknowledged. */
  async forgetItem(id: InternalId): Promise<void> {
    await this.#connection.transaction((multi) => {
      multi.del(this.keys.item(id), this.keys.content(id), this.keys.accepted(id));
      multi.zrem(this.keys.items, id);
    });
  }

  /** Whether a message was committed a moment ago, even if it is gone already. */
  async wasAccepted(id: InternalId): Promise<boolean> {
    const keys = [this.keys.accepted(id), this.keys.item(id)];
    const [found] = await this.#connection.read((pipeline) => pipeline.exists(...keys));
    return Number(found) > 0;
  }

  async exists(ids: readonly InternalId[]): Promise<readonly boolean[]> {
    if (ids.length === 0) return [];
    const replies = await this.#connection.read((pipeline) => {
      for (const id of ids) pipeline.exists(this.keys.item(id));
    });
    return replies.map((reply) => reply === 1);
  }

  /** Some messages received in (after, until], oldest first; `upTo` is where the next call goes on. */
  async receivedBetween(
    after: number,
    until: number,
  ): Promise<{ readonly ids: readonly InternalId[]; readonly upTo: number }> {
    const { items } = this.keys;
    const page = await this.#one((redis) =>
      redis.zrangebyscore(items, `(${after}`, until, 'WITHSCORES', 'LIMIT', 0, pageSize),
    );
    const oldest = page as readonly string[];
    const ids = oldest.filter((_, index) => index % 2 === 0);
    if (ids.length < pageSize) return { ids, upTo: until };
    const upTo = Number(oldest.at(-1));
    // Several messages of one millisecond must not be parted by the end of the page.
    const whole = await this.#one((redis) => redis.zrangebyscore(items, `(${after}`, upTo));
    return { ids: whole as readonly InternalId[], upTo };
  }

  /** Queues that somebody should look at now. */
  async dueQueues(now: number): Promise<readonly string[]> {
    const due = await this.#one((redis) => redis.zrangebyscore(this.keys.nextHops, '-inf', now));
    return due as readonly string[];
  }

  /** When to look at a queue again (milliseconds since the epoch), or undefined when it was empty for long and is gone. */
  async lookAt(
    queue: string,
    options: { readonly idleMs: number; readonly worked: boolean },
  ): Promise<number | undefined> {
    const permanent = queue === submissionQueue || queue === unreachableQueue;
    const keys = [
      this.keys.nextHops,
      this.keys.nextHop(queue),
      ...queueKeyTypes.map((type) => this.#key(queue, type)),
    ];
    const due = await this.#connection.run(queueScripts.look, keys, [
      queue,
      String(Date.now()),
      String(permanent ? 0 : options.idleMs),
      String(this.#stalledIntervalMs),
      options.worked ? '1' : '0',
    ]);
    if (Number(due) >= 0) return Number(due);
    this.#bull.forget(queue);
    return undefined;
  }

  /** The queue’s next hop could not be reached; false when another lane has said so already. */
  async enterRetry(
    queue: string,
    retry: { readonly retryCount: number; readonly waitMs: number; readonly lastError: string },
  ): Promise<boolean> {
    const keys = [
      this.keys.nextHops,
      this.keys.nextHop(queue),
      this.#key(queue, 'meta'),
      this.#key(queue, 'limiter'),
    ];
    const { retryCount, waitMs, lastError } = retry;
    const values = [Date.now(), retryCount, Math.max(1, Math.round(waitMs)), probeWindowMs].map(String);
    return (await this.#connection.run(queueScripts.enterRetry, keys, [queue, ...values, lastError])) === 1;
  }

  /** From now on the lock is extended until `release`. */
  hold(lease: Lease): void {
    this.#leases.add(lease);
  }

  get held(): readonly Lease[] {
    return [...this.#leases];
  }

  release(lease: Lease): void {
    this.#leases.delete(lease);
  }

  /** To be called a few times within `lockMs`. */
  async extendLocks(): Promise<void> {
    const byQueue = Map.groupBy(this.#leases, (lease) => lease.queue);
    await Promise.all(Array.from(byQueue, ([queue, leases]) => this.#bull.extendLocks(queue, leases)));
  }

  /** Jobs of hubs that died go back to the queue; at most once per interval, whoever asks. */
  async recoverStalled(queue: string): Promise<number> {
    // Redis was away, and locks ran out meanwhile: first those who live note what they have done.
    if (this.#connection.readyForMs < this.lockMs / 4) return 0;
    return this.#bull.recoverStalled(queue);
  }

  /** False while somebody works on the job. */
  removeJob(queue: string, jobId: string): Promise<boolean> {
    return this.#bull.remove(queue, jobId);
  }

  /** Number of jobs that wait in a queue. */
  async waiting(queue: string): Promise<number> {
    return Number(await this.#one((redis) => redis.llen(this.#key(queue, 'wait'))));
  }

  async #one(command: (redis: ChainableCommander) => void): Promise<unknown> {
    const [reply] = await this.#connection.read(command);
    return reply;
  }

  #key(queue: string, type: string): string {
    return `${this.keys.prefix}:${queue}:${type}`;
  }
}

/** Long enough for a busy event loop, short enough for mail that waits for a killed hub. */
const defaultLockMs = 10_000;
const defaultStalledIntervalMs = 2_500;
const pageSize = 500;
/** After a retry interval one job goes ahead; others follow when it got through or this time has passed. */
const probeWindowMs = 5_000;

/** In the order of the script’s KEYS: first those that it reads. */
const queueKeyTypes =
  'wait active prioritized delayed meta limiter paused id events marker stalled stalled-check completed failed pc'.split(
    ' ',
  );

function loadedCopy(
  copy: { readonly id: InternalId; readonly number: string },
  fields: unknown,
  content: unknown,
): LoadedCopy | undefined {
  const [message, header, stored] = fields as (Buffer | null)[];
  if (!message || !header || !stored) return undefined;
  const text = stored.toString('utf8');
  return {
    ...copy,
    stored: text,
    item: parseItem(copy.id, message.toString('utf8'), header),
    copy: parseCopy(text),
    ...(Buffer.isBuffer(content) ? { content } : {}),
  };
}
