import { Directory } from '@mailyard/directory';
import { ServiceProcess } from '@mailyard/service';
import { CsvLog, LogFiles } from '@mailyard/telemetry';
import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { RoutingLog, routingLogForm } from './routing-log.js';

/** Writes the routing table log of a hub; its files are closed with the other logs. */
@Module({})
export class RoutingLogModule implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log: RoutingLog;
  #unsubscribe: () => void = () => undefined;

  constructor(
    @Inject(Directory) private readonly directory: Directory,
    @Inject(LogFiles) files: LogFiles,
    @Inject(ServiceProcess) { settings: { server, portOffset } }: ServiceProcess,
  ) {
    this.#log = new RoutingLog({
      log: new CsvLog(files, routingLogForm),
      place: { server, portOffset },
    });
  }

  onApplicationBootstrap(): void {
    this.#unsubscribe = this.directory.onChange((organization) => this.#log.follow(organization));
    this.#log.follow(this.directory.organization);
  }

  onApplicationShutdown(): void {
    this.#unsubscribe();
  }
}
