import { Controller, Get, Header, Inject } from '@nestjs/common';
import { clientSettings, Directory } from '@mailyard/directory';
import { ServiceRegistry, Settings } from '@mailyard/service';
import { QueueCatalog } from '@mailyard/queue';
import { Redis } from 'ioredis';

import { healthReport } from '../health/health-report.js';
import { observe, unlessRedisIsAway } from '../health/live-services.js';
import { overviewPage } from './overview-page.js';

@Controller()
export class OverviewController {
  @Inject(Directory) private readonly directory!: Directory;
  @Inject(Redis) readonly redis!: Redis;

  constructor(
    @Inject(ServiceRegistry) readonly registry: ServiceRegistry,
    @Inject(QueueCatalog) private readonly catalog: QueueCatalog,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  async page(): Promise<string> {
    const { server } = this.settings;
    const connectors = this.directory.organization.receiveConnectors(server);
    const [observed, queues] = await Promise.all([
      observe(this, server),
      unlessRedisIsAway(this.catalog.list()),
    ]);
    return overviewPage({
      server,
      health: healthReport(observed),
      instances: (observed?.instances ?? []).toSorted((left, right) =>
        left.service.localeCompare(right.service),
      ),
      queues: queues ?? [],
      clientSettings: clientSettings(connectors, this.settings),
      now: new Date(),
    });
  }
}
