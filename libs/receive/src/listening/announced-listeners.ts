import { hostname } from 'node:os';

import {
  ownAddress,
  type ListenerReport,
  type Log,
  type ServiceInstance,
  type ServiceRegistry,
} from '@mailyard/service';

import type { ConnectorListeners } from './connector-listeners.js';

export interface AnnouncedListenersOptions {
  /** What is announced beside the listeners. */
  readonly service: Pick<ServiceInstance, 'id' | 'service' | 'version' | 'durability'>;
  readonly settings: { readonly server: string; readonly bindAddress?: string };
  readonly listeners: ConnectorListeners;
  readonly registry: ServiceRegistry;
  readonly log: Log;
}

/** What running transactions have to end in when the service stops. */
export const shutdownGraceMs = 30_000;

/** The listeners of a service, which others find in the registry for as long as it takes new connections. */
export class AnnouncedListeners {
  readonly #options: AnnouncedListenersOptions;
  readonly #startedAt = new Date().toISOString();
  #stopping = false;

  constructor(options: AnnouncedListenersOptions) {
    this.#options = options;
  }

  /** Resolves when every binding was tried and the registry was told. */
  async start(): Promise<void> {
    let announced: Promise<void> | undefined;
    await this.#options.listeners.start((...report) => {
      announced = this.#announce(...report);
    });
    await announced;
  }

  /** Peers stop coming, and what they have begun ends within the grace. */
  async stop(): Promise<void> {
    const { listeners, registry, log } = this.#options;
    this.#stopping = true;
    const withdrawn = registry.withdraw().catch((error: unknown) => {
      log.warn(`others learn from the missing heartbeat only that this service stops: ${String(error)}`);
    });
    await Promise.all([withdrawn, listeners.stop(shutdownGraceMs)]);
  }

  async #announce(listeners: readonly ListenerReport[], revision: number): Promise<void> {
    const { service, settings, registry, log } = this.#options;
    if (this.#stopping) return;
    try {
      await registry.announce({
        ...service,
        server: settings.server,
        host: hostname(),
        pid: process.pid,
        address: ownAddress(settings),
        listeners,
        revision,
        state: 'Active',
        startedAt: this.#startedAt,
      });
    } catch (error) {
      log.warn(`not announced; the next heartbeat tries again: ${String(error)}`);
    }
  }
}
