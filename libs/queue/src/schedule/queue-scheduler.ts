import { setTimeout as pause } from 'node:timers/promises';

import { PeriodicTask } from '@mailyard/service';

import type { Lease } from '../redis/bull/lease.js';
import { Attempts, faultDelayMsMax } from '../poison/attempts.js';
import type { SetAside } from '../poison/set-aside.js';
import { submissionQueue } from '../redis/keys.js';
import type { QueueDatabase } from '../redis/queue-database.js';
import type { DueQueue } from '../redis/schedule/queue-schedule.js';
import type { LaneFactory, LaneJob, Lanes, ReservedLane } from './lane.js';
import { OpenLanes } from './open-lanes.js';
import type { RunningLane } from './running-lane.js';

export interface QueueSchedulerOptions {
  readonly database: QueueDatabase;
  /** Undefined: this hub does not serve that queue. */
  readonly lanesFor: (queue: string) => LaneFactory | undefined;
  readonly settings: () => QueueSettings;
  /** How soon work that another hub left or queued is found. */
  readonly scanIntervalMs?: number;
  /** A message was set aside, since it has failed so often. */
  readonly onSetAside?: (copy: SetAside) => void;
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

/** So soon a lane is opened again for a queue that was in Retry: another hub, or an administrator, may have ended that. */
const closedMsMax = 1_000;

/**
 * Opens lanes for queues that have work: at once for work of this process, within a scan for that of others. It holds
 * no state that matters: when a hub dies, the others find its queues in Redis and its jobs by their expired locks.
 */
export class QueueScheduler implements Lanes {
  readonly #options: QueueSchedulerOptions;
  readonly #attempts: Attempts;
  readonly #lanes: OpenLanes;
  readonly #scans: PeriodicTask;
  readonly #suspensionReads: PeriodicTask;
  readonly #lockExtensions: PeriodicTask;
  readonly #tellsConnecting: PeriodicTask;
  #open = false;
  /** Jobs that are under way or about to come, and looks at their queues. */
  #busy = 0;
  #onQuiet: (() => void) | undefined;
  /** As it was found a scan interval ago at most. */
  #submissionSuspended = true;

  constructor(options: QueueSchedulerOptions) {
    this.#options = options;
    const { database, settings, onSetAside, onFault } = options;
    this.#lanes = new OpenLanes({
      onEnd: (lane, last) => {
        if (last && database.ready) void this.#lookAfter(lane);
      },
      onFree: (queue) => this.wake(queue),
    });
    const threshold = () => settings().poisonThreshold;
    this.#attempts = new Attempts({ database, threshold, onSetAside, onFault });
    const whileReady = (act: () => Promise<unknown>): PeriodicTask =>
      new PeriodicTask(async () => database.ready && act(), onFault);
    this.#scans = whileReady(() => this.#scan());
    this.#suspensionReads = whileReady(() => this.#readSuspension());
    this.#lockExtensions = whileReady(() => database.leases.extend());
    this.#tellsConnecting = whileReady(() => database.tellConnecting(this.#lanes.connecting()));
  }

  start(): void {
    const { database, scanIntervalMs = 500 } = this.#options;
    this.#open = true;
    this.#lockExtensions.start(database.lockMs / 4);
    this.#tellsConnecting.start(scanIntervalMs);
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

  reserve(queue: string): ReservedLane | undefined {
    const { lanesFor, database } = this.#options;
    const factory = lanesFor(queue);
    if (factory === undefined || !this.#open || !database.ready) return undefined;
    const lane = this.#lanes.enter(queue, factory);
    if (lane === undefined) return undefined;
    // Also while it is only reserved: whoever stops must wait for the job that is about to come.
    this.#busy += 1;
    const take = (job?: LaneJob): void => (job === undefined ? void this.#ask(lane) : this.#run(lane, job));
    return { queue, token: database.token(), take };
  }

  /** Connections are wanted elsewhere: lanes without a job give back theirs. */
  endResting(): void {
    this.#lanes.endResting();
  }

  /** Every lane ends after its present job; what is not done in time is given back for others to take over. */
  async stop(graceMs: number): Promise<void> {
    this.#open = false;
    this.#lanes.endAll();
    const looked = [this.#scans, this.#suspensionReads, this.#tellsConnecting].map((task) => task.stop());
    const grace = new AbortController();
    await Promise.race([
      Promise.all([this.#quiet(), ...looked]),
      pause(graceMs, undefined, { signal: grace.signal }).catch(() => undefined),
    ]);
    grace.abort();
    void this.#lockExtensions.stop();
    await this.#giveBackAll();
  }

  /** Of its queue, for the lane. One job found may not be the only one that waits. */
  async #ask(lane: RunningLane): Promise<void> {
    try {
      const job = await this.#claim(lane.queue);
      if (job !== undefined) {
        this.wake(lane.queue);
        this.#run(lane, job);
        return;
      }
    } catch (error) {
      this.#options.onFault(error);
    }
    this.#leave(lane, { askedInVain: true });
  }

  /** No function waits with the job in its hands while the lane has the next one: contents would stay in memory. */
  #run(lane: RunningLane, job: LaneJob): void {
    this.#process(lane, job).then(
      (next) => (next === undefined ? this.#leave(lane, { askedInVain: false }) : this.#run(lane, next)),
      (error: unknown) => {
        this.#options.onFault(error);
        this.#leave(lane, { askedInVain: true });
      },
    );
  }

  async #process(running: RunningLane, job: LaneJob): Promise<Lease | undefined> {
    const { database } = this.#options;
    const goOn = (): boolean => this.#open && this.#lanes.goesOn(running);
    database.leases.hold(job);
    try {
      return await this.#attempts.run(job, () => running.lane.process(job, goOn));
    } finally {
      database.leases.release(job);
    }
  }

  #leave(lane: RunningLane, how: { readonly askedInVain: boolean }): void {
    this.#lanes.leave(lane, how);
    this.#done();
  }

  async #claim(queue: string): Promise<Lease | undefined> {
    const { database } = this.#options;
    if (!database.ready) return undefined;
    const { lease, waitMs } = await database.claim(queue);
    if (waitMs > 0) this.#lanes.close(queue, Math.min(waitMs, closedMsMax));
    return lease;
  }

  async #lookAfter({ queue, worked }: RunningLane): Promise<void> {
    this.#busy += 1;
    await this.#look([queue], { worked });
    this.#done();
  }

  #done(): void {
    this.#busy -= 1;
    if (this.#busy === 0) this.#onQuiet?.();
  }

  /** No job is under way. */
  #quiet(): Promise<void> {
    return new Promise((resolve) => {
      this.#onQuiet = resolve;
      if (this.#busy === 0) resolve();
    });
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
        this.#lanes.reopen(name);
        this.wake(name);
      }
      const others = due.filter((queue) => !hasWork(queue)).map(({ name }) => name);
      await this.#look(others, { worked: false });
    }
  }

  async #giveBackAll(): Promise<void> {
    const { database, onFault } = this.#options;
    const transaction = database.transaction();
    const { held } = database.leases;
    for (const lease of held) transaction.giveBack(lease);
    if (held.length > 0 && database.ready) await transaction.commit().catch(onFault);
  }

  #forget(queue: string): void {
    this.#options.database.forgetQueue(queue);
    this.#lanes.forget(queue);
  }
}
