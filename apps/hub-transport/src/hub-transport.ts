import { hostname } from 'node:os';

import {
  ownAddress,
  type Durability,
  type ListenerReport,
  type ServiceRegistry,
  type Settings,
} from '@mailyard/directory';
import type { ConnectorListeners } from '@mailyard/receive';
import type { Logger } from '@mailyard/telemetry';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

import type { HubQueues } from './queues/hub-queues.js';
import { version } from './version.js';

export interface HubTransportOptions {
  readonly settings: Settings;
  /** Identity of this process. */
  readonly instance: string;
  readonly logger: Logger;
  readonly durability: Durability;
  readonly queues: HubQueues;
  readonly listeners: ConnectorListeners;
  readonly registry: ServiceRegistry;
}

const shutdownGraceMs = 30_000;

/** The service from start to SIGTERM. */
export class HubTransport implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #options: HubTransportOptions;
  readonly #startedAt = new Date().toISOString();
  #stopping = false;

  constructor(options: HubTransportOptions) {
    this.#options = options;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { queues, listeners } = this.#options;
    await queues.start();
    let announced: Promise<void> | undefined;
    await listeners.start((...report) => {
      announced = this.#announce(...report);
    });
    await announced;
  }

  /** Front Ends stop coming, transactions end, then lanes; other hubs go on with what is left in the queues. */
  async beforeApplicationShutdown(): Promise<void> {
    const { registry, listeners, queues, logger } = this.#options;
    const deadline = Date.now() + shutdownGraceMs;
    this.#stopping = true;
    const withdrawn = registry.withdraw().catch((error: unknown) => {
      logger.warn({ error }, 'the registry learns from the missing heartbeat only that this hub stops');
    });
    await Promise.all([withdrawn, listeners.stop(shutdownGraceMs)]);
    await queues.stop(Math.max(1_000, deadline - Date.now()));
  }

  async #announce(listeners: readonly ListenerReport[], revision: number): Promise<void> {
    const { settings, instance, registry, durability, logger } = this.#options;
    if (this.#stopping) return;
    try {
      await registry.announce({
        id: instance,
        service: 'hub-transport',
        server: settings.server,
        host: hostname(),
        pid: process.pid,
        address: ownAddress(settings),
        listeners,
        revision,
        state: 'Active',
        startedAt: this.#startedAt,
        version,
        durability: { strict: durability.strict, weaknesses: durability.weaknesses },
      });
    } catch (error) {
      logger.warn({ error }, 'not announced; the next heartbeat tries again');
    }
  }
}
