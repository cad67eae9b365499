import type { Hub } from '@mailyard/receive';
import type { Logger } from '@mailyard/service';
import type { Metrics } from '@mailyard/telemetry';

const quietMs = 5_000;

/** Counts what goes wrong with hubs. Under load a dead one fails many times a second; the log tells it every 5 s. */
export class HubTroubles {
  readonly #logger: Logger;
  readonly #counter;
  readonly #toldAt = new Map<string, number>();

  constructor({ logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics }) {
    this.#logger = logger;
    this.#counter = metrics.counter('mailyard_front_end_hub_failures_total', {
      help: 'Transactions that a hub refused, lost, or could not be reached for.',
    });
  }

  tell(error: unknown, hub: Hub): void {
    this.#counter.inc();
    const now = performance.now();
    if (now - (this.#toldAt.get(hub.id) ?? -Infinity) < quietMs) return;
    // Hubs come and go with every deployment; those that were told long ago are forgotten.
    for (const [id, at] of this.#toldAt) if (now - at >= quietMs) this.#toldAt.delete(id);
    this.#toldAt.set(hub.id, now);
    this.#logger.warn({ error, hub }, 'a hub failed or refused a transaction');
  }
}
