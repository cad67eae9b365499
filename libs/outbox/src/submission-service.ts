import { hostname } from 'node:os';

import {
  ownAddress,
  version,
  type ComponentWatch,
  type Log,
  type ServiceProcess,
  type ServiceRegistry,
  type ServiceState,
} from '@mailyard/service';

import type { MailboxSubmission } from './mailbox-submission.js';

export interface SubmissionServiceOptions {
  readonly submission: MailboxSubmission;
  /** Keeps the list of hubs fresh. */
  readonly hubs: { start(): Promise<void>; stop(): void };
  readonly process: ServiceProcess;
  readonly registry: ServiceRegistry;
  readonly component: Pick<ComponentWatch, 'state' | 'start' | 'stop'>;
  readonly log: Log;
}

/** The service from start to SIGTERM, as others see it in the registry. It listens nowhere. */
export class SubmissionService {
  readonly #options: SubmissionServiceOptions;
  readonly #startedAt = new Date().toISOString();

  constructor(options: SubmissionServiceOptions) {
    this.#options = options;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { component, hubs, submission } = this.#options;
    await component.start((state) => this.#follow(state));
    await hubs.start();
    await submission.start();
    this.#follow(component.state);
  }

  /** What a hub has been given is settled; the rest waits in its Outbox. */
  async beforeApplicationShutdown(): Promise<void> {
    const { component, hubs, submission } = this.#options;
    component.stop();
    void this.#announce('Draining');
    await submission.stop();
    hubs.stop();
  }

  #follow(state: ServiceState): void {
    this.#options.submission.active = state === 'Active';
    void this.#announce(state);
  }

  async #announce(state: ServiceState): Promise<void> {
    const { registry, log } = this.#options;
    const { service, settings, instance } = this.#options.process;
    try {
      await registry.announce({
        id: instance,
        service,
        server: settings.server,
        host: hostname(),
        pid: process.pid,
        address: ownAddress(settings),
        listeners: [],
        state,
        startedAt: this.#startedAt,
        version,
      });
    } catch (error) {
      log.warn(`not announced as it is; the next heartbeat tries again: ${String(error)}`);
    }
  }
}
