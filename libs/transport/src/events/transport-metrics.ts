import type { MailItem } from '@mailyard/queue';
import type { Metrics } from '@mailyard/telemetry';

import type { CountedOutcome, TransportCounts } from './transport-events.js';

/** Counters of a hub. */
export class TransportMetrics implements TransportCounts {
  readonly #accepted;
  readonly #acceptedRecipients;
  readonly #acceptedBytes;
  readonly #recipients;
  readonly #dsns;
  readonly #possibleDuplicates;

  constructor(metrics: Metrics) {
    this.#accepted = metrics.counter('mailyard_hub_messages_accepted_total', {
      help: 'Messages taken into the Submission queue.',
    });
    this.#acceptedRecipients = metrics.counter('mailyard_hub_recipients_accepted_total', {
      help: 'Recipients of these messages.',
    });
    this.#acceptedBytes = metrics.counter('mailyard_hub_bytes_accepted_total', {
      help: 'Octets of these messages.',
    });
    this.#recipients = metrics.counter('mailyard_hub_recipients_total', {
      help: 'Recipients by outcome of an attempt: delivered, failed, delayed (tried again later).',
      labels: ['outcome'],
    });
    this.#dsns = metrics.counter('mailyard_hub_dsns_total', {
      help: 'Notifications sent to senders (RFC 3464).',
    });
    this.#possibleDuplicates = metrics.counter('mailyard_hub_possible_duplicates_total', {
      help: 'Messages whose next hop was lost after their last octet: they are tried again, and may arrive twice.',
    });
  }

  accepted({ envelope, sizeBytes }: MailItem): void {
    this.#accepted.inc();
    this.#acceptedRecipients.inc(envelope.recipients.length);
    this.#acceptedBytes.inc(sizeBytes);
  }

  possibleDuplicate(): void {
    this.#possibleDuplicates.inc();
  }

  count(outcome: CountedOutcome, amount: number): void {
    if (amount === 0) return;
    if (outcome === 'dsn') this.#dsns.inc(amount);
    else this.#recipients.inc({ outcome }, amount);
  }
}
