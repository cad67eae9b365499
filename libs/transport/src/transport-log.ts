import type { DeliveryEvents } from './outcome/delivery-events.js';
import type { Reported } from './outcome/dsn-author.js';
import { originalClient, waitReply } from '@mailyard/message';
import type { MailItem } from '@mailyard/queue';
import { formatPath } from '@mailyard/smtp';
import type { Logger } from '@mailyard/service';

/** Of a message to thousands the first recipients are named. */
const recipientsNamed = 10;
/** Lanes that hear of the same fault within this time are one line. */
const sameFaultMs = 1_000;

/**
 * The way of mail in the service log: one line for each message that is accepted, and one for whatever does not simply
 * arrive. A message that has no further line is delivered or waits in its queue, unless an administrator removed it.
 */
export class TransportLog implements DeliveryEvents {
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
    };
    this.#logger.info(message, 'message accepted');
  }

  readonly retry: DeliveryEvents['retry'] = (queue, { retryCount, waitMs, lastError }) => {
    const attempt = { queue, lastError, nextRetryTime: new Date(Date.now() + waitMs).toISOString() };
    if (retryCount === 0) this.#logger.warn(attempt, 'queue enters Retry');
    else this.#logger.info({ ...attempt, retryCount }, 'queue stays in Retry');
  };

  readonly leftRetry: DeliveryEvents['leftRetry'] = (queue) => {
    this.#logger.info({ queue }, 'queue has left Retry');
  };

  readonly undelivered: DeliveryEvents['undelivered'] = (id, action, recipients) => {
    const named = recipients.slice(0, recipientsNamed);
    const line = {
      internalId: id,
      recipients: recipients.length,
      to: named.map(told),
    };
    this.#logger.warn(line, action === 'failed' ? 'recipients failed' : 'recipients are tried again later');
  };

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
