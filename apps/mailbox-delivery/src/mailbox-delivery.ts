import type { MailboxStore } from '@mailyard/mailbox-store';
import type { AnnouncedListeners } from '@mailyard/receive';
import type { Logger } from '@mailyard/service';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

export interface MailboxDeliveryOptions {
  readonly logger: Logger;
  readonly listeners: AnnouncedListeners;
  readonly store: MailboxStore;
}

/** The service from start to SIGTERM. */
export class MailboxDelivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #options: MailboxDeliveryOptions;

  constructor(options: MailboxDeliveryOptions) {
    this.#options = options;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#options.listeners.start();
    void this.#removeLeftovers();
  }

  /** Hubs stop coming first, then what they have begun ends. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.#options.listeners.stop();
  }

  async #removeLeftovers(): Promise<void> {
    const { store, logger } = this.#options;
    try {
      const removed = await store.removeLeftovers();
      if (removed > 0) logger.info(`removed ${removed} files of deliveries that did not end`);
    } catch (error) {
      logger.warn({ error }, 'cannot look for files of deliveries that did not end');
    }
  }
}
