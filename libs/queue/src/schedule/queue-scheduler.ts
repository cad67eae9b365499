import { setTimeout as pause } from 'node:timers/promises';

import { PeriodicTask } from '@mailyard/service';

import type { Lease } from '../redis/bull/lease.js';
import { Attempts, faultDelayMsMax } from '../poison/attempts.js';
import { submissionQueue } from '../redis/keys.js';
import type { QueueDatabase } from '../redis/queue-database.js';
import type { Lane, LaneJob, LanePlan, Lanes, ReservedLane } from './lane.js';

export interface QueueSchedulerOptions {
  readonly database: QueueDatabase;
  /** Undefined: this hub does not serve that queue. */
  readonly planFor: (queue: string) => LanePlan | undefined;
  readonly settings: () => QueueSettings;
  /** How soon work that another hub left or queued is found. */
  readonly scanIntervalMs?: number;
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

/** To a resting lane: go on, perhaps with a job that was claimed for it, or end. */
type Call = { readonly job?: LaneJob } | 'end';

interface RestingLane {
  readonly timer: NodeJS.Timeout;
  readonly call: (call: Call) => void;
}

interface ServedQueue {
  /** Those at work, at rest, and reserved. */
  lanes: number;
  readonly resting: RestingLane[];
  /** While the queue is in Retry no lane is opened; of the monotonic clock. */
  closedUntil: number;
}

/** A lane that has run out of work keeps its connection and waits a little for more. */
const restMs = 1_000;
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
  readonly #scans: PeriodicTask;
  readonly #suspensionReads: PeriodicTask;
  readonly #lockExtensions: PeriodicTask;
  #open = false;
  /** As it was found a scan interval ago at most. */
  #submissionSuspended = true;

  constructor(options: QueueSchedulerOptions) {
    this.#options = options;
    const { database, settings, onFault } = options;
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
    const { planFor, database } = this.#options;
    const plan = planFor(queue);
    if (plan === undefined || !this.#open || !database.ready) return undefined;
    const take = this.#restingLane(queue) ?? this.#newLane(queue, plan);
    return take === undefined ? undefined : { queue, token: database.token(), take };
  }

  /** Every lane ends after its present job; what is not done in time is given back for others to take over. */
  async stop(graceMs: number): Promise<void> {
    this.#open = false;
    for (const { resting } of this.#queues.values()) {
      for (const { timer, call } of resting.splice(0)) {
        clearTimeout(timer);
        call('end');
      }
    }
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

  #restingLane(queue: string): ReservedLane['take'] | undefined {
    const lane = this.#served(queue).resting.pop();
    if (lane === undefined) return undefined;
    clearTimeout(lane.timer);
    return (job) => lane.call(job === undefined ? {} : { job });
  }

  #newLane(queue: string, plan: LanePlan): ReservedLane['take'] | undefined {
    const served = this.#served(queue);
    if (served.lanes >= plan.maxLanes || performance.now() < served.closedUntil) return undefined;
    served.lanes += 1;
    const { promise: called, resolve: take } = Promise.withResolvers<LaneJob | undefined>();
    // Also while it is only reserved: whoever stops must wait for the job that is about to come.
    const lane = called
      .then((job) => this.#runLane(queue, plan, job === undefined ? [] : [job]))
      .finally(() => this.#running.delete(lane));
    this.#running.add(lane);
    return take;
  }

  /** `first` is emptied at once: what a waiting function was given stays in memory, contents and all. */
  async #runLane(queue: string, plan: LanePlan, first: LaneJob[]): Promise<void> {
    const served = this.#served(queue);
    let worked = false;
    try {
      worked = await this.#serve(queue, plan, first);
    } catch (error) {
      this.#options.onFault(error);
      return;
    } finally {
      served.lanes -= 1;
    }
    if (served.lanes === 0 && this.#options.database.ready) await this.#look(queue, worked);
  }

  /** Whether there was anything to do. */
  async #serve(queue: string, plan: LanePlan, first: LaneJob[]): Promise<boolean> {
    let job = first.pop() ?? (await this.#claim(queue));
    if (job === undefined) return false;
    const lane = plan.open(queue);
    try {
      while (job !== undefined) {
        while (job !== undefined) job = await this.#process(lane, job);
        job = await this.#afterRest(queue);
      }
    } finally {
      lane.close();
    }
    return true;
  }

  /** Undefined: the lane has rested long enough, or there was nothing to do after all. */
  async #afterRest(queue: string): Promise<LaneJob | undefined> {
    const call = await this.#rest(queue);
    return call === 'end' ? undefined : (call.job ?? this.#claim(queue));
  }

  async #claim(queue: string): Promise<Lease | undefined> {
    const { database } = this.#options;
    if (!database.ready) return undefined;
    const { lease, waitMs } = await database.claim(queue);
    if (waitMs > 0) this.#served(queue).closedUntil = performance.now() + Math.min(waitMs, closedMsMax);
    return lease;
  }

  /** `end` when nobody called in time. */
  #rest(queue: string): Promise<Call> {
    const { resting } = this.#served(queue);
    if (!this.#open) return Promise.resolve('end');
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resting.splice(resting.indexOf(lane), 1);
        resolve('end');
      }, restMs);
      const lane: RestingLane = { timer, call: resolve };
      resting.push(lane);
    });
  }

  async #process(lane: Lane, job: LaneJob): Promise<Lease | undefined> {
    const { database } = this.#options;
    database.hold(job);
    try {
      return await this.#attempts.run(job, () => lane.process(job, () => this.#open));
    } finally {
      database.release(job);
    }
  }

  async #look(queue: string, worked: boolean): Promise<void> {
    const { database, settings, planFor, onFault } = this.#options;
    const now = Date.now();
    const { idleMs, messageRetryMs } = settings();
    const longestDelayMs = Math.max(messageRetryMs, faultDelayMsMax);
    const look = { idleMs, longestDelayMs, worked, served: planFor(queue) !== undefined };
    try {
      const due = await database.schedule.lookAt(queue, now, look);
      if (due === undefined) this.#forget(queue);
      else if (due <= now) this.wake(queue);
    } catch (error) {
      onFault(error);
    }
  }

  async #readSuspension(): Promise<void> {
    this.#submissionSuspended = await this.#options.database.isSuspended(submissionQueue);
  }

  async #scan(): Promise<void> {
    const { database, planFor } = this.#options;
    const due = await database.schedule.due(Date.now());
    await database.nextHops.read(due);
    for (const queue of due) {
      if (!this.#open) return;
      await database.recoverStalled(queue);
      const served = this.#served(queue);
      if (planFor(queue) === undefined) await this.#look(queue, false);
      else {
        // Another hub, or an administrator, may have ended the queue's Retry.
        served.closedUntil = 0;
        this.wake(queue);
      }
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
    const served: ServedQueue = { lanes: 0, resting: [], closedUntil: 0 };
    this.#queues.set(queue, served);
    return served;
  }
}
