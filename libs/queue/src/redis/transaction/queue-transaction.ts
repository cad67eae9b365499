import type { InternalId } from '@mailyard/message';
import type { NextHop } from '@mailyard/routing';

import { formatCopy, itemFields, newItemFields } from '../../item/item-fields.js';
import { jobIdOf, type MailItem, type QueuedCopy, type RoutedCopy } from '../../item/mail-item.js';
import type { NextHops } from '../../next-hop/redis-next-hops.js';
import type { BullQueues } from '../bull/bull-queues.js';
import type { Claim, Lease } from '../bull/lease.js';
import type { DelayOptions } from '../bull/transactional-backend.js';
import type { ServerKeys } from '../keys.js';
import type { QueueConnection } from '../connection/queue-connection.js';
import type { ScriptSteps, Word } from './script-steps.js';
import { enterQueuePart } from './enter-queue-script.js';
import { settlePart } from './settle-script.js';
import { markMs } from './transaction-script.js';

/** A message that comes into being: `content` when it is to be kept in Redis. */
export interface NewItem {
  readonly item: MailItem;
  readonly copies: readonly QueuedCopy[];
  readonly content?: Buffer;
}

/** A copy as it was read: `stored` is its text in Redis. */
export interface StoredCopy {
  readonly id: InternalId;
  readonly number: string;
  readonly stored: string;
}

/** What becomes of a copy. */
export interface Settlement {
  readonly settled: StoredCopy;
  /** The copy's own job, when it may have to come back: it outlives this transaction if others changed the copy. */
  readonly lease?: Lease;
  /** Or the copy's job when nobody may hold it: an administrator does not take a message away from a delivery. */
  readonly unheld?: Pick<Lease, 'queue' | 'jobId'>;
  /** The copies in its place: none when it is done, the same with fewer recipients, or one for each next hop. */
  readonly replacedBy: readonly QueuedCopy[];
  /** DSNs that come out of it; they exist if and only if this settlement does. */
  readonly newItems?: readonly NewItem[];
}

/**
 * `settled`: false when somebody had settled the copy before; `held`: not settled, since somebody holds its job;
 * `itemGone`: it was the last copy of its message.
 */
export interface Committed {
  readonly settled: boolean;
  readonly held: boolean;
  readonly itemGone: boolean;
  /** By the token under which each was made. */
  readonly claims: ReadonlyMap<string, ClaimInTransaction>;
}

export interface ClaimInTransaction extends Claim {
  /** Of a claim that is not the continuation of an ended job: how often in a row the next hop could not be reached. */
  readonly retryCount: number;
}

export interface TransactionContext {
  readonly connection: QueueConnection;
  readonly bull: BullQueues;
  readonly keys: ServerKeys;
  readonly nextHops: NextHops;
}

interface ClaimRequest {
  readonly queue: string;
  readonly token: string;
}

type Step = (steps: ScriptSteps) => Promise<void> | void;

/**
 * Changes to items and queues that happen together or not at all. It may be committed again after an unknown outcome:
 * a settlement is carried out once, a job id is added once, and a job that outlives its copy ends without effect.
 */
export class QueueTransaction {
  readonly #context: TransactionContext;
  /** Jobs come first: a job whose item is not there ends without effect, whatever stops the script after it. */
  readonly #jobs: Step[] = [];
  readonly #steps: Step[] = [];
  #acceptance: string | undefined;
  #settleAt = -1;
  /** Where the replies to claims are. */
  readonly #claims = new Map<number, ClaimRequest>();
  /** Where the retries of a claim's queue are, by token. */
  readonly #retryCounts = new Map<string, number>();

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
    this.#steps.push((steps) => {
      for (const [command, key, ...words] of creation(keys, created)) steps.command(command, key, ...words);
      steps.command('SET', mark, 'accepted', 'PX', markMs);
    });
    return this;
  }

  settle(settlement: Settlement): this {
    const { keys } = this.#context;
    const { settled, lease, unheld, replacedBy, newItems = [] } = settlement;
    const item = keys.item(settled.id);
    const commands = replacement(item, settled.number, replacedBy);
    commands.push(...newItems.flatMap((created) => creation(keys, created)));
    const guard = [settled.id, itemFields.copy(settled.number), settled.stored];
    const openCopies = replacedBy.length - 1;
    this.#guarded({ id: settled.id, guard, openCopies, commands, newItems, lease, unheld });
    return this;
  }

  /** Creates DSNs and notes on the message that its sender was told of the delay; once for each message. */
  notifyDelay(id: InternalId, newItems: readonly NewItem[]): this {
    const { keys } = this.#context;
    const commands: Command[] = [['HSET', keys.item(id), itemFields.delayNotified, '1']];
    commands.push(...newItems.flatMap((created) => creation(keys, created)));
    this.#guarded({ id, guard: [id, itemFields.delayNotified, ''], openCopies: 0, commands, newItems });
    return this;
  }

  /** The copy's job. */
  enqueue(job: RoutedCopy & { readonly id: InternalId; readonly receivedAt: number }): this {
    const { bull, keys } = this.#context;
    const { id, copy, receivedAt, nextHop } = job;
    if (nextHop !== undefined) this.#context.nextHops.note(copy.queue, nextHop);
    this.#jobs.push(async (steps) => {
      await bull.add(steps, {
        queue: copy.queue,
        jobId: jobIdOf(id, copy),
        data: formatCopy(copy),
        timestamp: receivedAt,
      });
      if (nextHop === undefined) steps.command('ZADD', keys.nextHops, Date.now(), copy.queue);
      else steps.part(enterQueuePart.name, 2, entry(keys, copy.queue, nextHop));
    });
    return this;
  }

  claim({ queue, token }: ClaimRequest): this {
    const { bull, keys } = this.#context;
    this.#claiming({ queue, token }, (steps) => bull.claim(steps, queue, token));
    this.#steps.push((steps) => {
      this.#retryCounts.set(token, steps.length);
      steps.command('HGET', keys.nextHop(queue), 'retryCount');
    });
    return this;
  }

  /** The lease's token is also that of the claim. */
  finish(lease: Lease, next: { readonly claimNext: boolean }): this {
    return this.#claiming(lease, (steps) => this.#context.bull.finish(steps, lease, next));
  }

  delay(lease: Lease, options: DelayOptions): this {
    return this.#claiming(lease, (steps) => this.#context.bull.delay(steps, lease, options));
  }

  giveBack(lease: Lease): this {
    this.#steps.push((steps) => this.#context.bull.giveBack(steps, lease));
    return this;
  }

  /** The next hop was reached: the queue leaves Retry. */
  leaveRetry(queue: string): this {
    const { keys } = this.#context;
    this.#steps.push((steps) => {
      const fields = ['retryCount', 'firstRetryTime', 'lastRetryTime', 'lastError'];
      steps.command('HDEL', keys.nextHop(queue), ...fields);
      steps.command('HDEL', `${keys.prefix}:${queue}:meta`, 'max', 'duration');
      steps.command('DEL', `${keys.prefix}:${queue}:limiter`);
      steps.command('ZADD', keys.nextHops, Date.now(), queue);
    });
    return this;
  }

  /** Suspend-Queue: nobody gets a job from it. */
  suspend(queue: string): this {
    const { keys } = this.#context;
    this.#steps.push((steps) => steps.command('HSET', keys.ofQueue(queue, 'meta'), 'paused', 1));
    return this;
  }

  /** Retry-Queue: a queue in Retry tries now, with one message. */
  retryNow(queue: string): this {
    const { keys } = this.#context;
    this.#steps.push((steps) => {
      steps.command('DEL', `${keys.prefix}:${queue}:limiter`);
      steps.command('ZADD', keys.nextHops, Date.now(), queue);
    });
    return this;
  }

  async commit(): Promise<Committed> {
    const replies = await this.#context.connection.transaction(async (steps) => {
      for (const job of this.#jobs) await job(steps);
      for (const step of this.#steps) await step(steps);
    }, this.#acceptance);
    const outcome = this.#settleAt < 0 ? 0 : Number(replies[this.#settleAt]);
    const claims = Array.from(this.#claims, ([at, request]) => {
      const retryCount = Number(replies[this.#retryCounts.get(request.token) ?? -1] ?? 0);
      return [request.token, { ...this.#context.bull.readClaim(replies[at], request), retryCount }] as const;
    });
    return {
      settled: outcome > 0,
      held: outcome === -1,
      itemGone: outcome === 2,
      claims: new Map(claims),
    };
  }

  #claiming(request: ClaimRequest, step: (steps: ScriptSteps) => void): this {
    this.#steps.push((steps) => {
      this.#claims.set(steps.length, request);
      step(steps);
    });
    return this;
  }

  #guarded(settle: {
    readonly id: InternalId;
    readonly guard: readonly string[];
    readonly openCopies: number;
    readonly commands: readonly Command[];
    readonly newItems: readonly NewItem[];
    readonly lease?: Lease | undefined;
    readonly unheld?: Pick<Lease, 'queue' | 'jobId'> | undefined;
  }): void {
    const { keys } = this.#context;
    const touched = settle.newItems.flatMap(({ item }) => [keys.item(item.id), keys.content(item.id)]);
    const { lease, unheld } = settle;
    const job = lease ?? unheld;
    const lock = job === undefined ? keys.item(settle.id) : keys.lock(job);
    const token = lease?.token ?? (unheld === undefined ? '' : '-');
    const all = [keys.item(settle.id), keys.content(settle.id), keys.items, lock, ...touched];
    const commands = settle.commands.flatMap((command) => [command.length, ...command]);
    const words = [...all, ...settle.guard, settle.openCopies, token, ...commands];
    this.#steps.push((steps) => {
      this.#settleAt = steps.length;
      steps.part(settlePart.name, all.length, words);
    });
    for (const { item, copies } of settle.newItems) {
      for (const copy of copies) this.enqueue({ id: item.id, copy, receivedAt: item.receivedAt });
    }
  }
}

type Command = [name: string, key: string, ...words: Word[]];

function entry(keys: ServerKeys, queue: string, { deliveryType, domain, connector }: NextHop): Word[] {
  return [keys.nextHops, keys.nextHop(queue), Date.now(), queue, deliveryType, domain, connector];
}

function creation(keys: ServerKeys, { item, copies, content }: NewItem): Command[] {
  const commands: Command[] = [['ZADD', keys.items, item.receivedAt, item.id]];
  if (content !== undefined) commands.push(['SET', keys.content(item.id), content]);
  commands.push(['HSET', keys.item(item.id), ...newItemFields(item, copies)]);
  return commands;
}

function replacement(item: string, number: string, copies: readonly QueuedCopy[]): Command[] {
  const commands: Command[] = [];
  if (copies.every((copy) => copy.number !== number)) commands.push(['HDEL', item, itemFields.copy(number)]);
  // Lua can spread a few thousand words at most.
  for (let from = 0; from < copies.length; from += 1000) {
    const some = copies.slice(from, from + 1000);
    commands.push([
      'HSET',
      item,
      ...some.flatMap((copy) => [itemFields.copy(copy.number), formatCopy(copy)]),
    ]);
  }
  return commands;
}
