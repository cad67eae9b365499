import type { Metrics } from './metrics.js';

/** What the SMTP sessions of a service count. */
export class SessionMetrics {
  readonly #open;
  readonly #brought;
  readonly #refusals;

  constructor(metrics: Metrics) {
    this.#open = metrics.gauge('mailyard_smtp_sessions', {
      help: 'SMTP sessions that are open, by Receive connector.',
      labels: ['connector'],
    });
    this.#brought = metrics.counter('mailyard_smtp_messages_total', {
      help: 'Messages whose content peers began to send, by Receive connector.',
      labels: ['connector'],
    });
    this.#refusals = metrics.counter('mailyard_smtp_refusals_total', {
      help: 'Replies 4yz and 5yz that peers were given, by code.',
      labels: ['code'],
    });
  }

  /** `connector`: `MBX01\Default Frontend MBX01`. */
  opened(connector: string): void {
    this.#open.inc({ connector });
  }

  closed(connector: string): void {
    this.#open.dec({ connector });
  }

  brought(connector: string): void {
    this.#brought.inc({ connector });
  }

  refused(code: string): void {
    this.#refusals.inc({ code });
  }
}
