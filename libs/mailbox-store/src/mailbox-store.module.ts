import { join } from 'node:path';

import { Directory } from '@mailyard/directory';
import { Logger, Settings, Volumes } from '@mailyard/service';
import { Metrics } from '@mailyard/telemetry';
import { Global, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';

import { databaseFolderName } from './maildir/mailbox-path.js';
import { MailboxStore } from './mailbox-store.js';

/** Provides MailboxStore, whose databases are folders that may each be a volume of its own. */
@Global()
@Module({
  providers: [
    { provide: MailboxStore, useFactory: openStore, inject: [Settings, Directory, Volumes, Metrics] },
  ],
  exports: [MailboxStore],
})
export class MailboxStoreModule implements OnApplicationBootstrap {
  constructor(
    @Inject(MailboxStore) private readonly store: MailboxStore,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void this.#removeLeftovers();
  }

  async #removeLeftovers(): Promise<void> {
    try {
      const removed = await this.store.removeLeftovers();
      if (removed > 0) this.logger.info(`removed ${removed} files of deliveries that did not end`);
    } catch (error) {
      this.logger.warn({ error }, 'cannot look for files of deliveries that did not end');
    }
  }
}

function openStore(
  { dataDir }: Settings,
  directory: Directory,
  ...[volumes, metrics]: [Volumes, Metrics]
): MailboxStore {
  volumes.watchDatabases(() => directory.organization.mailboxDatabases.map(databaseFolderName));
  const deliveries = metrics.counter('mailyard_mailbox_deliveries_total', {
    help: 'Copies of messages for mailboxes, by outcome: stored, full (storage), missing (database), unavailable (mailbox).',
    labels: ['outcome'],
  });
  return new MailboxStore({
    root: join(dataDir, 'mailboxes'),
    databaseFolder: (name) => volumes.mailboxDatabase(name),
    onOutcome: ({ kind }) => deliveries.inc({ outcome: kind }),
  });
}
