import { hostname } from 'node:os';

import { ownAddress, type ServiceRegistry, type Settings } from '@mailyard/directory';
import type { MailboxStore } from '@mailyard/mailbox-store';
import type { Logger } from '@mailyard/telemetry';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

import { version, type LmtpListeners } from './lmtp-listeners.js';

export interface MailboxDeliveryOptions {
  readonly settings: Settings;
  /** Identity of this process. */
  readonly instance: string;
  readonly logger: Logger;
  readonly listeners: LmtpListeners;
  readonly registry: ServiceRegistry;
  readonly store: MailboxStore;
}

const shutdownGraceMs = 30_000;

/** The service from start to SIGTERM. */
export class MailboxDelivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #options: MailboxDeliveryOptions;

  constructor(options: MailboxDeliveryOptions) {
    this.#options = options;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { settings, instance, listeners, registry, logger } = this.#options;
    const { connector, endpoints } = await listeners.open();
    await registry.announce({
      id: instance,
      service: 'mailbox-delivery',
      server: settings.server,
      host: hostname(),
      pid: process.pid,
      address: ownAddress(settings),
      listeners: endpoints.map((endpoint) => ({ name: connector.Name, endpoint })),
      state: 'Active',
      startedAt: new Date().toISOString(),
      version,
    });
    void this.#removeLeftovers();
    logger.info({ endpoints }, 'listening');
  }

  /** Hubs stop coming first, then what they have begun ends. */
  async beforeApplicationShutdown(): Promise<void> {
    const { listeners, registry, logger } = this.#options;
    const withdrawn = registry.withdraw().catch((error: unknown) => {
      logger.warn({ error }, 'hubs learn from the missing heartbeat only that this service stops');
    });
    await Promise.all([withdrawn, listeners.stop(shutdownGraceMs)]);
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
