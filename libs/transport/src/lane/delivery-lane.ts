import {
  isExpired,
  judge,
  type DeliveryResult,
  type DeliverySession,
  type Judgement,
  type OutgoingMessage,
} from '@mailyard/delivery';
import type { Organization } from '@mailyard/directory';
import {
  ContentStoreMissing,
  submissionQueue,
  verifiedContent,
  type Lane,
  type LaneJob,
  type Lease,
  type LoadedCopy,
  type NewItem,
  type QueueDatabase,
} from '@mailyard/queue';
import { queueNameOf, type NextHop } from '@mailyard/routing';
import { replies } from '@mailyard/smtp';

import type { DeliveryWay } from '../delivery-ways.js';
import type { DeliveryEvents } from '../outcome/delivery-events.js';
import type { DsnAuthor, Reported } from '../outcome/dsn-author.js';
import type { CountTransport } from '../outcome/transport-counts.js';
import { redirectedCopy, remainingCopy } from './copies-after.js';

export interface DeliveryLaneOptions {
  readonly database: QueueDatabase;
  readonly organization: () => Organization;
  readonly way: Pick<DeliveryWay, 'agent' | 'retryDelayMs'>;
  /** Content that is not in Redis. */
  readonly readContent: (id: string) => AsyncIterable<Buffer>;
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
  readonly #queue: string;
  readonly #options: DeliveryLaneOptions;
  readonly #session: DeliverySession;

  constructor(nextHop: NextHop, options: DeliveryLaneOptions) {
    this.#queue = queueNameOf(nextHop);
    this.#options = options;
    this.#session = options.way.agent.open(nextHop);
  }

  async process(lease: LaneJob, goOn: () => boolean): Promise<Lease | undefined> {
    const { message, retryCount } = lease.loaded ?? (await this.#options.database.messages.load(lease));
    if (message === undefined) return this.#finishOnly(lease, goOn);
    const judgement = await this.#attempt(message);
    switch (judgement.of) {
      case 'recipients':
        return this.#settle({ lease, message, outcome: judgement, leaveRetry: retryCount > 0, goOn });
      case 'queue':
        return this.#enterRetry(lease, retryCount, judgement.lastError.toString());
      case 'us':
        return this.#giveBack(lease);
    }
  }

  close(): void {
    this.#session.close();
  }

  /** The copy was settled, but not its job: a hub died in between, or an administrator was at work. */
  async #finishOnly(lease: Lease, goOn: () => boolean): Promise<Lease | undefined> {
    const { database } = this.#options;
    const transaction = database.transaction();
    // In Retry only one job goes ahead, and this one has proved nothing.
    const next = transaction.retryNow(this.#queue).finish(lease, { claimNext: goOn() });
    return (await database.commitSurely(transaction)).resultOf(next).lease;
  }

  async #attempt(message: LoadedCopy): Promise<Judgement> {
    const { organization, now } = this.#options;
    const expired = isExpired(message.item, organization().transport, now());
    try {
      const outcome = await this.#session.deliver(this.#outgoing(message));
      return judge(outcome, { recipients: message.copy.recipients, expired });
    } catch (error) {
      if (error instanceof ContentStoreMissing) return delayedWithStore(message, error);
      throw error;
    }
  }

  #outgoing({ item, copy, content }: LoadedCopy): OutgoingMessage {
    const { readContent } = this.#options;
    return {
      envelope: { ...item.envelope, recipients: copy.recipients },
      header: item.header,
      content: content ?? (() => verifiedContent(item, readContent(item.id))),
    };
  }

  /** A lane that cannot even try rests like one without work, and asks its queue again. */
  async #giveBack(lease: Lease): Promise<undefined> {
    const { database } = this.#options;
    await database.commitSurely(database.transaction().giveBack(lease));
  }

  async #enterRetry(lease: Lease, retryCount: number, lastError: string): Promise<undefined> {
    const { database, organization, events } = this.#options;
    const waitMs = this.#options.way.retryDelayMs(retryCount, organization().transport);
    const attempt = { retryCount, waitMs, lastError };
    if (await database.schedule.enterRetry(this.#queue, attempt)) events.retry(this.#queue, attempt);
    return this.#giveBack(lease);
  }

  async #settle(done: {
    readonly lease: Lease;
    readonly message: LoadedCopy;
    readonly outcome: Extract<Judgement, { of: 'recipients' }>;
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
    { results, remote }: Extract<Judgement, { of: 'recipients' }>,
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
function delayedWithStore({ copy }: LoadedCopy, { message }: ContentStoreMissing): Judgement {
  const reply = replies.contentUnavailable.withText(`${replies.contentUnavailable.text}; ${message}`);
  const results = copy.recipients.map((): DeliveryResult => ({
    action: 'delayed',
    reply,
    waitCause: 'content-unavailable',
  }));
  return { of: 'recipients', results, remote: { host: '' } };
}
