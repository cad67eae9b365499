import type { AnnouncedListeners } from '@mailyard/receive';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

/** The service from start to SIGTERM. */
export class MailboxDelivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly listeners: AnnouncedListeners) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listeners.start();
  }

  /** Hubs stop coming first, then what they have begun ends. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.listeners.stop();
  }
}
