import { QueueKeys, RedisConnection, RedisQueueBackend } from 'bullmq';
import type { Redis } from 'ioredis';

import type { LuaScript } from '../transaction/lua-script.js';
import type { ScriptSteps, Word } from '../transaction/transaction-script.js';
import { takeScripts, type BullScripts } from './bull-scripts.js';
import type { Claim, Lease } from './lease.js';

export interface JobToAdd {
  readonly queue: string;
  readonly jobId: string;
  readonly data: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

export interface DelayOptions {
  readonly delayMs: number;
  readonly claimNext: boolean;
  /** How many attempts have ended in a fault by now. */
  readonly faults?: number;
}

export interface BullQueuesOptions {
  readonly prefix: string;
  readonly lockMs: number;
  readonly stalledIntervalMs: number;
}

/**
 * BullMQ's queues, used inside transactions of ours: a job is added, finished and the next one claimed in the same
 * script that changes the mail item. This folder alone relies on BullMQ's internals; the version is pinned and
 * the contract has its own spec. No Worker is involved, so a queue costs no connection and no timer.
 */
export class BullQueues {
  readonly #connection: RedisConnection;
  readonly #options: BullQueuesOptions;
  readonly #known: BullScripts;
  readonly #backends = new Map<string, TransactionalBackend>();

  private constructor(connection: RedisConnection, known: BullScripts, options: BullQueuesOptions) {
    this.#connection = connection;
    this.#known = known;
    this.#options = options;
  }

  /** Waits until Redis answers. The connection stays the caller's. */
  static async open(redis: Redis, options: BullQueuesOptions): Promise<BullQueues> {
    const connection = new RedisConnection(redis, { shared: true, blocking: false });
    // Who sent a command learns of the lost connection from its rejection; unheard, this event would end the process.
    connection.on('error', () => undefined);
    await connection.client;
    return new BullQueues(connection, takeScripts(redis), options);
  }

  /** By the names under which the steps ask for them. */
  get scripts(): ReadonlyMap<string, LuaScript> {
    return this.#known;
  }

  async add(steps: ScriptSteps, job: JobToAdd): Promise<void> {
    await this.#backend(job.queue).addIn(steps, job);
  }

  claim(steps: ScriptSteps, queue: string, token: string): void {
    this.#backend(queue).claimIn(steps, token);
  }

  /** The job is done and goes. With `claimNext` the reply is that of a claim, under the same token. */
  finish(steps: ScriptSteps, lease: Lease, next: { readonly claimNext: boolean }): void {
    this.#backend(lease.queue).finishIn(steps, lease, next.claimNext);
  }

  /** The job comes back after a while. */
  delay(steps: ScriptSteps, lease: Lease, options: DelayOptions): void {
    this.#backend(lease.queue).delayIn(steps, lease, options);
  }

  /** The job goes back to the head of its queue. */
  giveBack(steps: ScriptSteps, lease: Lease): void {
    this.#backend(lease.queue).giveBackIn(steps, lease);
  }

  /** Reads the reply of `claim`, `finish` or `delay`. A negative number: the lease was lost, nothing was claimed. */
  readClaim(reply: unknown, request: { readonly queue: string; readonly token: string }): Claim {
    if (!Array.isArray(reply)) return { waitMs: 0 };
    const [job, jobId, waitMs] = reply as readonly unknown[];
    if (!Array.isArray(job)) return { waitMs: Number(waitMs ?? 0) };
    const fields = fieldsOf(job as readonly string[]);
    const { queue, token } = request;
    const lease = { queue, token, jobId: String(jobId), ...fields };
    return { waitMs: 0, lease };
  }

  /** Jobs whose lock has expired, in two looks, go back to their queue. Returns how many did. */
  async recoverStalled(queue: string): Promise<number> {
    const jobs = await this.#backend(queue).moveStalledJobsToWait();
    return jobs.length;
  }

  async extendLocks(queue: string, leases: readonly Lease[]): Promise<void> {
    await this.#backend(queue).extendLocks(
      leases.map((lease) => lease.jobId),
      leases.map((lease) => lease.token),
      this.#options.lockMs,
    );
  }

  /** False when somebody works on it. A job that does not exist counts as removed. */
  async remove(queue: string, jobId: string): Promise<boolean> {
    return (await this.#backend(queue).remove(jobId, false)) === 1;
  }

  /** Lets go of what is kept in memory for a queue that does not exist any more. */
  forget(queue: string): void {
    this.#backends.delete(queue);
  }

  #backend(queue: string): TransactionalBackend {
    const known = this.#backends.get(queue);
    if (known !== undefined) return known;
    const { prefix, lockMs, stalledIntervalMs } = this.#options;
    const names = new QueueKeys(prefix);
    const backend = new TransactionalBackend(
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
    backend.scripts = this.#known;
    this.#backends.set(queue, backend);
    return backend;
  }
}

/** Of a job's hash, field, value, field, value, …; BullMQ's own reading fails on a job whose options are no JSON. */
function fieldsOf(job: readonly string[]): Pick<Lease, 'data' | 'timestamp' | 'stalls' | 'faults'> {
  const fields = { data: '', timestamp: 0, stalls: 0, faults: 0 };
  for (let at = 0; at < job.length; at += 2) {
    const value = job[at + 1] ?? '';
    if (job[at] === 'data') fields.data = value;
    else if (job[at] === 'timestamp') fields.timestamp = Number(value);
    else if (job[at] === 'stc') fields.stalls = Number(value);
    else if (job[at] === 'faults') fields.faults = Number(value);
  }
  const { data, timestamp, stalls, faults } = fields;
  return { data, timestamp, ...(stalls > 0 ? { stalls } : {}), ...(faults > 0 ? { faults } : {}) };
}

/** BullMQ's own scripts and arguments, as steps of our transaction instead of being sent one by one. */
class TransactionalBackend extends RedisQueueBackend {
  scripts: BullScripts = new Map();

  async addIn(steps: ScriptSteps, job: JobToAdd): Promise<void> {
    const json = {
      id: job.jobId,
      name: 'message',
      data: job.data,
      opts: {},
      progress: 0,
      delay: 0,
      priority: 0,
      attemptsStarted: 0,
      attemptsMade: 0,
      stalledCounter: 0,
      timestamp: job.timestamp,
      failedReason: '',
      returnvalue: '',
    };
    await this.addJobToTransaction(this.#commandsOf(steps), json, job.jobId);
  }

  claimIn(steps: ScriptSteps, token: string): void {
    const { wait, active, prioritized, events, stalled, limiter, delayed, paused, meta, pc, marker } =
      this.keys;
    const keys = [wait, active, prioritized, events, stalled, limiter, delayed, paused, meta, pc, marker];
    // The options of a claim (token, lock duration) are packed by BullMQ as the last argument of a delay that claims.
    const options = this.moveToDelayedArgs('', 0, token, 0, { fetchNext: true }).at(-1);
    const args = [this.keys[''], Date.now(), options];
    this.execCommand(this.#commandsOf(steps), 'moveToActive', [...keys, ...args]);
  }

  finishIn(steps: ScriptSteps, lease: Lease, claimNext: boolean): void {
    const job = { id: lease.jobId, opts: {} } as Parameters<typeof this.moveToFinishedArgs>[0];
    const outcome = ['null', 'returnvalue', true, 'completed'] as const;
    const args = this.moveToFinishedArgs(job, ...outcome, lease.token, Date.now(), claimNext);
    this.execCommand(this.#commandsOf(steps), 'moveToFinished', args);
  }

  delayIn(steps: ScriptSteps, lease: Lease, options: DelayOptions): void {
    const { delayMs, claimNext, faults } = options;
    const args = this.moveToDelayedArgs(lease.jobId, Date.now(), lease.token, delayMs, {
      fetchNext: claimNext,
      ...(faults === undefined ? {} : { fieldsToUpdate: { faults } }),
    });
    this.execCommand(this.#commandsOf(steps), 'moveToDelayed', args);
  }

  giveBackIn(steps: ScriptSteps, lease: Lease): void {
    const { active, wait, stalled, paused, meta, limiter, prioritized, marker, events } = this.keys;
    const keys = [active, wait, stalled, paused, meta, limiter, prioritized, marker, events];
    const args = [lease.jobId, lease.token, this.toKey(lease.jobId)];
    this.execCommand(this.#commandsOf(steps), 'moveJobFromActiveToWait', [...keys, ...args]);
  }

  /**
   * What BullMQ needs of a transaction is to queue one of its scripts; its type demands a whole client. The one place
   * where this lib says that something is of a type that it is not.
   */
  #commandsOf(steps: ScriptSteps): Commands {
    const commands = {
      runCommand: (name: string, words: readonly Word[]): unknown => {
        const script = this.scripts.get(name);
        if (script === undefined) throw new Error(`BullMQ's script ${name} is not prepared`);
        steps.part(name, script.keys, words);
        return commands;
      },
    };
    return commands as unknown as Commands;
  }
}

type Commands = Parameters<RedisQueueBackend['addJobToTransaction']>[0];
