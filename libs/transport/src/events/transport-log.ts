import { originalClient, waitReply, type InternalId } from '@mailyard/message';
import type { BulkOperation, MailItem } from '@mailyard/queue';
import type { Logger } from '@mailyard/service';
import { formatPath } from '@mailyard/smtp';

import type { Reported } from '../dsn/dsn-author.js';
import type { FailedAttempt, TransportEvents } from './transport-events.js';

/** Of a message to thousands the first recipients are named. */
const recipientsNamed = 10;
/** Lanes that hear of the same fault within this time are one line. */
const sameFaultMs = 1_000;

/**
 * The way of mail in the service log: one line for each message that is accepted, and one for whatever does not simply
 * arrive. A message that has no further line is delivered or waits in its queue, unless an administrator removed it.
 */
export class TransportLog implements TransportEvents {
  readonly #logger: Logger;
  readonly #now: () => number;
  #lastFault = '';
  #lastFaultAt = -Infinity;

  constructor(logger: Logger, now: () => number = () => performance.now()) {
    this.#logger = logger;
    this.#now = now;
  }

  accepted({ id, messageId, envelope, source, sizeBytes }: MailItem): void {
    const message = {
      internalId: id,
      messageId,
      from: formatPath(envelope.reversePath) || '<>',
      recipients: envelope.recipients.length,
      bytes: sizeBytes,
      connector: source.connector.name,
      client: originalClient(source).ip,
      ...(source.login === undefined ? {} : { login: source.login }),
      ...(source.file === undefined ? {} : { file: source.file }),
    };
    this.#logger.info(message, 'message accepted');
  }

  retry(queue: string, { retryCount, waitMs, lastError }: FailedAttempt): void {
    const attempt = { queue, lastError, nextRetryTime: new Date(Date.now() + waitMs).toISOString() };
    if (retryCount === 0) this.#logger.warn(attempt, 'queue enters Retry');
    else this.#logger.info({ ...attempt, retryCount }, 'queue stays in Retry');
  }

  leftRetry(queue: string): void {
    this.#logger.info({ queue }, 'queue has left Retry');
  }

  resubmitted(queue: string, messages: number): void {
    this.#logger.info({ queue, messages }, 'messages have another route now and are categorized anew');
  }

  undelivered(id: InternalId, action: 'delayed' | 'failed', recipients: readonly Reported[]): void {
    const named = recipients.slice(0, recipientsNamed);
    const line = {
      internalId: id,
      recipients: recipients.length,
      to: named.map(told),
    };
    this.#logger.warn(line, action === 'failed' ? 'recipients failed' : 'recipients are tried again later');
  }

  bulkEnded({ id, order, about, caller, state, outcomes }: BulkOperation): void {
    const line = { operation: id, order: order.kind, about, caller, state, outcomes };
    this.#logger.info(line, 'operation over many messages has ended');
  }

  lacking(minute: number, deliveries: number): void {
    const line = { minute: new Date(minute).toISOString(), deliveries };
    this.#logger.warn(line, 'the Safety Net does not have these deliveries');
  }

  swept(files: number): void {
    this.#logger.info(`removed ${files} files without a message`);
  }

  /** What many lanes hear in one moment, as when the connection to Redis is lost, is told once. */
  fault(error: unknown): void {
    const text = String(error);
    const now = this.#now();
    const again = text === this.#lastFault && now - this.#lastFaultAt < sameFaultMs;
    this.#logger[again ? 'debug' : 'error']({ error }, 'fault in the queues');
    if (again) return;
    this.#lastFault = text;
    this.#lastFaultAt = now;
  }
}

/** As a sender of the organization is told: with what kept the message waiting. */
function told({ recipient, reply, waited }: Reported): string {
  const full = waited === undefined ? reply : waitReply(reply, waited, 'internal');
  return `${formatPath(recipient.path)} ${full.toString()}`;
}
