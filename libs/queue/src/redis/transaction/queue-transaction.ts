import type { InternalId } from '@mailyard/message';
import type { NextHop } from '@mailyard/routing';
import type { Once } from '@mailyard/smtp';

import { formatCopy, parseCopy, type StoredCopy } from '../../item/fields/copy-fields.js';
import { flowOf } from '../../item/fields/flow.js';
import { jobIdOf, type CopyRecord, type MailItem } from '../../item/mail-item.js';
import type { NextHops } from '../../next-hop/redis-next-hops.js';
import { nextHopWords } from '../../next-hop/stored-next-hop.js';
import {
  bullJobs,
  readClaim,
  readClaimWithRetry,
  type DelayOptions,
  type QueueWait,
} from '../bull/bull-jobs.js';
import type { Claim, ClaimRequest, ClaimWithRetry, Lease } from '../bull/lease.js';
import { thisMoment } from '../bull/moment.js';
import type { QueueRates } from '../rates/queue-rates.js';
import type { ServerKeys } from '../keys.js';
import { NotRedundant } from '../connection/redundancy.js';
import { keptOf, type Accepted } from './accepted-before.js';
import { Committed, type Step } from './committed.js';
import { queueSteps } from './queue-steps.js';
import { ScriptSteps } from './transaction-script.js';
import type { Transactions } from './transactions.js';
import {
  addGuarded,
  creation,
  delayNotice,
  goesBeside,
  readSettlement,
  settlementChange,
  type GuardedChange,
  type NewItem,
  type Settlement,
  type SettlementResult,
} from './settlement.js';

export interface TransactionContext {
  readonly transactions: Transactions;
  readonly keys: ServerKeys;
  readonly nextHops: NextHops;
  readonly rates: QueueRates;
}

interface EnqueuedCopy {
  readonly id: InternalId;
  readonly copy: CopyRecord;
  readonly receivedAt: number;
  readonly nextHop?: NextHop;
  readonly domains?: readonly string[];
}

/** What became of a copy that was to move: it has moved; somebody works on it, or has suspended it; it is not what it was. */
export type MoveOutcome = (typeof moveOutcomes)[number];
const moveOutcomes = ['suspended', 'held', 'gone', 'moved'] as const;

/**
 * Changes to items and queues that happen together or not at all: of as many messages as one likes, each settlement with
 * a result of its own. It may be committed again after an unknown outcome: a settlement is carried out once, a job id is
 * added once, and a job that outlives its copy ends without effect.
 */
export class QueueTransaction {
  readonly #context: TransactionContext;
  /** Jobs come first: a job whose item is not there ends without effect, whatever stops the script after it. */
  readonly #jobs: EnqueuedCopy[] = [];
  readonly #steps: Step<unknown>[] = [];
  readonly #claims: ClaimRequest[] = [];
  readonly #created: MailItem[] = [];
  readonly #left: string[] = [];
  readonly #moves: { moved: Step<MoveOutcome>; from: string; to: string }[] = [];
  #acceptance: string | undefined;
  /** Ahead of the jobs. */
  #once: Step<void>['add'] | undefined;

  constructor(context: TransactionContext) {
    this.#context = context;
  }

  /**
   * A new message. The transaction is then carried out once, and not after Redis counts as away: the client may hear of a
   * refusal, see `StoredMessages.wasAccepted`.
   */
  accept(created: NewItem): this {
    const { keys } = this.#context;
    const mark = keys.accepted(created.item.id);
    this.#acceptance = mark;
    this.#created.push(created.item);
    return this.#also((steps) => {
      const { item, copies, content } = created;
      if (content !== undefined && goesBeside(content)) {
        steps.setBeside(keys.content(item.id), content);
        steps.add('accept', ...creation({ item, copies }));
      } else {
        steps.add('accept', ...creation(created));
      }
      steps.add('mark', mark);
    });
  }

  /**
   * Carries out nothing, and `commit` throws AcceptedBefore, when a transaction under that name was committed in the time
   * for which it kept it; otherwise keeps it, for this message.
   */
  once({ name, forSeconds }: Once, accepted: Accepted): this {
    const [key, ms] = [this.#context.keys.once(name), forSeconds * 1_000];
    this.#once = (steps) => steps.add('once', key, ms);
    return this.#also((steps) => steps.command('SET', key, keptOf(accepted), 'PX', ms));
  }

  settle(settlement: Settlement): Step<SettlementResult> {
    return this.#guarded(settlementChange(settlement));
  }

  /** Creates DSNs and notes on the message that its sender was told of the delay; once for each message. */
  notifyDelay(id: InternalId, newItems: readonly NewItem[]): Step<SettlementResult> {
    return this.#guarded(delayNotice(id, newItems));
  }

  /** The copy and its job go to another queue, unless somebody works on it or has suspended it. */
  move({ id, number, stored }: StoredCopy, record: CopyRecord, nextHop?: NextHop): Step<MoveOutcome> {
    const from = parseCopy(stored, id).queue;
    const words = nextHopWords(nextHop);
    if (nextHop !== undefined) this.#context.nextHops.note(record.queue, nextHop);
    const moved = this.step<MoveOutcome>({
      add: (steps) =>
        steps.add('move', id, number, stored, formatCopy(record), from, record.queue, words.length, ...words),
      read: (replies, at) => moveOutcomes[Number(replies[at]) + 2] ?? 'gone',
    });
    this.#moves.push({ moved, from, to: record.queue });
    return moved;
  }

  /** The copy's job: with the next hop if its queue is a delivery queue. */
  enqueue(job: EnqueuedCopy): this {
    const { copy, nextHop, domains = [] } = job;
    if (domains.length > 0) this.noteWithoutRoute(jobIdOf(job.id, copy), domains);
    if (nextHop !== undefined) this.#context.nextHops.note(copy.queue, nextHop);
    this.#jobs.push(job);
    return this;
  }

  /** The queue's next job: one that this transaction adds goes straight to the lane if nothing comes before it. */
  claim(request: ClaimRequest): Step<ClaimWithRetry> {
    this.#claims.push(request);
    return this.step({
      add: (steps) => bullJobs.claim(steps, request),
      read: (replies, at, asked) => readClaimWithRetry(replies[at], request, asked),
    });
  }

  /** The job ends. The queue's next job, if it is wanted, is claimed under the lease's token. */
  finish(lease: Lease, next: { readonly claimNext: boolean }): Step<Claim> {
    this.#left.push(lease.queue);
    return this.step({
      add: (steps) => bullJobs.finish(steps, lease, next),
      read: (replies, at, asked) => readClaim(replies[at], lease, asked),
    });
  }

  /** The same for a job that comes back after a while. */
  delay(lease: Lease, options: DelayOptions): Step<Claim> {
    return this.step({
      add: (steps) => bullJobs.delay(steps, lease, options),
      read: (replies, at, asked) => readClaim(replies[at], lease, asked),
    });
  }

  giveBack(lease: Lease): this {
    return this.#also((steps) => bullJobs.giveBack(steps, lease));
  }

  /** Of a limit of ours: the queue waits, and is in no Retry for it. */
  hold(queue: string, wait: QueueWait): this {
    return this.#also((steps) => bullJobs.hold(steps, queue, wait));
  }

  /** The next hop was reached: the queue leaves Retry. */
  leaveRetry(queue: string): this {
    return this.#also((steps) => queueSteps.leaveRetry(steps, this.#context.keys, queue)).retryNow(queue);
  }

  /** The job waits in Unreachable for these domains. */
  noteWithoutRoute(jobId: string, domains: readonly string[]): this {
    return this.#also((steps) => queueSteps.waitForRoute(steps, this.#context.keys, { jobId, domains }));
  }

  /** Suspend-Queue: nobody gets a job from it. */
  suspend(queue: string): this {
    return this.#also((steps) => queueSteps.suspend(steps, this.#context.keys, queue));
  }

  /** Retry-Queue: a queue in Retry tries now, with one message. */
  retryNow(queue: string): this {
    return this.#also((steps) => queueSteps.retryNow(steps, this.#context.keys, queue));
  }

  step<Result>(step: Step<Result>): Step<Result> {
    this.#steps.push(step);
    return step;
  }

  async commit(): Promise<Committed> {
    const steps = new ScriptSteps();
    this.#once?.(steps);
    this.#addJobs(steps);
    const places = new Map<Step<unknown>, number>();
    for (const step of this.#steps) {
      places.set(step, steps.length);
      step.add(steps);
    }
    const asked = thisMoment();
    try {
      const replies = await this.#context.transactions.run(steps, this.#acceptance);
      const committed = new Committed(replies, places, asked);
      this.#count(committed);
      return committed;
    } catch (error) {
      const stored = error instanceof NotRedundant && error.replies.length > 0;
      if (stored) error.committed = new Committed(error.replies, places, asked);
      throw error;
    }
  }

  #count(committed: Committed): void {
    const { rates } = this.#context;
    for (const { copy } of this.#jobs) rates.came(copy.queue);
    for (const queue of this.#left) rates.left(queue);
    for (const { moved, from, to } of this.#moves) {
      if (committed.resultOf(moved) !== 'moved') continue;
      rates.left(from);
      rates.came(to);
    }
  }

  #addJobs(steps: ScriptSteps): void {
    const waiting = [...this.#claims];
    for (const { id, copy, receivedAt, nextHop } of this.#jobs) {
      const { queue } = copy;
      const created = this.#created.find((item) => item.id === id);
      const lane = waiting.findIndex((claim) => claim.queue === queue);
      bullJobs.enqueue(steps, {
        queue,
        jobId: jobIdOf(id, copy),
        data: formatCopy(copy),
        timestamp: receivedAt,
        token: waiting[lane]?.token,
        flow: created && flowOf(created),
        nextHop: nextHopWords(nextHop),
      });
      if (lane >= 0) waiting.splice(lane, 1);
    }
  }

  /** A step without a result of its own. */
  #also(add: Step<void>['add']): this {
    this.#steps.push({ add, read: () => undefined });
    return this;
  }

  #guarded(change: GuardedChange): Step<SettlementResult> {
    for (const { item, copies } of change.newItems) {
      this.#created.push(item);
      for (const copy of copies) this.enqueue({ id: item.id, copy, receivedAt: item.receivedAt });
    }
    return this.step({
      add: (steps) => addGuarded(steps, this.#context.keys, change),
      read: (replies, at) => readSettlement(replies[at]),
    });
  }
}
