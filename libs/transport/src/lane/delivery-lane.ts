import { leaseFields, possibleDuplicateFields } from '@mailyard/message';
import {
  isExpired,
  judge,
  type DeliveryResult,
  type DeliverySession,
  type Judgement,
  type OutgoingMessage,
  type OwnLimit,
} from '@mailyard/delivery';
import {
  ContentStoreMissing,
  verifiedContent,
  type Lane,
  type LaneJob,
  type Lease,
  type LoadedCopy,
  type NewItem,
} from '@mailyard/queue';
import { leadsToServer, queueNameOf, type NextHop } from '@mailyard/routing';
import { replies, type Hold } from '@mailyard/smtp';

import type { DeliveryEntry } from '../delivery-table.js';
import type { FailedAttempt } from '../events/transport-events.js';
import { trackUnreached } from '../tracking/track-delivery.js';
import type { TransportContext } from '../transport-context.js';
import { dsnsOf, mayReport, settlementOf, type RecipientResults } from './settlement/delivery-settlement.js';
import { fieldsForServer } from './fields-for-server.js';
import { JointSettlements } from './settlement/joint-settlements.js';

const noItems: readonly NewItem[] = [];

/**
 * Takes messages from one delivery queue to its next hop over one session, as many at a time as that takes. An attempt is
 * judged, what follows is settled in one transaction, and what was settled is told.
 */
export class DeliveryLane implements Lane {
  readonly #queue: string;
  readonly #nextHop: NextHop;
  readonly #entry: DeliveryEntry;
  readonly #context: TransportContext;
  readonly #session: DeliverySession;
  readonly #settlements: JointSettlements;

  constructor(nextHop: NextHop, entry: DeliveryEntry, context: TransportContext) {
    this.#queue = queueNameOf(nextHop);
    this.#nextHop = nextHop;
    this.#entry = entry;
    this.#context = context;
    this.#session = entry.agent.open(nextHop);
    this.#settlements = new JointSettlements(nextHop, context);
  }

  async process(lease: LaneJob, goOn: () => boolean): Promise<Lease | undefined> {
    const { message, retryCount } = lease.loaded ?? (await this.#context.database.messages.load(lease));
    if (message === undefined) return this.#finishOnly(lease, goOn);
    this.#tellWait(message, retryCount);
    const { leases } = this.#context.database;
    const hold = { isSure: () => leases.isSure(lease), confirm: () => leases.confirm(lease) };
    const expiresAt = leases.expiryOf(lease);
    const judged = await this.#attempt(message, { hold, expiresAt, again: lease.again === true });
    switch (judged.of) {
      case 'recipients':
        return this.#settlements.settle({
          lease,
          message,
          settlement: settlementOf(message, judged, await this.#dsns(message, judged)),
          leaveRetry: retryCount > 0,
          goOn,
        });
      case 'queue':
        // What a connection has died of while we were frozen says nothing about its host.
        if (!hold.isSure() && !(await hold.confirm())) return this.#giveBack(lease);
        return this.#enterRetry(lease, {
          message,
          retryCount,
          lastError: judged.lastError.toString(),
          retryAfterMs: judged.retryAfterMs,
        });
      case 'us':
        return this.#giveBack(lease, judged);
    }
  }

  get connecting(): boolean {
    return this.#session.connecting;
  }

  close(): void {
    this.#session.close();
  }

  /** Whoever was delayed has waited for its next hop, and not for us. */
  #tellWait({ item, copy }: LoadedCopy, retryCount: number): void {
    if (copy.attempts > 0 || retryCount > 0) return;
    this.#context.handedOver(this.#context.now() - item.receivedAt);
  }

  /** The copy was settled, but not its job: a hub died in between, or an administrator was at work. */
  async #finishOnly(lease: Lease, goOn: () => boolean): Promise<Lease | undefined> {
    const { database } = this.#context;
    const transaction = database.transaction();
    // In Retry only one job goes ahead, and this one has proved nothing.
    const next = transaction.retryNow(this.#queue).finish(lease, { claimNext: goOn() });
    return (await database.commitSurely(transaction)).resultOf(next).lease;
  }

  async #attempt(message: LoadedCopy, how: Attempt): Promise<Judgement> {
    const { organization, now, counts } = this.#context;
    const expired = isExpired(message.item, organization().transport, now());
    const begun = now();
    try {
      const outcome = await this.#session.deliver(this.#outgoing(message, how));
      if (outcome.scope === 'recipients' || outcome.scope === 'message') this.#tellAttempt(message, begun);
      if (outcome.mayBeTaken === true) counts.possibleDuplicate();
      return judge(outcome, { recipients: message.copy.recipients, expired });
    } catch (error) {
      if (error instanceof ContentStoreMissing) return delayedWithStore(message, error);
      throw error;
    }
  }

  /** The next hop has answered; what never reached it took no time of a message's own. */
  #tellAttempt({ item, copy }: LoadedCopy, begun: number): void {
    const { counts, now } = this.#context;
    if (copy.attempts === 0) counts.took('wait', begun - item.receivedAt, this.#nextHop.deliveryType);
    counts.took('attempt', now() - begun, this.#nextHop.deliveryType);
  }

  #outgoing(message: LoadedCopy, { hold, expiresAt, again }: Attempt): OutgoingMessage {
    const { item, copy, content } = message;
    const { files } = this.#context;
    const { deliveryType } = this.#nextHop;
    const toServer = leadsToServer(deliveryType);
    const toMailbox = deliveryType === 'SmtpDeliveryToMailbox';
    const { messageId, networkMessageId, receivedAt } = item;
    return {
      identity: { messageId, networkMessageId, receivedAt },
      envelope: { ...item.envelope, recipients: copy.recipients },
      header: marked(item.header, [
        toServer && fieldsForServer(message, this.#context),
        toMailbox && leaseFields(expiresAt),
        // Who is in several groups that had to wait gets it once.
        (again || copy.passes !== undefined) && (toServer || toMailbox) && possibleDuplicateFields,
      ]),
      content: content ?? (() => verifiedContent(item, files.read(item.id))),
      contentBytes: item.content.bytes,
      hold,
      withinTls: item.history?.requiresTls,
    };
  }

  /** A lane that cannot even try rests like one without work, and asks its queue again, at once or when that may help. */
  async #giveBack(lease: Lease, limit?: OwnLimit): Promise<undefined> {
    const { database } = this.#context;
    const transaction = database.transaction().giveBack(lease);
    if (limit?.retryAfterMs !== undefined) {
      const { retryAfterMs: waitMs, cause = 'other', reason } = limit;
      transaction.hold(this.#queue, { waitMs, cause, reason });
    }
    await database.commitSurely(transaction);
  }

  async #enterRetry(lease: Lease, failed: FailedMessage): Promise<undefined> {
    const { database, organization, events, counts } = this.#context;
    const { message, retryCount, lastError, retryAfterMs } = failed;
    counts.unreached(this.#nextHop.deliveryType);
    const waitMs = retryAfterMs ?? this.#entry.retryDelayMs(retryCount, organization().transport);
    const attempt = { retryCount, waitMs, lastError };
    if (await database.schedule.enterRetry(this.#queue, attempt)) {
      events.retry(this.#queue, attempt);
      trackUnreached(message, { nextHop: this.#nextHop, lastError }, this.#context);
    }
    return this.#giveBack(lease);
  }

  async #dsns(message: LoadedCopy, judged: RecipientResults): Promise<readonly NewItem[]> {
    return mayReport(message, judged) ? dsnsOf(message, judged, this.#context.dsns) : noItems;
  }
}

interface Attempt {
  readonly hold: Hold;
  /** Of the lease, as it is now. */
  readonly expiresAt: number;
  /** The job was claimed before. */
  readonly again: boolean;
}

/** The message with which a next hop was tried, and not reached. */
interface FailedMessage extends Pick<FailedAttempt, 'retryCount' | 'lastError'> {
  readonly message: LoadedCopy;
  /** The next hop has said so. */
  readonly retryAfterMs: number | undefined;
}

/** For services of ours; who stores a message looks whether it is there already. */
function marked(header: Buffer, marks: readonly (string | false)[]): Buffer {
  const fields = marks.filter((mark) => mark !== false);
  return fields.length === 0 ? header : Buffer.concat([Buffer.from(fields.join('')), header]);
}

/** However old the message is: nobody can say that it is lost. Messages that are whole in Redis go on. */
function delayedWithStore({ copy }: LoadedCopy, { message }: ContentStoreMissing): Judgement {
  const reply = replies.contentUnavailable.withText(`${replies.contentUnavailable.text}; ${message}`);
  const result: DeliveryResult = { action: 'delayed', reply, waitCause: 'content-unavailable' };
  return { of: 'recipients', results: copy.recipients.map(() => result) };
}
