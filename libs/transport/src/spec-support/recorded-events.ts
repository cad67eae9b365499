import type { BulkOperation } from '@mailyard/queue';

import type { Reported } from '../dsn/dsn-author.js';
import type {
  CountedOutcome,
  FailedAttempt,
  TransportCounts,
  TransportEvents,
} from '../events/transport-events.js';

/** What a hub told and counted. */
export class RecordedEvents implements TransportEvents, TransportCounts {
  readonly outcomes: Record<CountedOutcome, number> = { delivered: 0, failed: 0, delayed: 0, dsn: 0 };
  readonly faults: unknown[] = [];
  /** What an administrator was told, a line each. */
  readonly lines: string[] = [];

  accepted(): void {
    // Whoever submits it knows.
  }

  possibleDuplicate(): void {
    this.lines.push('possible duplicate');
  }

  retry(queue: string, { retryCount, lastError }: FailedAttempt): void {
    this.lines.push(`${queue} retry ${retryCount}: ${lastError}`);
  }

  leftRetry(queue: string): void {
    this.lines.push(`${queue} left retry`);
  }

  resubmitted(queue: string, messages: number): void {
    this.lines.push(`${queue} resubmitted ${messages}`);
  }

  undelivered(_id: string, action: string, recipients: readonly Reported[]): void {
    for (const { recipient, reply } of recipients) {
      this.lines.push(`${action} ${recipient.path.localPart}: ${reply.toString()}`);
    }
  }

  bulkEnded({ id, state }: BulkOperation): void {
    this.lines.push(`operation ${id} ${state}`);
  }

  lacking(_hour: number, deliveries: number): void {
    this.lines.push(`${deliveries} deliveries are not in the Safety Net`);
  }

  swept(): void {
    // The files tell.
  }

  fault(error: unknown): void {
    this.faults.push(error);
  }

  took(): void {
    // How long it took differs each time.
  }

  deferred(): void {
    // `undelivered` tells of each recipient.
  }

  unreached(): void {
    // `retry` tells of it.
  }

  count(outcome: CountedOutcome, amount: number): void {
    this.outcomes[outcome] += amount;
  }
}
