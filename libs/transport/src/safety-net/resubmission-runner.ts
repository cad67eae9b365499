import { randomUUID } from 'node:crypto';

import {
  DatabaseError,
  duringStep,
  nameOfDelivery,
  operationOfRequest,
  releaseStep,
  submissionQueue,
  type BulkLease,
  type KeptMessage,
  type KeptPlace,
  type NewItem,
  type QueuedRecipient,
  type ResubmitRequest,
  type SafetyNetFiles,
} from '@mailyard/queue';
import { PeriodicTask } from '@mailyard/service';
import { formatPath } from '@mailyard/smtp';

import { trackedItem } from '../tracking/tracked-item.js';
import { whileTracking } from '../tracking/while-tracking.js';
import type { TransportContext } from '../transport-context.js';
import { requestedOf } from './requested.js';
import { asNewItem, DamagedInSafetyNet } from './resubmitted-item.js';

/** What comes anew does not hold up what comes: while more wait in Submission, requests wait. */
const waitingMax = 1_000;

/**
 * Carries out requests to the Safety Net, one hub at a time by a lease. What is submitted is noted in the transaction that
 * does it, so a hub may die anywhere and the next one goes on, and no delivery is made anew twice for one request.
 */
export class ResubmissionRunner {
  readonly #files: SafetyNetFiles;
  readonly #context: TransportContext;
  readonly #looks: PeriodicTask;
  readonly #token = randomUUID();
  #open = true;

  constructor(files: SafetyNetFiles, context: TransportContext) {
    this.#files = files;
    this.#context = context;
    this.#looks = new PeriodicTask(
      async () => context.database.ready && this.look(),
      (error) => context.events.fault(error),
    );
  }

  start(intervalMs: number): void {
    this.#looks.start(intervalMs);
  }

  async stop(): Promise<void> {
    this.#open = false;
    await this.#looks.stop();
  }

  async look(): Promise<void> {
    const { database } = this.#context;
    for (const request of await database.resubmits.list()) {
      if (request.state !== 'Running' || !this.#open) continue;
      const lease = { id: operationOfRequest(request.id), token: this.#token, leaseMs: database.lockMs };
      if (!(await database.bulk.take(lease))) continue;
      try {
        await this.#carryOut(request, lease);
      } finally {
        await this.#release(lease);
      }
    }
  }

  async #carryOut(request: ResubmitRequest, lease: BulkLease): Promise<void> {
    try {
      for await (const kept of this.#meant(request)) {
        if (!this.#open || (await this.#mustWait())) return;
        await this.#submit(kept, request, lease);
      }
      if (this.#open) await this.#context.database.resubmits.become(request.id, ['Running'], 'Completed');
    } catch (error) {
      // It is paused or removed, or another hub has it: whoever looks next finds out.
      if (!(error instanceof DatabaseError && error.outcome === 'partial')) throw error;
    }
  }

  async #release(lease: BulkLease): Promise<void> {
    const transaction = this.#context.database.transaction();
    transaction.step(releaseStep(lease));
    await this.#context.database.commitSurely(transaction, { deadlineMs: lease.leaseMs });
  }

  /** What the request means and nobody has done yet, in the order in which it stands in the files. */
  async *#meant(request: ResubmitRequest): AsyncGenerator<Meant> {
    const { resubmits } = this.#context.database;
    for await (const kept of this.#files.deliveries(request)) {
      const recipients = requestedOf(request, kept);
      if (recipients.length === 0 || (await resubmits.isDone(request.id, nameOfDelivery(kept)))) continue;
      yield { kept, recipients };
    }
  }

  async #mustWait(): Promise<boolean> {
    const { database, resubmissionPaused } = this.#context;
    return resubmissionPaused() || (await database.waiting(submissionQueue)) > waitingMax;
  }

  async #submit({ kept, recipients }: Meant, request: ResubmitRequest, lease: BulkLease): Promise<void> {
    const { database, lanes, events } = this.#context;
    const delivery = nameOfDelivery(kept);
    const content = kept.content ?? this.#files.contentOf(kept);
    const use = async (item: NewItem): Promise<void> => {
      const transaction = database.transaction();
      transaction.step(duringStep(lease, 'Running'));
      transaction.step(database.resubmits.doneStep(request.id, delivery, kept));
      transaction.accept(item);
      for (const copy of item.copies) {
        transaction.enqueue({ id: item.item.id, copy, receivedAt: item.item.receivedAt });
      }
      await transaction.commit();
      this.#track(item, request);
      lanes.wake(submissionQueue);
    };
    try {
      await asNewItem({ ...kept, content }, recipients, { ...this.#context, use });
    } catch (error) {
      if (!isOfMessage(error)) throw error;
      events.fault(new Error(`the Safety Net cannot submit ${delivery} again`, { cause: error }));
      await database.resubmits.failed(request.id, delivery);
    }
  }

  #track({ item, copies }: NewItem, { id }: ResubmitRequest): void {
    const { tracking } = this.#context;
    whileTracking(this.#context, () =>
      tracking.track({
        ...trackedItem(item),
        eventId: 'RESUBMIT',
        source: 'SAFETYNET',
        sourceContext: `resubmit request ${id}`,
        recipients: copies.flatMap(({ recipients }) =>
          recipients.map(({ path }) => ({ address: formatPath(path) })),
        ),
      }),
    );
  }
}

interface Meant {
  readonly kept: KeptMessage & KeptPlace;
  readonly recipients: readonly QueuedRecipient[];
}

/** Its octets are gone or damaged: the others need not wait for it. */
function isOfMessage(error: unknown): boolean {
  return error instanceof DamagedInSafetyNet || (error as NodeJS.ErrnoException).code === 'ENOENT';
}
