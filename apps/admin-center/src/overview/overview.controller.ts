import { Controller, Get, Header, Inject } from '@nestjs/common';
import { clientSettings, Directory, ServiceRegistry, Settings } from '@mailyard/directory';
import { QueueCatalog } from '@mailyard/queue';

import { healthReport } from '../health/health-report.js';
import { liveServices, unlessRedisIsAway } from '../health/live-services.js';
import { overviewPage } from './overview-page.js';

@Controller()
export class OverviewController {
  @Inject(Directory) private readonly directory!: Directory;

  constructor(
    @Inject(ServiceRegistry) private readonly registry: ServiceRegistry,
    @Inject(QueueCatalog) private readonly catalog: QueueCatalog,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  async page(): Promise<string> {
    const { server } = this.settings;
    const connectors = this.directory.organization.receiveConnectors(server);
    const [instances, queues] = await Promise.all([
      liveServices(this.registry, server),
      unlessRedisIsAway(this.catalog.list()),
    ]);
    return overviewPage({
      server,
      health: healthReport(instances),
      instances: (instances ?? []).toSorted((left, right) => left.service.localeCompare(right.service)),
      queues: queues ?? [],
      clientSettings: clientSettings(connectors, this.settings),
      now: new Date(),
    });
  }
}
