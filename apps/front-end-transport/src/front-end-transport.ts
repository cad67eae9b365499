import type { AnnouncedListeners } from '@mailyard/receive';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

import type { HubWatch } from './hubs/hub-watch.js';

export interface FrontEndTransportOptions {
  readonly listeners: AnnouncedListeners;
  readonly hubs: HubWatch;
  /** What limits need to know of other replicas. */
  readonly exchanges: readonly { start(): Promise<void>; stop(): Promise<void> }[];
}

/** The service from start to SIGTERM. */
export class FrontEndTransport implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #options: FrontEndTransportOptions;

  constructor(options: FrontEndTransportOptions) {
    this.#options = options;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { hubs, listeners, exchanges } = this.#options;
    await Promise.all([hubs, ...exchanges].map((each) => each.start()));
    await listeners.start();
  }

  /** Nobody gets in any more; what clients have begun still finds its hub. */
  async beforeApplicationShutdown(): Promise<void> {
    const { listeners, hubs, exchanges } = this.#options;
    await listeners.stop();
    hubs.stop();
    await Promise.all(exchanges.map((exchange) => exchange.stop()));
  }
}
