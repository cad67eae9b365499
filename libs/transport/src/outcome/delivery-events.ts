import type { InternalId } from '@mailyard/message';

import type { Reported } from './dsn-author.js';

/** A failed attempt to reach a next hop; `retryCount` is how many failed before it in a row. */
export interface FailedAttempt {
  readonly retryCount: number;
  readonly waitMs: number;
  readonly lastError: string;
}

/** What an administrator wants to know of mail that does not simply arrive. */
export interface DeliveryEvents {
  /** The queue enters Retry, or stays in it. */
  retry(queue: string, attempt: FailedAttempt): void;
  leftRetry(queue: string): void;
  /** These recipients were not reached: this time, or for good. */
  undelivered(id: InternalId, action: 'delayed' | 'failed', recipients: readonly Reported[]): void;
}
