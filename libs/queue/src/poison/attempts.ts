import { setTimeout as pause } from 'node:timers/promises';

import { ContentStoreMissing } from '../content/content-store.js';
import { DamagedMessage } from '../item/damaged-message.js';
import { parseJobId } from '../item/mail-item.js';
import type { Lease } from '../redis/bull/lease.js';
import { DatabaseError } from '../redis/connection/database-error.js';
import type { QueueDatabase } from '../redis/queue-database.js';
import { setAside, type SetAside } from './set-aside.js';

export interface AttemptsOptions {
  readonly database: QueueDatabase;
  /** PoisonThreshold. */
  readonly threshold: () => number;
  /** A copy is in the Poison queue now. */
  readonly onSetAside?: ((copy: SetAside) => void) | undefined;
  readonly onFault: (error: unknown) => void;
}

type Process = () => Promise<Lease | undefined>;

/** After the first fault of ours a job rests for so long; after each further one twice as long. */
const firstDelayMs = 30_000;
export const faultDelayMsMax = 300_000;
/** So many hubs have not ended soon, but have ended: that is no accident any more. */
const hubsLostMax = 20;
const turnMsMax = 30_000;

/**
 * Attempts to process a job, counted where they end badly. A message whose attempts fail again and again, or take a hub
 * with them, is set aside. The counts are in Redis with the job, so they outlive the hub.
 */
export class Attempts {
  readonly #options: AttemptsOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: AttemptsOptions) {
    this.#options = options;
  }

  /** Never rejects; what failed comes back later, or is set aside. */
  run(job: Lease, process: Process): Promise<Lease | undefined> {
    return job.stalls === undefined ? this.#guarded(job, process) : this.#alone(job, process);
  }

  /**
   * A hub ended while it held this job and many others, and nobody knows which of them was the cause. So those are tried
   * one at a time, each noted before: if a hub ends again, it is known with which.
   */
  async #alone(job: Lease, process: Process): Promise<Lease | undefined> {
    const before = this.#turn;
    const { promise, resolve: done } = Promise.withResolvers<void>();
    this.#turn = promise;
    try {
      await Promise.race([before, pause(turnMsMax, undefined, { ref: false })]);
      return await this.#guarded(job, () => this.#noted(job, process));
    } finally {
      done();
    }
  }

  async #noted(job: Lease, process: Process): Promise<Lease | undefined> {
    const { database, threshold } = this.#options;
    const noted = await this.#note(job);
    // It ran out of its time while it waited for its turn: another hub may be at it, or have done it.
    if (noted === undefined) return undefined;
    const { begun, inAll } = noted;
    if (begun > threshold() || inAll > hubsLostMax) {
      await this.#setAside(job, new Error('hubs ended while they processed it'));
      return undefined;
    }
    // What ends a hub does so soon. A hub that is killed while a next hop keeps it waiting is not the message's fault.
    const survived = setTimeout(() => void this.#forget(job, 'survived'), database.lockMs * 2);
    try {
      return await process();
    } finally {
      clearTimeout(survived);
      void this.#forget(job, 'ended');
    }
  }

  /** An attempt whose note was not answered may be counted, and never begins. */
  async #note(job: Lease): ReturnType<QueueDatabase['noteAttempt']> {
    try {
      return await this.#options.database.noteAttempt(job);
    } catch (error) {
      void this.#forget(job, 'ended');
      throw error;
    }
  }

  /** Also when Redis is away, which may be why the attempt has ended. */
  async #forget(job: Lease, because: 'survived' | 'ended'): Promise<void> {
    const { database } = this.#options;
    while (!database.closed) {
      try {
        await database.forgetAttempts(job, because);
        return;
      } catch (error) {
        if (!isOutage(error)) {
          this.#options.onFault(error);
          return;
        }
        await database.pause(1_000);
      }
    }
  }

  async #guarded(job: Lease, process: Process): Promise<Lease | undefined> {
    try {
      return await process();
    } catch (error) {
      // If this fails, too, the lock expires and the job is found as stalled.
      await this.#putOff(job, error).catch(this.#options.onFault);
      return undefined;
    }
  }

  async #putOff(job: Lease, error: unknown): Promise<void> {
    const { database, threshold, onFault } = this.#options;
    const faults = (job.faults ?? 0) + 1;
    if (database.ready && isOfMessage(error, faults >= threshold())) return this.#setAside(job, error);
    onFault(error);
    const transaction = database.transaction();
    if (isOutage(error) || !database.ready) transaction.giveBack(job);
    else transaction.delay(job, { delayMs: delayMs(faults), claimNext: false, faults });
    await database.commitSurely(transaction, { deadlineMs: database.lockMs });
  }

  async #setAside(job: Lease, error: unknown): Promise<void> {
    const { database, onFault, onSetAside } = this.#options;
    const reason = error instanceof Error ? error.message : String(error);
    const copy = { ...parseJobId(job.jobId), reason, lease: job };
    if (!(await setAside(database, copy))) return;
    onSetAside?.(copy);
    onFault(
      new Error(`message ${job.jobId} of ${job.queue} is set aside in the Poison queue`, {
        cause: error,
      }),
    );
  }
}

/** Whether the message is to blame. An error of the system (a disk, a volume that is away, a permission) is no message's fault. */
function isOfMessage(error: unknown, again: boolean): boolean {
  if (error instanceof DamagedMessage) return true;
  const isAway = error instanceof ContentStoreMissing;
  const system = isAway || isOutage(error) || (error as NodeJS.ErrnoException).syscall !== undefined;
  return again && !system;
}

/** Redis is away or refuses. A script that fails on what it finds has to do with the message, and fails again. */
function isOutage(error: unknown): boolean {
  return error instanceof DatabaseError && error.outcome !== 'partial';
}

function delayMs(faults: number): number {
  return Math.min(firstDelayMs * 2 ** (faults - 1), faultDelayMsMax);
}
