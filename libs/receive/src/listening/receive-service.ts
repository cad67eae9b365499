import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

import {
  machineAddresses,
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
/** They ask the registry each second. */
const peersLookMs = 1_500;
/** However long they took. */
const companionGraceMs = 1_000;

/**
 * A service from start to SIGTERM. Others see in the registry that it is Active, and from SIGTERM on that it is Draining,
 * until what they have begun with it has ended and the process goes.
 */
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

  /**
   * Peers learn that it drains and go elsewhere, if there is an elsewhere; what they have begun ends within the grace, then
   * what it needed. It is withdrawn with the process.
   */
  async beforeApplicationShutdown(): Promise<void> {
    const { companions, listeners, component, log } = this.#options;
    component.stop();
    this.#stopping = true;
    log.info('stopping: draining until what was begun has ended');
    const deadline = performance.now() + shutdownGraceMs;
    // A Redis that does not answer keeps nobody from stopping.
    const unknown = pause(peersLookMs, false, { ref: false });
    if (await Promise.race([this.#leavesOthers(), unknown])) await pause(peersLookMs);
    await listeners.stop(deadline - performance.now());
    const graceMs = Math.max(companionGraceMs, deadline - performance.now());
    await Promise.all(companions.map(async (companion) => companion.stop(graceMs)));
  }

  /** Whether another one, which peers may not know yet, takes what comes from now on. */
  async #leavesOthers(): Promise<boolean> {
    const { service, registry, log } = this.#options;
    await this.#announce();
    try {
      const active = await registry.live({ service: service.service, state: 'Active' });
      return active.some(({ id }) => id !== service.id);
    } catch (error) {
      log.debug(`nobody knows who else is there: ${String(error)}`);
      return false;
    }
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
    if (this.#listening === undefined) return;
    const [listeners, revision] = this.#listening;
    try {
      await registry.announce({
        ...service,
        server: settings.server,
        host: hostname(),
        pid: process.pid,
        address: ownAddress(settings),
        addresses: machineAddresses(),
        listeners,
        revision,
        state: this.#stopping && component.state === 'Active' ? 'Draining' : component.state,
        startedAt: this.#startedAt,
      });
    } catch (error) {
      log.warn(`not announced as it is; the next heartbeat tries again: ${String(error)}`);
    }
  }
}
