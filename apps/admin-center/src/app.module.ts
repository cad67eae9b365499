import { CertificatesModule } from '@mailyard/certificates';
import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Degradations, ServiceRegistry, connectRedis, webEndpoint } from '@mailyard/service';
import { Directory, DirectoryModule } from '@mailyard/directory';
import { RedisSignIns } from '@mailyard/sign-in';
import { QueueCatalog } from '@mailyard/queue';
import { failedSignInCounter, Metrics } from '@mailyard/telemetry';
import { ServiceModule, type ServiceProcess } from '@mailyard/service';
import { Redis } from 'ioredis';

import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';
import { registerPipelineGauges } from './health/pipeline-gauges.js';
import { PipelineWatch } from './health/pipeline-watch.js';
import { OverviewController } from './overview/overview.controller.js';

type WatchDependencies = [QueueCatalog, ServiceRegistry, Directory, Redis, Degradations];

/** Token of the connection that the queues are read over. */
const QueueRedis = Symbol('QueueRedis');

@Module({})
export class AppModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(QueueCatalog) private readonly catalog: QueueCatalog,
    @Inject(QueueRedis) private readonly queueRedis: Redis,
    @Inject(RedisSignIns) private readonly signIns: RedisSignIns,
  ) {}

  static forRoot(process: ServiceProcess): DynamicModule {
    const { settings, logger, instance } = process;
    return {
      module: AppModule,
      imports: [
        ServiceModule.forRoot(process),
        DirectoryModule,
        // Who speaks plain HTTP needs no certificates, and no folder with them.
        ...(webEndpoint(settings).tls ? [CertificatesModule] : []),
      ],
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
        {
          provide: RedisSignIns,
          useFactory: (redis: Redis, metrics: Metrics) =>
            new RedisSignIns({
              redis,
              service: 'admin-center',
              server: settings.server,
              instance,
              log: logger,
              count: failedSignInCounter(metrics),
            }),
          inject: [QueueRedis, Metrics],
        },
        {
          provide: PipelineWatch,
          useFactory: (...[catalog, registry, directory, redis, degradations]: WatchDependencies) =>
            new PipelineWatch({
              server: settings.server,
              catalog,
              registry,
              directory,
              redis,
              degradations,
              logger,
            }),
          inject: [QueueCatalog, ServiceRegistry, Directory, QueueRedis, Degradations],
        },
      ],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.signIns.start();
  }

  async onApplicationShutdown(): Promise<void> {
    try {
      await this.signIns.stop();
      await this.catalog.close();
    } finally {
      this.queueRedis.disconnect();
    }
  }
}
