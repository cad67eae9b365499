import { priorities, timeoutsOf } from '@mailyard/directory';
import type { InternalId, Priority, WaitCause } from '@mailyard/message';
import {
  DamagedMessage,
  DatabaseError,
  jobIdOf,
  moderationQueue,
  parseCopy,
  poisonQueue,
  submissionQueue,
  unreachableQueue,
  type LoadedCopy,
  type QueuedCopy,
  type QueueHindrances,
  type StoredCopy,
} from '@mailyard/queue';
import { PeriodicTask } from '@mailyard/service';
import { formatPath, replies, type Reply } from '@mailyard/smtp';

import type { Reported } from '../dsn/dsn-author.js';
import { setMessageAside } from '../poison/set-message-aside.js';
import { ModerationExpiry } from '../moderation/moderation-expiry.js';
import { trackDsns, trackedRecipient, trackFailure, type WrittenDsns } from '../tracking/reported-events.js';
import type { TransportContext } from '../transport-context.js';

/** Messages of a priority that were received in (after, until]. */
interface Ages {
  readonly judged: Priority | 'all';
  readonly after: number;
  readonly until: number;
}

/**
 * Ends what has waited too long and tells senders of delays, in whatever queue the message is: a queue in Retry or
 * Suspended, Unreachable, Submission. Every hub may do it at the same time; each settlement happens once.
 */
export class MessageAges {
  readonly #context: TransportContext;
  readonly #expired = new Map<Priority | 'all', number>();
  readonly #delaysToldUpTo = new Map<Priority | 'all', number>();
  readonly #moderation: ModerationExpiry;
  readonly #sweeps: PeriodicTask;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#moderation = new ModerationExpiry(context);
    this.#sweeps = new PeriodicTask(
      async () => context.database.ready && this.sweep(),
      (error) => context.events.fault(error),
    );
  }

  start(intervalMs: number): void {
    this.#sweeps.start(intervalMs);
  }

  stop(): Promise<void> {
    return this.#sweeps.stop();
  }

  async sweep(): Promise<void> {
    const { transport } = this.#context.organization();
    const now = this.#context.now();
    for (const judged of transport.PriorityQueuingEnabled ? priorities : (['all'] as const)) {
      const { delayMs, expirationMs } = timeoutsOf(transport, judged === 'all' ? undefined : judged);
      const expiry = { judged, after: this.#expiredUpTo(judged), until: now - expirationMs };
      const gone = await this.#forEach(expiry, (id) => this.#expireOrSetAside(id, expiry.until));
      if (gone) this.#expired.set(judged, Math.max(0, expiry.until));
      const delay = { judged, after: this.#delaysToldUpTo.get(judged) ?? 0, until: now - delayMs };
      const told = await this.#forEach(delay, (id) => this.#tellDelay(id, delay.until));
      if (told) this.#delaysToldUpTo.set(judged, Math.max(0, delay.until));
    }
    await this.#moderation.sweep();
  }

  /** Where messages of other priorities wait on, those that are gone are not looked for again and again. */
  #expiredUpTo(judged: Priority | 'all'): number {
    return judged === 'all' ? 0 : (this.#expired.get(judged) ?? 0);
  }

  /** False: some have to be looked at again. */
  async #forEach(
    { judged, after, until }: Ages,
    act: (id: InternalId) => Promise<boolean>,
  ): Promise<boolean> {
    const { messages } = this.#context.database;
    let done = true;
    for (let from = after; from < until;) {
      const { ids, upTo } = await messages.receivedBetween(from, until);
      const found = judged === 'all' ? [] : await messages.prioritiesOf(ids);
      for (const [index, id] of ids.entries()) {
        if (judged !== 'all' && found[index] !== judged) continue;
        const passedOver = (error: unknown): Promise<boolean> => this.#passOver(id, error).then(() => true);
        done = (await act(id).catch(passedOver)) && done;
      }
      from = upTo;
    }
    return done;
  }

  /** What is wrong with one message must not keep the others waiting for ever. */
  async #passOver(id: InternalId, error: unknown): Promise<void> {
    if (error instanceof DatabaseError) throw error;
    if (error instanceof DamagedMessage) await this.#setAside(id, error);
    else this.#context.events.fault(new Error(`the age of message ${id} cannot be judged`, { cause: error }));
  }

  /** It can neither be delivered nor reported, and must not be found again with every sweep. */
  async #setAside(id: InternalId, error: unknown): Promise<void> {
    if (error instanceof DatabaseError) throw error;
    const { database, events } = this.#context;
    const reason = error instanceof Error ? error.message : String(error);
    events.fault(new Error(`message ${id} is set aside in the Poison queue`, { cause: error }));
    const { copies } = await database.messages.copiesOf(id);
    for (const { number } of copies.filter(isOutsidePoison)) {
      await setMessageAside({ id, number, reason }, this.#context);
    }
  }

  #expireOrSetAside(id: InternalId, until: number): Promise<boolean> {
    return this.#expire(id, until).catch((error: unknown) => this.#setAside(id, error).then(() => true));
  }

  /** False: somebody has it, or is about to remove it. */
  async #expire(id: InternalId, until: number): Promise<boolean> {
    const { database } = this.#context;
    const { copies } = await database.messages.copiesOf(id);
    // Poison messages stay until an administrator decides; what waits for moderators has a term of its own.
    const outside = copies.filter(isOutsidePoison);
    const aged = outside.filter((copy) => hasAged(copy, until));
    let gone = aged.length === outside.length;
    for (const copy of aged) {
      const { queue } = parseCopy(copy.stored, id);
      // What is being delivered at this moment is judged by its lane.
      if (await database.removeJob(queue, jobIdOf(id, copy))) await this.#fail(copy);
      else gone = false;
    }
    return gone;
  }

  async #fail(copy: StoredCopy): Promise<void> {
    const { database, dsns, counts, events, lanes, files } = this.#context;
    const message = await database.messages.loadCopy(copy.id, copy.number);
    if (message === undefined) return;
    const failed = await this.#reported(message, replies.messageExpired);
    const newItems = await dsns.write('failed', message, failed);
    const transaction = database.transaction();
    // It may be in another queue by now, and under way there.
    const unheld = { queue: message.copy.queue, jobId: jobIdOf(copy.id, copy) };
    const settlement = transaction.settle({ settled: message, unheld, replacedBy: [], newItems });
    const { settled, itemGone } = (await database.commitSurely(transaction)).resultOf(settlement);
    if (settled) {
      counts.count('failed', failed.length);
      events.undelivered(copy.id, 'failed', failed);
      counts.count('dsn', newItems.length);
      trackFailure({ item: message.item, source: 'QUEUE', recipients: failed, newItems }, this.#context);
      if (newItems.length > 0) lanes.wake(submissionQueue);
    }
    if (itemGone && message.item.content.store === 'file') {
      await files.remove(copy.id).catch((error: unknown) => events.fault(error));
    }
  }

  /** Once for each message, for all recipients that still wait. False while an operation is about to remove it. */
  async #tellDelay(id: InternalId, until: number): Promise<boolean> {
    const { database, counts, lanes } = this.#context;
    const { copies, delayNotified } = await database.messages.copiesOf(id);
    if (delayNotified) return true;
    const outside = copies.filter((copy) => isOutsidePoison(copy) && hasAged(copy, until));
    const waiting = await Promise.all(outside.map((copy) => database.messages.loadCopy(id, copy.number)));
    const messages = waiting.filter((message) => message !== undefined);
    if (messages.length === 0) return true;
    const jobs = messages.map(({ copy }) => ({ queue: copy.queue, jobId: jobIdOf(id, copy) }));
    if (await database.waitingJobs.toBeRemoved(jobs)) return false;
    const written = await this.#delayDsns(messages);
    const newItems = written.flatMap((dsns) => dsns.newItems);
    const transaction = database.transaction();
    const notice = transaction.notifyDelay(id, newItems);
    const committed = await database.commitSurely(transaction);
    if (!committed.resultOf(notice).settled || newItems.length === 0) return true;
    counts.count('dsn', newItems.length);
    for (const dsns of written) trackDsns(dsns, this.#context);
    lanes.wake(submissionQueue);
    return true;
  }

  /** Copies may have senders of their own. */
  async #delayDsns(messages: readonly LoadedCopy[]): Promise<readonly WrittenDsns[]> {
    const bySender = Map.groupBy(messages, ({ item }) => formatPath(item.envelope.reversePath));
    const written: WrittenDsns[] = [];
    for (const copies of bySender.values()) {
      const [first] = copies;
      const reported = copies.map((copy) => this.#reported(copy, replies.messageDelayed));
      const delayed = (await Promise.all(reported)).flat();
      if (first === undefined) continue;
      const newItems = await this.#context.dsns.write('delayed', first, delayed);
      written.push({ item: first.item, recipients: delayed.map(trackedRecipient), newItems });
    }
    return written;
  }

  async #reported({ copy }: LoadedCopy, reply: Reply): Promise<readonly Reported[]> {
    const waited = waitCauseOf(copy, await this.#context.database.hindrancesOf(copy.queue));
    return copy.recipients.map((recipient) => ({ recipient, reply, waited }));
  }
}

function isOutsidePoison({ stored }: StoredCopy): boolean {
  try {
    return parseCopy(stored).queue !== poisonQueue;
  } catch {
    // It will be, once it is judged.
    return true;
  }
}

/** Whether it counts as old as its message: it does not wait for moderators, nor did it until a short while ago. */
function hasAged({ stored, id }: StoredCopy, until: number): boolean {
  const { queue, since = 0 } = parseCopy(stored, id);
  return queue !== moderationQueue && since <= until;
}

/** Why a copy that nobody is delivering at this moment still waits, the strongest reason first. */
export function waitCauseOf(copy: QueuedCopy, { suspended, lastError }: QueueHindrances): WaitCause {
  if (copy.queue === unreachableQueue) return { kind: 'no-route', lastError: copy.lastError ?? '' };
  if (suspended) return { kind: 'queue-suspended' };
  if (lastError !== undefined) return { kind: 'next-hop-unreachable', lastError };
  if (copy.waitCause !== undefined) return { kind: copy.waitCause };
  if (copy.lastError !== undefined) return { kind: 'temporary-refusal', lastError: copy.lastError };
  return { kind: copy.queue === submissionQueue ? 'not-categorized' : 'no-attempt' };
}
