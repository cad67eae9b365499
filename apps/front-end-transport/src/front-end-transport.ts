import { hostname } from 'node:os';

import { ownAddress, type ListenerReport, type ServiceRegistry, type Settings } from '@mailyard/directory';
import type { ConnectorListeners, RedisLoadExchange } from '@mailyard/receive';
import type { Logger } from '@mailyard/telemetry';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

import type { HubWatch } from './hubs/hub-watch.js';

export interface FrontEndTransportOptions {
  readonly settings: Settings;
  /** Identity of this process. */
  readonly instance: string;
  readonly logger: Logger;
  readonly listeners: ConnectorListeners;
  readonly hubs: HubWatch;
  readonly registry: ServiceRegistry;
  readonly loadExchange: RedisLoadExchange;
}

const shutdownGraceMs = 30_000;

/** The service from start to SIGTERM. */
export class FrontEndTransport implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #options: FrontEndTransportOptions;
  readonly #startedAt = new Date().toISOString();
  #stopping = false;

  constructor(options: FrontEndTransportOptions) {
    this.#options = options;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { hubs, listeners, loadExchange } = this.#options;
    await Promise.all([hubs.start(), loadExchange.start()]);
    let announced: Promise<void> | undefined;
    await listeners.start((...report) => {
      announced = this.#announce(...report);
    });
    await announced;
  }

  /** Nobody gets in any more; what clients have begun still finds its hub. */
  async beforeApplicationShutdown(): Promise<void> {
    const { registry, listeners, hubs, loadExchange, logger } = this.#options;
    this.#stopping = true;
    const withdrawn = registry.withdraw().catch((error: unknown) => {
      logger.warn({ error }, 'the registry learns from the missing heartbeat only that this service stops');
    });
    await Promise.all([withdrawn, listeners.stop(shutdownGraceMs)]);
    hubs.stop();
    await loadExchange.stop();
  }

  async #announce(listeners: readonly ListenerReport[], revision: number): Promise<void> {
    const { settings, instance, registry, logger } = this.#options;
    if (this.#stopping) return;
    try {
      await registry.announce({
        id: instance,
        service: 'front-end-transport',
        server: settings.server,
        host: hostname(),
        pid: process.pid,
        address: ownAddress(settings),
        listeners,
        revision,
        state: 'Active',
        startedAt: this.#startedAt,
        version: '0.1.0',
      });
    } catch (error) {
      logger.warn({ error }, 'not announced; the next heartbeat tries again');
    }
  }
}
