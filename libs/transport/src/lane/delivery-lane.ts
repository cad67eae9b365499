import type { Organization } from '@mailyard/directory';
import {
  ContentStoreMissing,
  queueRetryDelayMs,
  submissionQueue,
  type Lane,
  type LaneJob,
  type Lease,
  type LoadedCopy,
  type NewItem,
  type QueueDatabase,
} from '@mailyard/queue';
import { queueNameOf, type NextHop } from '@mailyard/routing';
import { HopError, replies } from '@mailyard/smtp';

import type { DeliveryOutcome, DeliveryResult } from '@mailyard/delivery';
import type { DeliveryEvents } from '../outcome/delivery-events.js';
import type { DsnAuthor, Reported } from '../outcome/dsn-author.js';
import { connectionFailure, isAboutNextHop, isExpired, recipientResult, tooOld } from '@mailyard/delivery';
import type { CountTransport } from '../outcome/transport-counts.js';
import { redirectedCopy, remainingCopy } from './copies-after.js';
import { NextHopLink, type NextHopLinkOptions } from '@mailyard/delivery';

export interface DeliveryLaneOptions {
  readonly database: QueueDatabase;
  readonly organization: () => Organization;
  readonly link: NextHopLinkOptions;
  readonly dsns: DsnAuthor;
  /** Deletes content that is not in Redis, once its message is gone. */
  readonly removeContent: (id: string) => Promise<void>;
  /** There is a new job in that queue. */
  readonly onQueued: (queue: string) => void;
  readonly onFault: (error: unknown) => void;
  readonly count: CountTransport;
  readonly events: DeliveryEvents;
  readonly now: () => number;
}

/** Takes messages from one delivery queue to its next hop, one after the other over one connection. */
export class DeliveryLane implements Lane {
  readonly #nextHop: NextHop;
  readonly #queue: string;
  readonly #options: DeliveryLaneOptions;
  readonly #link: NextHopLink;

  constructor(nextHop: NextHop, options: DeliveryLaneOptions) {
    this.#nextHop = nextHop;
    this.#queue = queueNameOf(nextHop);
    this.#options = options;
    this.#link = new NextHopLink(nextHop, options.link);
  }

  async process(lease: LaneJob, goOn: () => boolean): Promise<Lease | undefined> {
    const { message, retryCount } = lease.loaded ?? (await this.#options.database.messages.load(lease));
    if (message === undefined) return this.#finishOnly(lease, goOn);
    const outcome = await this.#attempt(message);
    if (outcome.scope === 'queue') return this.#enterRetry(lease, retryCount, outcome.lastError.toString());
    return this.#settle({ lease, message, outcome, leaveRetry: retryCount > 0, goOn });
  }

  close(): void {
    this.#link.close();
  }

  /** The copy was settled, but not its job: a hub died in between, or an administrator was at work. */
  async #finishOnly(lease: Lease, goOn: () => boolean): Promise<Lease | undefined> {
    const { database } = this.#options;
    const transaction = database.transaction();
    // In Retry only one job goes ahead, and this one has proved nothing.
    const next = transaction.retryNow(this.#queue).finish(lease, { claimNext: goOn() });
    return (await database.commitSurely(transaction)).resultOf(next).lease;
  }

  async #attempt(message: LoadedCopy): Promise<DeliveryOutcome> {
    const { organization, now } = this.#options;
    const expired = isExpired(message.item, organization().transport, now());
    const results = (given: readonly DeliveryResult[], host: string): DeliveryOutcome => {
      return { scope: 'recipients', results: given, remote: { host } };
    };
    try {
      const { replies: given, endpoint } = await this.#link.send(message);
      const [first] = given;
      if (first !== undefined && given.every(isAboutNextHop)) {
        throw new HopError('closed', first.toString(), { reply: first });
      }
      return results(
        given.map((reply, index) => {
          const alternate = message.copy.recipients[index]?.orar !== undefined;
          return recipientResult(reply, { expired, alternate });
        }),
        endpoint.address,
      );
    } catch (error) {
      if (error instanceof ContentStoreMissing) return delayedWithStore(message, error);
      if (!(error instanceof HopError)) throw error;
      const lastError = connectionFailure(error);
      if (!expired) return { scope: 'queue', lastError };
      const failed = tooOld({ kind: 'next-hop-unreachable', lastError: lastError.toString() });
      return results(
        message.copy.recipients.map(() => failed),
        '',
      );
    }
  }

  async #enterRetry(lease: Lease, retryCount: number, lastError: string): Promise<undefined> {
    const { database, organization, events } = this.#options;
    const { deliveryType } = this.#nextHop;
    const waitMs = queueRetryDelayMs(retryCount, { deliveryType, settings: organization().transport });
    const attempt = { retryCount, waitMs, lastError };
    if (await database.schedule.enterRetry(this.#queue, attempt)) events.retry(this.#queue, attempt);
    await database.commitSurely(database.transaction().giveBack(lease));
  }

  async #settle(done: {
    readonly lease: Lease;
    readonly message: LoadedCopy;
    readonly outcome: Extract<DeliveryOutcome, { scope: 'recipients' }>;
    readonly leaveRetry: boolean;
    readonly goOn: () => boolean;
  }): Promise<Lease | undefined> {
    const { lease, message, outcome, leaveRetry, goOn } = done;
    const { database, onQueued } = this.#options;
    const left = remainingCopy(message.copy, outcome.results);
    const redirected = redirectedCopy(message.copy, outcome.results);
    const newItems = await this.#dsns(message, outcome);
    const replacedBy = [left, redirected].filter((copy) => copy !== undefined);
    const transaction = database.transaction();
    const settlement = transaction.settle({ settled: message, lease, replacedBy, newItems });
    if (redirected !== undefined) {
      transaction.enqueue({ id: message.id, copy: redirected, receivedAt: message.item.receivedAt });
    }
    if (leaveRetry) transaction.leaveRetry(this.#queue);
    const claimNext = goOn();
    const next =
      left === undefined
        ? transaction.finish(lease, { claimNext })
        : transaction.delay(lease, { delayMs: this.#messageRetryMs(), claimNext });
    const committed = await database.commitSurely(transaction);
    const { settled, itemGone } = committed.resultOf(settlement);
    if (settled) {
      this.#count(outcome.results, newItems);
      this.#tellUndelivered(message, outcome.results);
    }
    if (itemGone && message.item.content.store === 'file') await this.#removeContent(message.id);
    if (leaveRetry) {
      this.#options.events.leftRetry(this.#queue);
      onQueued(this.#queue);
    }
    if (redirected !== undefined) onQueued(submissionQueue);
    return committed.resultOf(next).lease;
  }

  #messageRetryMs(): number {
    return this.#options.organization().transport.MessageRetryInterval;
  }

  async #dsns(
    message: LoadedCopy,
    { results, remote }: Extract<DeliveryOutcome, { scope: 'recipients' }>,
  ): Promise<readonly NewItem[]> {
    const reported = (action: DeliveryResult['action']): Reported[] =>
      message.copy.recipients.flatMap((recipient, index): Reported[] => {
        const result = results[index];
        if (result?.action !== action) return [];
        const waited = result.action === 'failed' ? result.waited : undefined;
        if (waited !== undefined) return [{ recipient, reply: result.reply, waited }];
        return [{ recipient, reply: result.reply, ...(remote.host === '' ? {} : { remote }) }];
      });
    return [
      ...(await this.#options.dsns.write('failed', message, reported('failed'))),
      ...(await this.#options.dsns.write('delivered', message, reported('delivered'))),
    ];
  }

  #count(results: readonly DeliveryResult[], newItems: readonly NewItem[]): void {
    const { count, onQueued } = this.#options;
    for (const action of ['delivered', 'delayed', 'failed'] as const) {
      count(action, results.filter((result) => result.action === action).length);
    }
    count('dsn', newItems.length);
    if (newItems.length > 0) onQueued(submissionQueue);
  }

  #tellUndelivered({ id, copy }: LoadedCopy, results: readonly DeliveryResult[]): void {
    for (const action of ['delayed', 'failed'] as const) {
      const told = copy.recipients.flatMap((recipient, index) => {
        const result = results[index];
        return result?.action === action ? [{ recipient, reply: result.reply }] : [];
      });
      if (told.length > 0) this.#options.events.undelivered(id, action, told);
    }
  }

  /** Left behind by a fault, the file is swept later. */
  async #removeContent(id: string): Promise<void> {
    await this.#options.removeContent(id).catch(this.#options.onFault);
  }
}

/** However old the message is: nobody can say that it is lost. Messages that are whole in Redis go on. */
function delayedWithStore({ copy }: LoadedCopy, { message }: ContentStoreMissing): DeliveryOutcome {
  const reply = replies.contentUnavailable.withText(`${replies.contentUnavailable.text}; ${message}`);
  const results = copy.recipients.map((): DeliveryResult => ({ action: 'delayed', reply }));
  return { scope: 'recipients', results, remote: { host: '' } };
}
