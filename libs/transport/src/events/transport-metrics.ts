import type { MailItem } from '@mailyard/queue';
import type { DeliveryType } from '@mailyard/routing';
import type { Reply } from '@mailyard/smtp';
import type { HistogramSeries, Metrics } from '@mailyard/telemetry';

import type { CountedOutcome, Stage, TransportCounts } from './transport-events.js';

/** From a message that is passed on at once to one that outlasted an outage of its next hop. */
const stageSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3_600, 14_400];

/** Counters of a hub. */
export class TransportMetrics implements TransportCounts {
  readonly #accepted;
  readonly #acceptedRecipients;
  readonly #acceptedBytes;
  readonly #recipients;
  readonly #dsns;
  readonly #possibleDuplicates;
  readonly #stages;
  readonly #deferrals;
  readonly #unreached;
  /** Every message asks for the same few. */
  readonly #stageSeries: Readonly<Record<Stage, Map<DeliveryType | '', HistogramSeries>>> = {
    accept: new Map(),
    wait: new Map(),
    attempt: new Map(),
    total: new Map(),
  };

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
    this.#stages = metrics.histogram('mailyard_hub_stage_seconds', {
      help: 'Time that a stage of a message took: accept (first octet to 250), wait (to the first attempt), attempt, total (first octet to delivered).',
      labels: ['stage', 'delivery_type'],
      buckets: stageSeconds,
    });
    this.#deferrals = metrics.counter('mailyard_hub_deferrals_total', {
      help: 'Attempts after which recipients wait, by class and subject of the enhanced status code (RFC 3463): 4.2 is the mailbox, 4.4 the network, 4.7 policy.',
      labels: ['class', 'delivery_type'],
    });
    this.#unreached = metrics.counter('mailyard_hub_next_hop_failures_total', {
      help: 'Attempts that did not reach their next hop: the queue is in Retry.',
      labels: ['delivery_type'],
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

  took(stage: Stage, ms: number, deliveryType: DeliveryType | '' = ''): void {
    const known = this.#stageSeries[stage];
    let series = known.get(deliveryType);
    if (series === undefined) {
      series = this.#stages.labels({ stage, delivery_type: deliveryType });
      known.set(deliveryType, series);
    }
    // A clock may have been set back since the message came.
    series.observe(Math.max(0, ms) / 1000);
  }

  deferred({ status }: Reply, deliveryType: DeliveryType): void {
    this.#deferrals.inc({ class: deferralClass(status), delivery_type: deliveryType });
  }

  unreached(deliveryType: DeliveryType): void {
    this.#unreached.inc({ delivery_type: deliveryType });
  }
}

/** Subjects are 0 to 7 (RFC 3463 §3); a peer may say any number, and each would be a time series. */
function deferralClass(status: Reply['status']): string {
  return /^4\.[0-7](?=\.)/.exec(status ?? '')?.[0] ?? 'other';
}
