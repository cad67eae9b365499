import { RedisQueueBackend } from 'bullmq';

import type { ScriptSteps, Word } from '../transaction/script-steps.js';
import type { Lease } from './lease.js';
import type { BullScripts } from './bull-scripts.js';

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

/** BullMQ's own scripts and arguments, as steps of our transaction instead of being sent one by one. */
export class TransactionalBackend extends RedisQueueBackend {
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
