import { setTimeout as pause } from 'node:timers/promises';

import { PeriodicTask } from '@mailyard/service';

import type { Lease } from '../redis/bull/lease.js';
import { Attempts, faultDelayMsMax } from '../poison/attempts.js';
import { poisonQueue, submissionQueue } from '../redis/keys.js';
import type { QueueDatabase } from '../redis/queue-database.js';
import type { DueQueue } from '../redis/schedule/queue-schedule.js';
import type { Lane, LaneJob, LaneFactory, Lanes, ReservedLane } from './lane.js';
import { LaneBudget } from './lane-budget.js';
import { RestingLanes } from './resting-lanes.js';

export interface QueueSchedulerOptions {
  readonly database: QueueDatabase;
  /** Undefined: this hub does not serve that queue. */
  readonly lanesFor: (queue: string) => LaneFactory | undefined;
  readonly settings: () => QueueSettings;
  /** How soon work that another hub left or queued is found. */
  readonly scanIntervalMs?: number;
  /** To all next hops together; beyond it queues take turns. */
  readonly lanesMax: number;
  readonly onFault: (error: unknown) => void;
}

export interface QueueSettings {
  /** An empty queue is removed after it (QueueMaxIdleTime). */
  readonly idleMs: number;
  /** MessageRetryInterval. */
  readonly messageRetryMs: number;
  /** A message that fails so often in an unexpected way is set aside (PoisonThreshold). */
  readonly poisonThreshold: number;
}

interface ServedQueue {
  /** Those at work, at rest, and reserved. */
  lanes: number;
  /** While the queue is in Retry no lane is opened; of the monotonic clock. */
  closedUntil: number;
}

/** So long a lane goes on while queues wait for one: long enough to be worth a connection. */
const turnMs = 1_000;
/** So soon a lane is opened again for a queue that was in Retry: another hub, or an administrator, may have ended that. */
const closedMsMax = 1_000;

/**
 * Opens lanes for queues that have work: at once for work of this process, within a scan for that of others. It holds
 * no state that matters: when a hub dies, the others find its queues in Redis and its jobs by their expired locks.
 */
export class QueueScheduler implements Lanes {
  readonly #options: QueueSchedulerOptions;
  readonly #attempts: Attempts;
  readonly #queues = new Map<string, ServedQueue>();
  readonly #running = new Set<Promise<void>>();
  readonly #resting = new RestingLanes();
  readonly #budget: LaneBudget;
  readonly #scans: PeriodicTask;
  readonly #suspensionReads: PeriodicTask;
  readonly #lockExtensions: PeriodicTask;
  #open = false;
  /** As it was found a scan interval ago at most. */
  #submissionSuspended = true;

  constructor(options: QueueSchedulerOptions) {
    this.#options = options;
    const { database, settings, lanesMax, onFault } = options;
    this.#budget = new LaneBudget(lanesMax);
    this.#attempts = new Attempts({ database, threshold: () => settings().poisonThreshold, onFault });
    const whileReady = (act: () => Promise<unknown>): PeriodicTask =>
      new PeriodicTask(async () => database.ready && act(), onFault);
    this.#scans = whileReady(() => this.#scan());
    this.#suspensionReads = whileReady(() => this.#readSuspension());
    this.#lockExtensions = whileReady(() => database.extendLocks());
  }

  start(): void {
    const { database, scanIntervalMs = 500 } = this.#options;
    this.#open = true;
    this.#lockExtensions.start(database.lockMs / 4);
    for (const task of [this.#scans, this.#suspensionReads]) {
      task.start(scanIntervalMs);
      void task.now();
    }
  }

  get submissionMoves(): boolean {
    return this.#open && !this.#submissionSuspended;
  }

  wake(queue: string): void {
    this.reserve(queue)?.take();
  }

  /** A lane that rests, or another one unless there are enough. */
  reserve(queue: string): ReservedLane | undefined {
    const { lanesFor, database } = this.#options;
    const factory = lanesFor(queue);
    if (factory === undefined || !this.#open || !database.ready) return undefined;
    const take = this.#resting.take(queue) ?? this.#newLane(queue, factory);
    return take === undefined ? undefined : { queue, token: database.token(), take };
  }

  /** Every lane ends after its present job; what is not done in time is given back for others to take over. */
  async stop(graceMs: number): Promise<void> {
    this.#open = false;
    this.#resting.endAll();
    const looked = Promise.all([this.#scans.stop(), this.#suspensionReads.stop()]);
    const grace = new AbortController();
    await Promise.race([
      Promise.all([...this.#running, looked]),
      pause(graceMs, undefined, { signal: grace.signal }).catch(() => undefined),
    ]);
    grace.abort();
    void this.#lockExtensions.stop();
    await this.#giveBackAll();
  }

  #newLane(queue: string, factory: LaneFactory): ReservedLane['take'] | undefined {
    const served = this.#served(queue);
    if (served.lanes >= factory.maxLanes || performance.now() < served.closedUntil) return undefined;
    if (isBudgeted(queue) && !this.#budget.take(queue)) {
      this.#resting.endOldest();
      return undefined;
    }
    served.lanes += 1;
    const { promise: called, resolve: take } = Promise.withResolvers<LaneJob | undefined>();
    // Also while it is only reserved: whoever stops must wait for the job that is about to come.
    const lane = called
      .then((job) => this.#runLane(queue, factory, job === undefined ? [] : [job]))
      .finally(() => this.#running.delete(lane));
    this.#running.add(lane);
    return take;
  }

  /** `first` is emptied at once: what a waiting function was given stays in memory, contents and all. */
  async #runLane(queue: string, factory: LaneFactory, first: LaneJob[]): Promise<void> {
    const served = this.#served(queue);
    let worked = false;
    try {
      worked = await this.#serve(queue, factory, first);
    } catch (error) {
      this.#options.onFault(error);
      return;
    } finally {
      served.lanes -= 1;
      if (isBudgeted(queue)) this.#budget.give();
      this.#wakeNext();
    }
    if (served.lanes === 0 && this.#options.database.ready) await this.#look([queue], { worked });
  }

  /** Those that wait for a lane get what is free; who has enough, or is in Retry, is passed over. */
  #wakeNext(): void {
    for (let queue = this.#budget.next(); queue !== undefined; queue = this.#budget.next()) this.wake(queue);
  }

  /** Whether there was anything to do. */
  async #serve(queue: string, factory: LaneFactory, first: LaneJob[]): Promise<boolean> {
    let job = first.pop() ?? (await this.#claim(queue));
    if (job === undefined) return false;
    const lane = factory.open(queue);
    const turnEnds = performance.now() + turnMs;
    let turn: 'open' | 'over' = 'open';
    const goOn = (): boolean => {
      if (isBudgeted(queue) && this.#budget.short && performance.now() >= turnEnds) turn = 'over';
      return this.#open && turn === 'open';
    };
    try {
      while (job !== undefined) {
        while (job !== undefined) job = await this.#process(lane, job, goOn);
        job = goOn() ? await this.#afterRest(queue) : undefined;
      }
    } finally {
      lane.close();
    }
    return true;
  }

  /** Undefined: the lane has rested long enough, others want it, or there was nothing to do after all. */
  async #afterRest(queue: string): Promise<LaneJob | undefined> {
    if (isBudgeted(queue) && this.#budget.short) return undefined;
    const call = await this.#resting.rest(queue);
    return call === 'end' ? undefined : (call.job ?? this.#claim(queue));
  }

  async #claim(queue: string): Promise<Lease | undefined> {
    const { database } = this.#options;
    if (!database.ready) return undefined;
    const { lease, waitMs } = await database.claim(queue);
    if (waitMs > 0) this.#served(queue).closedUntil = performance.now() + Math.min(waitMs, closedMsMax);
    return lease;
  }

  async #process(lane: Lane, job: LaneJob, goOn: () => boolean): Promise<Lease | undefined> {
    const { database } = this.#options;
    database.hold(job);
    try {
      return await this.#attempts.run(job, () => lane.process(job, goOn));
    } finally {
      database.release(job);
    }
  }

  async #look(queues: readonly string[], { worked }: { readonly worked: boolean }): Promise<void> {
    if (queues.length === 0) return;
    const { database, settings, lanesFor, onFault } = this.#options;
    const { idleMs, messageRetryMs } = settings();
    const longestDelayMs = Math.max(messageRetryMs, faultDelayMsMax);
    const looks = queues.map((name) => ({ name, worked, served: lanesFor(name) !== undefined }));
    try {
      const times = await database.schedule.lookAt(looks, { idleMs, longestDelayMs });
      for (const [index, queue] of queues.entries()) {
        const due = times[index];
        if (due === undefined) this.#forget(queue);
        else if (due <= Date.now()) this.wake(queue);
      }
    } catch (error) {
      onFault(error);
    }
  }

  async #readSuspension(): Promise<void> {
    this.#submissionSuspended = await this.#options.database.isSuspended(submissionQueue);
  }

  async #scan(): Promise<void> {
    const { database, lanesFor } = this.#options;
    for await (const due of database.schedule.due()) {
      if (!this.#open) return;
      await database.nextHops.read(due.map(({ name }) => name));
      const active = due.filter((queue) => queue.active);
      await Promise.all(active.map(({ name }) => database.recoverStalled(name)));
      const hasWork = ({ name, ready }: DueQueue): boolean => ready && lanesFor(name) !== undefined;
      for (const { name } of due.filter(hasWork)) {
        // Another hub, or an administrator, may have ended the queue's Retry.
        this.#served(name).closedUntil = 0;
        this.wake(name);
      }
      const others = due.filter((queue) => !hasWork(queue)).map(({ name }) => name);
      await this.#look(others, { worked: false });
    }
  }

  async #giveBackAll(): Promise<void> {
    const { database, onFault } = this.#options;
    const transaction = database.transaction();
    for (const lease of database.held) transaction.giveBack(lease);
    if (database.held.length > 0 && database.ready) await transaction.commit().catch(onFault);
  }

  #forget(queue: string): void {
    this.#options.database.forgetQueue(queue);
    if (this.#queues.get(queue)?.lanes === 0) this.#queues.delete(queue);
  }

  #served(queue: string): ServedQueue {
    const known = this.#queues.get(queue);
    if (known !== undefined) return known;
    const served: ServedQueue = { lanes: 0, closedUntil: 0 };
    this.#queues.set(queue, served);
    return served;
  }
}

/** Submission and Poison open no connection, and hold up everything when they stand. */
function isBudgeted(queue: string): boolean {
  return queue !== submissionQueue && queue !== poisonQueue;
}
