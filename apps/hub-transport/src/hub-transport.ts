import { shutdownGraceMs, type AnnouncedListeners } from '@mailyard/receive';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

import type { HubQueues } from '@mailyard/transport';

export interface HubTransportOptions {
  readonly queues: HubQueues;
  readonly listeners: AnnouncedListeners;
}

/** The service from start to SIGTERM. */
export class HubTransport implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #options: HubTransportOptions;

  constructor(options: HubTransportOptions) {
    this.#options = options;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { queues, listeners } = this.#options;
    await queues.start();
    await listeners.start();
  }

  /** Front Ends stop coming, transactions end, then lanes; other hubs go on with what is left in the queues. */
  async beforeApplicationShutdown(): Promise<void> {
    const { listeners, queues } = this.#options;
    const deadline = performance.now() + shutdownGraceMs;
    await listeners.stop();
    await queues.stop(Math.max(1_000, deadline - performance.now()));
  }
}
