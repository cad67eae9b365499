import type { InternalId } from '@mailyard/message';
import {
  DatabaseError,
  type Claim,
  type KeptMessage,
  type Lease,
  type LoadedCopy,
  type QueueTransaction,
  type SettlementResult,
  type Step,
} from '@mailyard/queue';
import { queueNameOf, type NextHop } from '@mailyard/routing';

import { keptDelivery } from '../../safety-net/kept-delivery.js';
import type { TransportContext } from '../../transport-context.js';
import type { DeliverySettlement } from './delivery-settlement.js';
import { tellDelivery } from './tell-delivery.js';

/** A job whose next hop has answered, and what is to become of its copy. */
export interface AnsweredJob {
  readonly lease: Lease;
  readonly message: LoadedCopy;
  readonly settlement: DeliverySettlement;
  /** Its queue was in Retry. */
  readonly leaveRetry: boolean;
  readonly goOn: () => boolean;
}

interface Waiting {
  readonly answered: AnsweredJob;
  readonly resolve: (next: Promise<Lease | undefined> | Lease | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Where the results of a job will be. */
interface Steps {
  readonly settled: Step<SettlementResult>;
  readonly next: Step<Claim>;
}

/**
 * The settlements of one lane. Those of one turn of the event loop are one transaction: each copy is settled, each job is
 * ended, and the next one is claimed for each.
 */
export class JointSettlements {
  readonly #queue: string;
  readonly #nextHop: NextHop;
  readonly #context: TransportContext;
  #waiting: Waiting[] = [];

  constructor(nextHop: NextHop, context: TransportContext) {
    this.#queue = queueNameOf(nextHop);
    this.#nextHop = nextHop;
    this.#context = context;
  }

  /** Resolves with the lane's next job, if there is one and `goOn()` held. */
  settle(answered: AnsweredJob): Promise<Lease | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => void this.#commitWaiting());
      this.#waiting.push({ answered, resolve, reject });
    });
  }

  async #commitWaiting(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      await this.#commit(waiting);
    } catch (error) {
      if (waiting.length > 1 && isOfOne(error)) return this.#commitEach(waiting);
      for (const { reject } of waiting) reject(error);
    }
  }

  /** One of them is damaged, and the others must not wait for it. What had been carried out is not carried out again. */
  async #commitEach(waiting: readonly Waiting[]): Promise<void> {
    for (const one of waiting) await this.#commit([one]).catch(one.reject);
  }

  async #commit(waiting: readonly Waiting[]): Promise<void> {
    const { database, safetyNet } = this.#context;
    if (safetyNet?.isOn === true) await safetyNet.keep(this.#deliveries(waiting));
    const transaction = database.transaction();
    const steps = waiting.map(({ answered }) => this.#add(transaction, answered));
    const leftRetry = waiting.some(({ answered }) => answered.leaveRetry);
    if (leftRetry) transaction.leaveRetry(this.#queue);
    const committed = await database.commitSurely(transaction);
    for (const [index, { answered, resolve }] of waiting.entries()) {
      const { settled, next } = steps[index] as Steps;
      const concluded = this.#conclude(answered, committed.resultOf(settled));
      const { lease } = committed.resultOf(next);
      // A disk may be slow, and the lock of the next job must not run out meanwhile.
      if (lease !== undefined) database.leases.hold(lease);
      resolve(concluded === undefined ? lease : concluded.then(() => lease));
    }
    if (leftRetry) this.#tellLeftRetry();
  }

  #deliveries(waiting: readonly Waiting[]): readonly KeptMessage[] {
    const at = { nextHop: this.#nextHop, deliveredAt: this.#context.now() };
    return waiting.flatMap(({ answered: { message, settlement } }) => keptDelivery(message, settlement, at));
  }

  #add(transaction: QueueTransaction, { lease, message, settlement, goOn }: AnsweredJob): Steps {
    const { remaining, redirected, newItems } = settlement;
    const replacedBy = [remaining, redirected].filter((copy) => copy !== undefined);
    const settled = transaction.settle({ settled: message, lease, replacedBy, newItems });
    if (redirected !== undefined) {
      transaction.enqueue({ id: message.id, copy: redirected, receivedAt: message.item.receivedAt });
    }
    const claimNext = goOn();
    const next =
      remaining === undefined
        ? transaction.finish(lease, { claimNext })
        : transaction.delay(lease, { delayMs: this.#messageRetryMs(), claimNext });
    return { settled, next };
  }

  /** Undefined when there is nothing more to be waited for. */
  #conclude(
    { message, settlement }: AnsweredJob,
    { settled, itemGone }: SettlementResult,
  ): Promise<void> | undefined {
    const nextHop = this.#nextHop;
    if (settled) tellDelivery(message, { settlement, nextHop }, this.#context);
    return itemGone && message.item.content.store === 'file' ? this.#removeContent(message.id) : undefined;
  }

  #tellLeftRetry(): void {
    const { events, lanes } = this.#context;
    events.leftRetry(this.#queue);
    lanes.wake(this.#queue);
  }

  #messageRetryMs(): number {
    return this.#context.organization().transport.MessageRetryInterval;
  }

  /** Left behind by a fault, the file is swept later. */
  async #removeContent(id: InternalId): Promise<void> {
    const { files, events } = this.#context;
    await files.remove(id).catch((error: unknown) => events.fault(error));
  }
}

/** The script stopped at what it found, see DatabaseError. */
function isOfOne(error: unknown): boolean {
  return error instanceof DatabaseError && error.outcome === 'partial';
}
