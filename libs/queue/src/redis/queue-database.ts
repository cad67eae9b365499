import { randomUUID } from 'node:crypto';

import type { ChainableCommander, Redis } from 'ioredis';

import { BullQueues } from './bull/bull-queues.js';
import type { Claim, Lease } from './bull/lease.js';
import { Leases } from './bull/leases.js';
import { BulkOperations } from './bulk-operations/redis-bulk-operations.js';
import { removeJob } from './bull/suspension.js';
import { DatabaseError } from './connection/database-error.js';
import { DomainsWithoutRoute, forgetJobsScript } from '../next-hop/redis-domains-without-route.js';
import { NextHops } from '../next-hop/redis-next-hops.js';
import { InternalIds } from '../item/internal-ids.js';
import { ServerKeys } from './keys.js';
import { QueueConnection } from './connection/queue-connection.js';
import { Redundancy, type RedundancyOptions } from './connection/redundancy.js';
import { QueueRates } from './rates/queue-rates.js';
import { ConnectingJobs } from './rates/redis-connecting-jobs.js';
import { tellRates } from './rates/redis-queue-rates.js';
import { QueueSchedule } from './schedule/queue-schedule.js';
import { scheduleScripts } from './schedule/schedule-scripts.js';
import type { Committed } from './transaction/committed.js';
import { QueueTransaction } from './transaction/queue-transaction.js';
import { transactionScript, verdictScript } from './transaction/transaction-script.js';
import { Transactions } from './transaction/transactions.js';
import type { PriorityConnections } from './bull/order/priority-connections.js';
import { WaitingJobs } from './waiting-jobs.js';
import { StoredMessages } from './stored-messages.js';
import { ResubmitRequests } from '../safety-net/resubmit-requests.js';

export interface QueueDatabaseOptions {
  /** Strict, see `queueRedis`; the database closes it. */
  readonly redis: Redis;
  readonly server: string;
  /** A hub that is killed loses its jobs to others after this time; a hub that lives extends it. */
  readonly lockMs?: number;
  readonly stalledIntervalMs?: number;
  /** Called on each new connection before it is used. */
  readonly onConnected?: () => Promise<void>;
  /** Redis refuses writes, and why; undefined: it takes them again. */
  readonly onRefusal?: (reason: string | undefined) => void;
  /** What is accepted has to be on replicas, too; absent: it need not. */
  readonly redundancy?: RedundancyOptions;
  /** Absent, or undefined: as many of any priority as there are connections. */
  readonly priorityConnections?: () => PriorityConnections | undefined;
  readonly onFault: (error: unknown) => void;
}

export interface QueueHindrances {
  readonly suspended: boolean;
  /** LastError of a queue in Retry. */
  readonly lastError?: string;
}

/** A server's queues and the messages in them, in Redis: what Exchange keeps in mail.que. */
export class QueueDatabase {
  readonly keys: ServerKeys;
  readonly ids: InternalIds;
  readonly messages: StoredMessages;
  readonly nextHops: NextHops;
  readonly domainsWithoutRoute: DomainsWithoutRoute;
  readonly waitingJobs: WaitingJobs;
  readonly bulk: BulkOperations;
  readonly resubmits: ResubmitRequests;
  readonly schedule: QueueSchedule;
  readonly leases: Leases;
  readonly lockMs: number;
  readonly redundancy: Redundancy | undefined;
  readonly #connection: QueueConnection;
  readonly #bull: BullQueues;
  readonly #transactions: Transactions;
  #tokens = 0;
  #closed = false;
  readonly #instance = randomUUID();
  readonly #rates = new QueueRates();
  readonly #connecting = new ConnectingJobs();

  private constructor(
    options: QueueDatabaseOptions & { readonly connection: QueueConnection; readonly bull: BullQueues },
  ) {
    this.keys = new ServerKeys(options.server);
    this.#connection = options.connection;
    this.#bull = options.bull;
    this.lockMs = options.lockMs ?? defaultLockMs;
    const { connection } = options;
    this.redundancy = options.redundancy && new Redundancy(connection, options.redundancy);
    const { redundancy, lockMs } = this;
    this.leases = new Leases({ lockMs, transaction: () => this.transaction() });
    const { priorityConnections = () => undefined } = options;
    const { prefix } = this.keys;
    this.#transactions = new Transactions({ connection, prefix, lockMs, redundancy, priorityConnections });
    this.schedule = new QueueSchedule({
      connection: options.connection,
      keys: this.keys,
      stalledIntervalMs: options.stalledIntervalMs ?? defaultStalledIntervalMs,
    });
    this.messages = new StoredMessages(options.connection, this.keys);
    this.nextHops = new NextHops(options.connection, this.keys);
    this.bulk = new BulkOperations(options.connection, this.keys);
    this.resubmits = new ResubmitRequests(options.connection, this.keys);
    this.waitingJobs = new WaitingJobs(options.connection, this.keys);
    this.domainsWithoutRoute = new DomainsWithoutRoute(options.connection, this.keys);
    this.ids = new InternalIds(async (count) => {
      return Number(await this.#one((redis) => redis.incrby(this.keys.internalIds, count)));
    });
    options.redis.on('close', () => this.ids.forgetBlock());
  }

  static async open(options: QueueDatabaseOptions): Promise<QueueDatabase> {
    const { redis, server } = options;
    const connection = new QueueConnection({ ...options, probeKey: new ServerKeys(server).probe });
    const bull = await BullQueues.open(redis, {
      prefix: new ServerKeys(server).prefix,
      lockMs: options.lockMs ?? defaultLockMs,
      stalledIntervalMs: options.stalledIntervalMs ?? defaultStalledIntervalMs,
    });
    const schedule = Object.values(scheduleScripts);
    await connection.prepare([transactionScript, verdictScript, forgetJobsScript, ...schedule]);
    return new QueueDatabase({ ...options, connection, bull });
  }

  /** At once: what is under way fails, as if the process had died. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.redis.disconnect();
  }

  /** Resolves after that time, or as soon as Redis comes back. */
  pause(ms: number): Promise<void> {
    return this.#connection.pause(ms);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** False while Redis is away: nothing can be committed or claimed. */
  get ready(): boolean {
    return this.#connection.ready;
  }

  /** How many transactions Redis has not answered yet. */
  get pendingTransactions(): number {
    return this.#transactions.pending;
  }

  transaction(): QueueTransaction {
    return new QueueTransaction({
      transactions: this.#transactions,
      keys: this.keys,
      nextHops: this.nextHops,
      rates: this.#rates,
    });
  }

  /**
   * Commits, and tries again for as long as Redis is away or full: for what must be noted because it has happened.
   * Safe to repeat, see QueueTransaction. Throws a DatabaseError at the deadline or when trying again is pointless.
   */
  async commitSurely(
    transaction: QueueTransaction,
    options: { readonly deadlineMs?: number } = {},
  ): Promise<Committed> {
    const deadline = performance.now() + (options.deadlineMs ?? Infinity);
    for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 1000)) {
      try {
        return await transaction.commit();
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        if (error.outcome === 'partial' || performance.now() >= deadline || this.#closed) throw error;
        await this.#connection.pause(waitMs);
      }
    }
  }

  /** Asks a queue for its next job. */
  async claim(queue: string): Promise<Claim> {
    for (;;) {
      const transaction = this.transaction();
      const claim = transaction.claim({ queue, token: this.token() });
      const claimed = (await transaction.commit()).resultOf(claim);
      if (claimed.goesOn !== true) return claimed;
    }
  }

  /** A name for one lane's leases, unique among all hubs. */
  token(): string {
    return `${this.#instance}:${this.#tokens++}`;
  }

  /** Lets go of what is kept in memory for a queue that does not exist any more. */
  forgetQueue(queue: string): void {
    this.#bull.forget(queue);
    this.nextHops.forget(queue);
  }

  /** Jobs of hubs that died go back to the queue; at most once per interval, whoever asks. */
  async recoverStalled(queue: string): Promise<number> {
    // Redis was away, and locks ran out meanwhile: first those who live note what they have done.
    if (this.#connection.readyForMs < this.lockMs / 4) return 0;
    return this.#bull.recoverStalled(queue);
  }

  /** False while somebody works on the job, or an operation is about to remove its message. */
  async removeJob(queue: string, jobId: string): Promise<boolean> {
    const transaction = this.transaction();
    const removed = transaction.step(removeJob({ queue, jobId }));
    return (await transaction.commit()).resultOf(removed) === 'done';
  }

  /**
   * Before an attempt that may take this hub with it. How many have begun since one has ended; `begun` counts those only
   * that no hub has survived. Undefined: its lock ran out, and others may have it.
   */
  async noteAttempt(lease: Lease): Promise<{ readonly begun: number; readonly inAll: number } | undefined> {
    const keys = [this.keys.ofQueue(lease.queue, lease.jobId), this.keys.lock(lease)];
    const counts = await this.#connection.run(scheduleScripts.noteAttempt, keys, [lease.token]);
    const [begun, inAll] = counts as readonly number[];
    return begun === undefined || inAll === undefined ? undefined : { begun, inAll };
  }

  /** The attempt has ended, one way or the other; or it goes on, and its hub has survived so much of it. */
  async forgetAttempts(lease: Lease, because: 'ended' | 'survived'): Promise<void> {
    const counts = because === 'ended' ? ['attemptsBegun', 'attemptsInAll'] : ['attemptsBegun'];
    await this.#one((redis) => redis.hdel(this.keys.ofQueue(lease.queue, lease.jobId), ...counts));
  }

  /** What passes the queues through this process, for whoever lists them. */
  async tellRates(): Promise<void> {
    await tellRates(this.#rates, this.#instance, { connection: this.#connection, keys: this.keys });
  }

  /** Of each queue how many jobs of this process wait for a connection that is being opened, for whoever lists queues. */
  tellConnecting(jobs: ReadonlyMap<string, number>): Promise<void> {
    return this.#connecting.tell(jobs, this.#instance, { connection: this.#connection, keys: this.keys });
  }

  /** Suspend-Queue: nobody gets a job from it. */
  async isSuspended(queue: string): Promise<boolean> {
    return (await this.#one((redis) => redis.hexists(this.keys.ofQueue(queue, 'meta'), 'paused'))) === 1;
  }

  /** What keeps the messages of a queue waiting: an administrator, or a next hop that could not be reached. */
  async hindrancesOf(queue: string): Promise<QueueHindrances> {
    const [suspended, retry] = await this.#connection.read((redis) => {
      redis.hexists(this.keys.ofQueue(queue, 'meta'), 'paused');
      redis.hmget(this.keys.nextHop(queue), 'retryCount', 'lastError');
    });
    const [retryCount, lastError] = retry as readonly (string | null)[];
    const inRetry = Number(retryCount ?? 0) > 0;
    return { suspended: suspended === 1, ...(inRetry ? { lastError: lastError ?? '' } : {}) };
  }

  /** Number of jobs that wait in a queue. */
  async waiting(queue: string): Promise<number> {
    const counts = await this.#connection.read((redis) => {
      redis.llen(this.keys.ofQueue(queue, 'wait')).zcard(this.keys.ofQueue(queue, 'prioritized'));
    });
    return counts.reduce<number>((sum, count) => sum + Number(count), 0);
  }

  async #one(command: (redis: ChainableCommander) => void): Promise<unknown> {
    const [reply] = await this.#connection.read(command);
    return reply;
  }
}

/** Long enough for a busy event loop, short enough for mail that waits for a killed hub. */
const defaultLockMs = 10_000;
const defaultStalledIntervalMs = 2_500;
