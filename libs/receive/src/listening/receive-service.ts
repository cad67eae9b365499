import { hostname } from 'node:os';

import {
  ownAddress,
  type ComponentWatch,
  type ListenerReport,
  type Log,
  type ServiceInstance,
  type ServiceRegistry,
  type ServiceState,
} from '@mailyard/service';

import type { ConnectorListeners } from './connector-listeners.js';

/** Works while there are sessions: is started before the first one, and stopped after the last. */
export interface Companion {
  start(): Promise<void> | void;
  /** What is left of the time to end in. */
  stop(graceMs: number): Promise<void> | void;
  /** The service is in another state; Inactive: nothing is to be done until it is in another one. */
  follow?(state: ServiceState): void;
}

export interface ReceiveServiceOptions {
  /** What is announced beside the listeners. */
  readonly service: Pick<ServiceInstance, 'id' | 'service' | 'version' | 'durability'>;
  readonly settings: { readonly server: string; readonly bindAddress?: string };
  readonly listeners: ConnectorListeners;
  readonly companions: readonly Companion[];
  /** Whether the service takes part, see `ComponentStates`. */
  readonly component: Pick<ComponentWatch, 'state' | 'start' | 'stop'>;
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
  #listening: readonly [listeners: readonly ListenerReport[], revision: number] | undefined;

  constructor(options: ReceiveServiceOptions) {
    this.#options = options;
  }

  /** Resolves when every binding was tried and the registry was told. */
  async onApplicationBootstrap(): Promise<void> {
    const { companions, listeners, component } = this.#options;
    await component.start((state) => this.#follow(state));
    await Promise.all(companions.map(async (companion) => companion.start()));
    if (component.state !== 'Active') this.#follow(component.state);
    let announced: Promise<void> | undefined;
    await listeners.start((...report) => {
      this.#listening = report;
      announced = this.#announce();
    });
    await announced;
  }

  /** Peers stop coming, what they have begun ends within the grace, then what it needed. */
  async beforeApplicationShutdown(): Promise<void> {
    const { companions, listeners, registry, component, log } = this.#options;
    component.stop();
    const deadline = performance.now() + shutdownGraceMs;
    this.#stopping = true;
    const withdrawn = registry.withdraw().catch((error: unknown) => {
      log.warn(`others learn from the missing heartbeat only that this service stops: ${String(error)}`);
    });
    await Promise.all([withdrawn, listeners.stop(shutdownGraceMs)]);
    const graceMs = Math.max(companionGraceMs, deadline - performance.now());
    await Promise.all(companions.map(async (companion) => companion.stop(graceMs)));
  }

  /** New sessions are answered by what checks find; those that there are end after their transaction. */
  #follow(state: ServiceState): void {
    const { companions, listeners } = this.#options;
    if (state !== 'Active') listeners.retireSessions();
    for (const companion of companions) companion.follow?.(state);
    void this.#announce();
  }

  async #announce(): Promise<void> {
    const { service, settings, registry, component, log } = this.#options;
    if (this.#stopping || this.#listening === undefined) return;
    const [listeners, revision] = this.#listening;
    try {
      await registry.announce({
        ...service,
        server: settings.server,
        host: hostname(),
        pid: process.pid,
        address: ownAddress(settings),
        listeners,
        revision,
        state: component.state,
        startedAt: this.#startedAt,
      });
    } catch (error) {
      log.warn(`not announced; the next heartbeat tries again: ${String(error)}`);
    }
  }
}
