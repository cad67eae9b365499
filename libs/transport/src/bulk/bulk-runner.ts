import { randomUUID } from 'node:crypto';

import {
  DatabaseError,
  releaseStep,
  transitionStep,
  type BulkLease,
  type BulkOperation,
  type BulkState,
} from '@mailyard/queue';
import { PeriodicTask, type AuditLog } from '@mailyard/service';

import type { TransportContext } from '../transport-context.js';
import { carryOutTargets, holdTargets, letGoOfTargets, type BulkAct } from './bulk-targets.js';

/** Messages that are being delivered are looked at again so soon. */
const againMs = 1_000;
/** So many are done with in one piece; mail goes on in between. */
const targetsAtOnce = 50;

/** What is done with the messages of an operation in each state that has something to do, and which state follows. */
const acts: Readonly<Partial<Record<BulkState, BulkStage>>> = {
  Holding: { on: holdTargets, to: 'Held' },
  Held: { to: 'Running' },
  Running: { on: carryOutTargets, to: 'Done', ends: true },
  Undoing: { on: letGoOfTargets, to: 'Undone', ends: true },
  Stopping: { on: letGoOfTargets, to: 'Stopped', ends: true },
};

interface BulkStage {
  readonly on?: BulkAct;
  readonly to: BulkState;
  /** Once nothing is left. */
  readonly ends?: true;
}

/**
 * Carries out operations over many messages. Every hub may do it at the same time: an operation has one hub at a time, by a
 * lease, and what is done with a message is counted in the transaction that does it.
 */
export class BulkRunner {
  readonly #context: TransportContext;
  readonly #audit: Pick<AuditLog, 'write'> | undefined;
  readonly #looks: PeriodicTask;
  readonly #token = randomUUID();
  readonly #running = new Map<string, Promise<void>>();
  #open = true;

  constructor(context: TransportContext, audit?: Pick<AuditLog, 'write'>) {
    this.#context = context;
    this.#audit = audit;
    this.#looks = new PeriodicTask(
      async () => context.database.ready && this.look(),
      (error) => context.events.fault(error),
    );
  }

  start(intervalMs: number): void {
    this.#looks.start(intervalMs);
  }

  /** What is under way goes on elsewhere. */
  async stop(): Promise<void> {
    this.#open = false;
    await this.#looks.stop();
    await Promise.all(this.#running.values());
  }

  /** Begins whatever is due and nobody else carries out. */
  async look(): Promise<void> {
    for (const id of await this.#context.database.bulk.due(Date.now())) {
      if (this.#running.has(id)) continue;
      // A hub that is killed leaves its operations to others as it does its messages.
      const going = this.#carryOut({ id, token: this.#token, leaseMs: this.#context.database.lockMs })
        .catch((error: unknown) => this.#fault(error))
        .finally(() => this.#running.delete(id));
      this.#running.set(id, going);
    }
  }

  #fault(error: unknown): void {
    // It was undone or stopped meanwhile, or another hub has it: whoever looks next finds out.
    if (error instanceof DatabaseError && error.outcome === 'partial') return;
    this.#context.events.fault(error);
  }

  async #carryOut(lease: BulkLease): Promise<void> {
    const { database } = this.#context;
    if (!(await database.bulk.take(lease))) return;
    try {
      while (await this.#advance(lease)) if (!this.#open) return;
    } finally {
      const transaction = database.transaction();
      transaction.step(releaseStep(lease));
      await database.commitSurely(transaction, { deadlineMs: lease.leaseMs });
    }
  }

  /** Resolves with whether there is more to do at once. */
  async #advance(lease: BulkLease): Promise<boolean> {
    const operation = await this.#context.database.bulk.read(lease.id);
    if (operation === undefined || !this.#open) return false;
    const act = acts[operation.state];
    if (act === undefined) return false;
    if (act.on !== undefined) await this.#each(operation, lease, act.on);
    return act.ends ? this.#end(operation, act.to) : this.#become(operation, act.to);
  }

  /** Every message with which nothing has been done yet, once. */
  async #each(operation: BulkOperation, lease: BulkLease, act: BulkAct): Promise<void> {
    const { bulk } = this.#context.database;
    for (let from = 0; this.#open;) {
      const targets = await bulk.targets(operation.id, from, targetsAtOnce);
      const last = targets.at(-1);
      if (last === undefined) return;
      await act({ operation, lease, targets }, this.#context);
      from = last.index + 1;
    }
  }

  /** What is being delivered is looked at again. */
  async #end(operation: BulkOperation, state: BulkState): Promise<boolean> {
    if (!this.#open) return false;
    const { bulk } = this.#context.database;
    const left = await bulk.targets(operation.id, 0, 1);
    if (left.length > 0) return this.#wait(operation, Date.now() + againMs);
    // Rather twice on record than never.
    const ending = { ...((await bulk.read(operation.id)) ?? operation), state };
    await this.#tell(ending);
    await this.#transit(operation, { to: state, fields: { endedAt: Date.now() } });
    return false;
  }

  async #tell(operation: BulkOperation): Promise<void> {
    const { id, order, about, caller, client, state, outcomes } = operation;
    this.#context.events.bulkEnded(operation);
    await this.#audit?.write({
      caller,
      client,
      operation: `${order.kind}-Message`,
      parameters: { operation: id, about, order: JSON.stringify(order), state },
      modified: Object.entries(outcomes).map(([outcome, count]) => `${outcome}: ${count}`),
    });
  }

  async #become(operation: BulkOperation, to: BulkState): Promise<boolean> {
    if (!this.#open) return false;
    const due = to === 'Held' ? Date.now() + operation.undoMs : Date.now();
    await this.#transit(operation, { to, due, fields: to === 'Held' ? { undoUntil: due } : {} });
    return due <= Date.now();
  }

  async #wait(operation: BulkOperation, due: number): Promise<false> {
    await this.#transit(operation, { to: operation.state, due });
    return false;
  }

  async #transit(
    { id, state }: BulkOperation,
    next: Omit<Parameters<typeof transitionStep>[0], 'id' | 'from'>,
  ): Promise<void> {
    const { database } = this.#context;
    const transaction = database.transaction();
    transaction.step(transitionStep({ id, from: [state], ...next }));
    await database.commitSurely(transaction);
  }
}
