import type { RedisConnection, RedisQueueBackend } from 'bullmq';
import type { Redis } from 'ioredis';

/** Loaded when it is needed: who only reads queues starts without it. */
type BullMQ = typeof import('bullmq');

export interface BullQueuesOptions {
  readonly prefix: string;
  readonly lockMs: number;
  readonly stalledIntervalMs: number;
}

/**
 * What BullMQ itself does to our queues, beside the steps of our transactions: jobs of hubs that died.
 * This folder alone relies on BullMQ's layout; the version is pinned and the contract has its own spec. No Worker is
 * involved, so a queue costs no connection and no timer.
 */
export class BullQueues {
  readonly #connection: RedisConnection;
  readonly #options: BullQueuesOptions;
  readonly #bull: BullMQ;
  readonly #backends = new Map<string, RedisQueueBackend>();

  private constructor(bull: BullMQ, connection: RedisConnection, options: BullQueuesOptions) {
    this.#bull = bull;
    this.#connection = connection;
    this.#options = options;
  }

  /** Waits until Redis answers. The connection stays the caller's. */
  static async open(redis: Redis, options: BullQueuesOptions): Promise<BullQueues> {
    const bull = await import('bullmq');
    const connection = new bull.RedisConnection(redis, { shared: true, blocking: false });
    // Who sent a command learns of the lost connection from its rejection; unheard, this event would end the process.
    connection.on('error', () => undefined);
    await connection.client;
    forgetScripts(redis);
    return new BullQueues(bull, connection, options);
  }

  /** Jobs whose lock has expired, in two looks, go back to their queue. Returns how many did. */
  async recoverStalled(queue: string): Promise<number> {
    const jobs = await this.#backend(queue).moveStalledJobsToWait();
    return jobs.length;
  }

  /** Lets go of what is kept in memory for a queue that does not exist any more. */
  forget(queue: string): void {
    this.#backends.delete(queue);
  }

  #backend(queue: string): RedisQueueBackend {
    const known = this.#backends.get(queue);
    if (known !== undefined) return known;
    const { prefix, lockMs, stalledIntervalMs } = this.#options;
    const { QueueKeys, RedisQueueBackend: Backend } = this.#bull;
    const names = new QueueKeys(prefix);
    const backend = new Backend(
      this.#connection,
      queue,
      names.getKeys(queue),
      (type) => names.toKey(queue, type),
      {
        connection: {},
        prefix,
        lockDuration: lockMs,
        stalledInterval: stalledIntervalMs,
        // BullMQ would fail a job that stalled twice: mail would be lost because two hubs were killed.
        maxStalledCount: 1_000_000_000,
      } as ConstructorParameters<typeof RedisQueueBackend>[4],
      undefined,
      false,
    );
    this.#backends.set(queue, backend);
    return backend;
  }
}

/**
 * BullMQ defines its sixty scripts as commands of the connection; ioredis then copies all of them into each pipeline,
 * which costs more than the pipeline. The commands themselves stay.
 */
function forgetScripts(redis: Redis): void {
  // ioredis keeps them where its types do not show them.
  const { scriptsSet }: { readonly scriptsSet?: Record<string, unknown> } = redis;
  if (scriptsSet === undefined) throw new Error('ioredis keeps its scripts elsewhere');
  for (const name of Object.keys(scriptsSet)) delete scriptsSet[name];
}
