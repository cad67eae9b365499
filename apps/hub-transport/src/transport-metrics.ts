import type { CountTransport } from '@mailyard/delivery';
import type { Metrics } from '@mailyard/telemetry';

/** Counters of a hub. */
export class TransportMetrics {
  readonly accepted;
  readonly #recipients;
  readonly #dsns;

  constructor(metrics: Metrics) {
    this.accepted = metrics.counter('mailyard_hub_messages_accepted_total', {
      help: 'Messages taken into the Submission queue.',
    });
    this.#recipients = metrics.counter('mailyard_hub_recipients_total', {
      help: 'Recipients by outcome of an attempt: delivered, failed, delayed (tried again later).',
      labels: ['outcome'],
    });
    this.#dsns = metrics.counter('mailyard_hub_dsns_total', {
      help: 'Notifications sent to senders (RFC 3464).',
    });
  }

  readonly count: CountTransport = (event, amount) => {
    if (amount === 0) return;
    if (event === 'dsn') this.#dsns.inc(amount);
    else this.#recipients.inc({ outcome: event }, amount);
  };
}
