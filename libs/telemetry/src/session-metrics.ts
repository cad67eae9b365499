import type { Metrics } from './metrics.js';

/** What the SMTP sessions of a service count. */
export class SessionMetrics {
  readonly #open;
  readonly #refusals;

  constructor(metrics: Metrics) {
    this.#open = metrics.gauge('mailyard_smtp_sessions', { help: 'SMTP sessions that are open.' });
    this.#refusals = metrics.counter('mailyard_smtp_refusals_total', {
      help: 'Replies 4yz and 5yz that peers were given, by code.',
      labels: ['code'],
    });
  }

  opened(): void {
    this.#open.inc();
  }

  closed(): void {
    this.#open.dec();
  }

  refused(code: string): void {
    this.#refusals.inc({ code });
  }
}
