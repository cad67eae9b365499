import { hostname } from 'node:os';

import { ownAddress, type ListenerReport, type ServiceRegistry, type Settings } from '@mailyard/directory';
import type { MailboxStore } from '@mailyard/mailbox-store';
import type { ConnectorListeners } from '@mailyard/receive';
import type { Logger } from '@mailyard/telemetry';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

import { version } from './lmtp-listeners.js';

export interface MailboxDeliveryOptions {
  readonly settings: Settings;
  /** Identity of this process. */
  readonly instance: string;
  readonly logger: Logger;
  readonly listeners: ConnectorListeners;
  readonly registry: ServiceRegistry;
  readonly store: MailboxStore;
}

const shutdownGraceMs = 30_000;

/** The service from start to SIGTERM. */
export class MailboxDelivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #options: MailboxDeliveryOptions;
  readonly #startedAt = new Date().toISOString();
  #stopping = false;

  constructor(options: MailboxDeliveryOptions) {
    this.#options = options;
  }

  async onApplicationBootstrap(): Promise<void> {
    let announced: Promise<void> | undefined;
    await this.#options.listeners.start((...report) => {
      announced = this.#announce(...report);
    });
    await announced;
    void this.#removeLeftovers();
  }

  /** Hubs stop coming first, then what they have begun ends. */
  async beforeApplicationShutdown(): Promise<void> {
    const { listeners, registry, logger } = this.#options;
    this.#stopping = true;
    const withdrawn = registry.withdraw().catch((error: unknown) => {
      logger.warn({ error }, 'hubs learn from the missing heartbeat only that this service stops');
    });
    await Promise.all([withdrawn, listeners.stop(shutdownGraceMs)]);
  }

  async #announce(listeners: readonly ListenerReport[], revision: number): Promise<void> {
    const { settings, instance, registry, logger } = this.#options;
    if (this.#stopping) return;
    try {
      await registry.announce({
        id: instance,
        service: 'mailbox-delivery',
        server: settings.server,
        host: hostname(),
        pid: process.pid,
        address: ownAddress(settings),
        listeners,
        revision,
        state: 'Active',
        startedAt: this.#startedAt,
        version,
      });
    } catch (error) {
      logger.warn({ error }, 'not announced; the next heartbeat tries again');
    }
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
