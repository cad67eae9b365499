import type { AnnouncedListeners, RedisLoadExchange } from '@mailyard/receive';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

import type { HubWatch } from './hubs/hub-watch.js';

export interface FrontEndTransportOptions {
  readonly listeners: AnnouncedListeners;
  readonly hubs: HubWatch;
  readonly loadExchange: RedisLoadExchange;
}

/** The service from start to SIGTERM. */
export class FrontEndTransport implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #options: FrontEndTransportOptions;

  constructor(options: FrontEndTransportOptions) {
    this.#options = options;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { hubs, listeners, loadExchange } = this.#options;
    await Promise.all([hubs.start(), loadExchange.start()]);
    await listeners.start();
  }

  /** Nobody gets in any more; what clients have begun still finds its hub. */
  async beforeApplicationShutdown(): Promise<void> {
    const { listeners, hubs, loadExchange } = this.#options;
    await listeners.stop();
    hubs.stop();
    await loadExchange.stop();
  }
}
