import { hostname } from 'node:os';

import {
  ownAddress,
  type ListenerReport,
  type Log,
  type ServiceInstance,
  type ServiceRegistry,
} from '@mailyard/service';

import type { ConnectorListeners } from './connector-listeners.js';

/** Works while there are sessions: is started before the first one, and stopped after the last. */
export interface Companion {
  start(): Promise<void> | void;
  /** What is left of the time to end in. */
  stop(graceMs: number): Promise<void> | void;
}

export interface ReceiveServiceOptions {
  /** What is announced beside the listeners. */
  readonly service: Pick<ServiceInstance, 'id' | 'service' | 'version' | 'durability'>;
  readonly settings: { readonly server: string; readonly bindAddress?: string };
  readonly listeners: ConnectorListeners;
  readonly companions: readonly Companion[];
  readonly registry: ServiceRegistry;
  readonly log: Log;
}

/** What running transactions have to end in when the service stops. */
const shutdownGraceMs = 30_000;
/** However long they took. */
const companionGraceMs = 1_000;

/** A service from start to SIGTERM. Others find it in the registry for as long as it takes new connections. */
export class ReceiveService {
  readonly #options: ReceiveServiceOptions;
  readonly #startedAt = new Date().toISOString();
  #stopping = false;

  constructor(options: ReceiveServiceOptions) {
    this.#options = options;
  }

  /** Resolves when every binding was tried and the registry was told. */
  async onApplicationBootstrap(): Promise<void> {
    const { companions, listeners } = this.#options;
    await Promise.all(companions.map(async (companion) => companion.start()));
    let announced: Promise<void> | undefined;
    await listeners.start((...report) => {
      announced = this.#announce(...report);
    });
    await announced;
  }

  /** Peers stop coming, what they have begun ends within the grace, then what it needed. */
  async beforeApplicationShutdown(): Promise<void> {
    const { companions, listeners, registry, log } = this.#options;
    const deadline = performance.now() + shutdownGraceMs;
    this.#stopping = true;
    const withdrawn = registry.withdraw().catch((error: unknown) => {
      log.warn(`others learn from the missing heartbeat only that this service stops: ${String(error)}`);
    });
    await Promise.all([withdrawn, listeners.stop(shutdownGraceMs)]);
    const graceMs = Math.max(companionGraceMs, deadline - performance.now());
    await Promise.all(companions.map(async (companion) => companion.stop(graceMs)));
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
