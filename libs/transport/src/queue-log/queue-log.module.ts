import { QueueCatalog } from '@mailyard/queue';
import { ServiceProcess } from '@mailyard/service';
import { CsvLog, LogFiles } from '@mailyard/telemetry';
import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';

import { QueueLog, queueLogForm, queueLogIntervalMs } from './queue-log.js';

/** Writes the queue log of the server; its files are closed with the other logs. */
@Module({})
export class QueueLogModule implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #catalog: QueueCatalog;
  readonly #log: QueueLog;

  constructor(
    @Inject(Redis) redis: Redis,
    @Inject(LogFiles) files: LogFiles,
    @Inject(ServiceProcess) { settings: { server }, instance, logger }: ServiceProcess,
  ) {
    this.#catalog = new QueueCatalog({ redis, server });
    // It ends before the next look, so that another hub may be the one then.
    const turnMs = queueLogIntervalMs / 2;
    this.#log = new QueueLog({
      catalog: this.#catalog,
      log: new CsvLog(files, queueLogForm),
      isMine: async () =>
        (await redis.set(`mailyard:queue-log:${server.toLowerCase()}`, instance, 'PX', turnMs, 'NX')) !==
        null,
      onFault: (error) => logger.debug({ error }, 'the queue log has no rows of this minute'),
    });
  }

  onApplicationBootstrap(): void {
    this.#log.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#log.stop();
    await this.#catalog.close();
  }
}
