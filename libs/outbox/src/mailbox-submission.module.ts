import { join } from 'node:path';

import { Directory } from '@mailyard/directory';
import { Hubs } from '@mailyard/receive/nest';
import { ComponentWatch, Logger, ownAddress, ServiceProcess, ServiceRegistry } from '@mailyard/service';
import { Metrics } from '@mailyard/telemetry';
import { FileMessageTracking } from '@mailyard/tracking';
import { Module } from '@nestjs/common';

import { MailboxSubmission } from './mailbox-submission.js';
import { HubSubmission, type SubmittingHost } from './submission/hub-submission.js';
import { SubmissionService } from './submission-service.js';
import { SubmissionEvents } from './submission/submission-events.js';
import { SubmitMessage } from './submission/submit-message.js';

/** Runs Mailbox Submission for the databases of this server, and announces it. */
@Module({
  providers: [
    {
      provide: SubmissionService,
      useFactory: makeService,
      inject: [
        ServiceProcess,
        Directory,
        Hubs,
        ServiceRegistry,
        ComponentWatch,
        FileMessageTracking,
        Metrics,
        Logger,
      ],
    },
  ],
})
export class MailboxSubmissionModule {}

function makeService(
  process: ServiceProcess,
  directory: Directory,
  ...[hubs, registry, component, tracking, metrics, logger]: [
    Hubs,
    ServiceRegistry,
    ComponentWatch,
    FileMessageTracking,
    Metrics,
    Logger,
  ]
): SubmissionService {
  const submission = makeSubmission(process, directory, hubs, tracking, metrics, logger);
  return new SubmissionService({ submission, hubs: hubs.watch, process, registry, component, log: logger });
}

function makeSubmission(
  { settings }: ServiceProcess,
  directory: Directory,
  ...[hubs, tracking, metrics, log]: [Hubs, FileMessageTracking, Metrics, Logger]
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
      log,
    }),
    log,
  });
}
