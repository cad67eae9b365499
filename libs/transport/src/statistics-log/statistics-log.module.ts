import { ServiceProcess } from '@mailyard/service';
import { CsvLog, LogFiles, Metrics } from '@mailyard/telemetry';
import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { StatisticsLog, statisticsLogForm } from './statistics-log.js';

/** Writes the server statistics log of a hub; its files are closed with the other logs. */
@Module({})
export class StatisticsLogModule implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log: StatisticsLog;

  constructor(
    @Inject(Metrics) metrics: Metrics,
    @Inject(LogFiles) files: LogFiles,
    @Inject(ServiceProcess) { logger }: ServiceProcess,
  ) {
    this.#log = new StatisticsLog({
      metrics,
      log: new CsvLog(files, statisticsLogForm),
      onFault: (error) => logger.debug({ error }, 'the server statistics log has no rows of this minute'),
    });
  }

  onApplicationBootstrap(): void {
    this.#log.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#log.stop();
  }
}
