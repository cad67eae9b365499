import type { InternalId } from '@mailyard/message';
import type { BulkOperation, MailItem } from '@mailyard/queue';
import type { DeliveryType } from '@mailyard/routing';
import type { Reply } from '@mailyard/smtp';

import type { Reported } from '../dsn/dsn-author.js';

/** A failed attempt to reach a next hop; `retryCount` is how many failed before it in a row. */
export interface FailedAttempt {
  readonly retryCount: number;
  readonly waitMs: number;
  readonly lastError: string;
}

/** What an administrator wants to know of mail, above all of mail that does not simply arrive. */
export interface TransportEvents {
  accepted(item: MailItem): void;
  /** The queue enters Retry, or stays in it. */
  retry(queue: string, attempt: FailedAttempt): void;
  leftRetry(queue: string): void;
  /** So many messages of the queue are categorized anew, since the configuration leads them elsewhere. */
  resubmitted(queue: string, messages: number): void;
  /** These recipients were not reached: this time, or for good. */
  undelivered(id: InternalId, action: 'delayed' | 'failed', recipients: readonly Reported[]): void;
  /** An operation over many messages has ended. */
  bulkEnded(operation: BulkOperation): void;
  /** The Safety Net does not have so many deliveries of the minute that begins then. */
  lacking(minute: number, deliveries: number): void;
  /** Files without a message were deleted. */
  swept(files: number): void;
  /** What nobody expects: it is ours, and the mail waits. */
  fault(error: unknown): void;
}

/** Recipients by the outcome of an attempt, and DSNs. */
export type CountedOutcome = 'delivered' | 'failed' | 'delayed' | 'dsn';

/**
 * What takes a message its time: `accept` from its first octet to the 250, `wait` from then to the first attempt of a copy,
 * `attempt` one delivery attempt, `total` from the first octet until its recipients are delivered.
 */
export type Stage = 'accept' | 'wait' | 'attempt' | 'total';

/** What a hub counts. */
export interface TransportCounts {
  accepted(item: MailItem): void;
  count(outcome: CountedOutcome, amount: number): void;
  /** A stage of a message took so long; `accept` has no delivery type yet. */
  took(stage: Stage, ms: number, deliveryType?: DeliveryType): void;
  /** Recipients of a copy were put off by the reply of its next hop. */
  deferred(reply: Reply, deliveryType: DeliveryType): void;
  /** A next hop was not reached. */
  unreached(deliveryType: DeliveryType): void;
  /** A next hop may have a message although it has not said so: it is tried again, and may come twice. */
  possibleDuplicate(): void;
}
