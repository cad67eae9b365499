import { join } from 'node:path';

import { Directory } from '@mailyard/directory';
import { Logger, Settings, Volumes } from '@mailyard/service';
import { Metrics } from '@mailyard/telemetry';
import {
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Redis } from 'ioredis';

import { databaseFolderName } from './maildir/mailbox-path.js';
import { MailboxStore } from './mailbox-store.js';
import { MailboxSizeAnswers } from './size/redis-mailbox-sizes.js';

/** Provides MailboxStore, whose databases are folders that may each be a volume of its own. */
@Global()
@Module({
  providers: [
    { provide: MailboxStore, useFactory: openStore, inject: [Settings, Directory, Volumes, Metrics, Logger] },
    {
      provide: MailboxSizeAnswers,
      useFactory: (...[redis, { server }, log, store]: [Redis, Settings, Logger, MailboxStore]) =>
        new MailboxSizeAnswers({ redis, server, log, sizeOf: (mailbox) => store.size(mailbox) }),
      inject: [Redis, Settings, Logger, MailboxStore],
    },
  ],
  exports: [MailboxStore],
})
export class MailboxStoreModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(MailboxStore) private readonly store: MailboxStore,
    @Inject(MailboxSizeAnswers) private readonly sizes: MailboxSizeAnswers,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    void this.#cleanUp();
    await this.sizes.open();
  }

  /** Nothing is delivered any more: the log is not needed by whoever comes next. */
  async onApplicationShutdown(): Promise<void> {
    this.sizes.close();
    try {
      await this.store.close();
    } catch (error) {
      this.logger.warn({ error }, 'the log of a mailbox database stays for the next start');
    }
  }

  async #cleanUp(): Promise<void> {
    try {
      await this.store.restore();
      const removed = await this.store.removeLeftovers();
      if (removed > 0) this.logger.info(`removed ${removed} files of deliveries that did not end`);
    } catch (error) {
      this.logger.warn({ error }, 'cannot look for what deliveries that did not end have left');
    }
  }
}

function openStore(
  { dataDir }: Settings,
  directory: Directory,
  ...[volumes, metrics, logger]: [Volumes, Metrics, Logger]
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
    onRestored: (files, folder) => logger.warn(`${files} files were made anew in ${folder} from its log`),
    onFault: (error) => logger.warn({ error }, 'the log of a mailbox database waits for its disk'),
  });
}
