import type { Logger } from '@mailyard/service';
import { HopError } from '@mailyard/smtp';

import type { Hub } from './hub-chooser.js';

const quietMs = 5_000;

export interface HubTroublesOptions {
  readonly logger: Pick<Logger, 'warn'>;
  /** A hub refused or lost a transaction, or could not be reached. */
  readonly count: () => void;
}

/** Tells what goes wrong on the way to hubs. Under load a dead one fails many times a second; the log tells it every 5 s. */
export class HubTroubles {
  readonly #options: HubTroublesOptions;
  readonly #toldAt = new Map<string, number>();

  constructor(options: HubTroublesOptions) {
    this.#options = options;
  }

  tell(error: unknown, { id, inbound, client }: Hub): void {
    const ours = isOwnLimit(error);
    if (!ours) this.#options.count();
    const now = performance.now();
    const key = `${id} ${ours}`;
    if (now - (this.#toldAt.get(key) ?? -Infinity) < quietMs) return;
    // Hubs come and go with every deployment; those that were told long ago are forgotten.
    for (const [old, at] of this.#toldAt) if (now - at >= quietMs) this.#toldAt.delete(old);
    this.#toldAt.set(key, now);
    const told = ours ? 'no connection to a hub is free' : 'a hub failed or refused a transaction';
    this.#options.logger.warn({ error, hub: { id, inbound, client } }, told);
  }
}

/** The hub may be in the best of health: we have as many connections to it as we allow ourselves. */
export function isOwnLimit(error: unknown): boolean {
  return error instanceof HopError && error.kind === 'limit';
}
