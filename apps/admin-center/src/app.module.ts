import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Degradations, DirectoryModule, ServiceRegistry, Settings, connectRedis } from '@mailyard/directory';
import { QueueCatalog } from '@mailyard/queue';
import { Metrics, type ServiceProcess } from '@mailyard/telemetry';
import { Redis } from 'ioredis';

import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';
import { registerPipelineGauges } from './health/pipeline-gauges.js';
import { OverviewController } from './overview/overview.controller.js';

export interface AppOptions extends ServiceProcess {
  readonly settings: Settings;
}

/** Token of the connection that the queues are read over. */
const QueueRedis = Symbol('QueueRedis');

@Module({})
export class AppModule implements OnApplicationShutdown {
  constructor(
    @Inject(QueueCatalog) private readonly catalog: QueueCatalog,
    @Inject(QueueRedis) private readonly queueRedis: Redis,
  ) {}

  static forRoot({ settings, logger, log, instance }: AppOptions): DynamicModule {
    const degradations = new Degradations({ log: logger });
    log?.reportTo(degradations);
    return {
      module: AppModule,
      imports: [DirectoryModule.forRoot({ settings, log: logger, degradations })],
      controllers: [OverviewController, HealthController, MetricsController],
      providers: [
        {
          provide: QueueRedis,
          useFactory: () => connectRedis(settings, { role: 'request', log: logger, name: 'admin-center' }),
        },
        {
          provide: QueueCatalog,
          useFactory: (redis: Redis) => new QueueCatalog({ redis, server: settings.server }),
          inject: [QueueRedis],
        },
        {
          provide: Metrics,
          useFactory: (catalog: QueueCatalog, registry: ServiceRegistry) => {
            const metrics = new Metrics({ service: 'admin-center', instance });
            registerPipelineGauges(metrics, { catalog, registry });
            return metrics;
          },
          inject: [QueueCatalog, ServiceRegistry],
        },
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    try {
      await this.catalog.close();
    } finally {
      this.queueRedis.disconnect();
    }
  }
}
