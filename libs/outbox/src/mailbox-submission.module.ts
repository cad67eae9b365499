import { hostname } from 'node:os';
import { join } from 'node:path';

import { Directory } from '@mailyard/directory';
import { Hubs } from '@mailyard/receive/nest';
import {
  ComponentWatch,
  Logger,
  ownAddress,
  ServiceProcess,
  ServiceRegistry,
  version,
  type ServiceState,
} from '@mailyard/service';
import { Metrics } from '@mailyard/telemetry';
import { FileMessageTracking } from '@mailyard/tracking';
import { Inject, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

import { MailboxSubmission } from './mailbox-submission.js';
import { HubSubmission, type SubmittingHost } from './submission/hub-submission.js';
import { SubmissionEvents } from './submission/submission-events.js';
import { SubmitMessage } from './submission/submit-message.js';

/** Runs Mailbox Submission for the databases of this host, and announces it. */
@Module({
  providers: [
    {
      provide: MailboxSubmission,
      useFactory: makeSubmission,
      inject: [ServiceProcess, Directory, Hubs, FileMessageTracking, Metrics, Logger],
    },
  ],
})
export class MailboxSubmissionModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #startedAt = new Date().toISOString();
  #stopping = false;

  constructor(
    @Inject(MailboxSubmission) private readonly submission: MailboxSubmission,
    @Inject(Hubs) private readonly hubs: Hubs,
    @Inject(ServiceProcess) private readonly service: ServiceProcess,
    @Inject(ServiceRegistry) private readonly registry: ServiceRegistry,
    @Inject(ComponentWatch) private readonly component: ComponentWatch,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.component.start((state) => this.#follow(state));
    await this.hubs.watch.start();
    await this.submission.start();
    this.#follow(this.component.state);
  }

  /** What a hub has been given is waited for, and settled. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    this.component.stop();
    void this.#announce('Draining');
    await this.submission.stop();
    this.hubs.watch.stop();
  }

  #follow(state: ServiceState): void {
    this.submission.active = state === 'Active' && !this.#stopping;
    void this.#announce(state);
  }

  async #announce(state: ServiceState): Promise<void> {
    const { service, settings, instance } = this.service;
    try {
      await this.registry.announce({
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
      this.logger.warn({ error }, 'not announced as it is; the next heartbeat tries again');
    }
  }
}

function makeSubmission(
  { settings }: ServiceProcess,
  directory: Directory,
  ...[hubs, tracking, metrics, logger]: [Hubs, FileMessageTracking, Metrics, Logger]
): MailboxSubmission {
  const messages = metrics.counter('mailyard_mailbox_submission_messages_total', {
    help: 'Attempts at messages in Outboxes, by outcome: sent, returned (to the owner), deferred.',
    labels: ['outcome'],
  });
  const organization = () => directory.organization;
  const host = (): SubmittingHost => ({
    ip: ownAddress(settings),
    fqdn: organization().fqdnOf(settings),
  });
  return new MailboxSubmission({
    root: join(settings.dataDir, 'mailboxes'),
    organization,
    server: settings.server,
    submit: new SubmitMessage({
      hubs: new HubSubmission(hubs.link, host),
      organization,
      fqdn: () => host().fqdn,
      now: () => new Date(),
    }),
    events: new SubmissionEvents({
      tracking,
      host,
      count: (outcome) => messages.inc({ outcome }),
      log: logger,
    }),
    log: logger,
  });
}
