import { CertificatesModule } from '@mailyard/certificates';
import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  Degradations,
  ServiceRegistry,
  Settings,
  Volumes,
  connectRedis,
  webEndpoint,
} from '@mailyard/service';
import { Directory, DirectoryModule } from '@mailyard/directory';
import { RedisSignIns } from '@mailyard/sign-in';
import { QueueCatalog } from '@mailyard/queue';
import { failedSignInCounter, Metrics } from '@mailyard/telemetry';
import { type ServiceProcess } from '@mailyard/service';
import { Redis } from 'ioredis';

import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';
import { registerPipelineGauges } from './health/pipeline-gauges.js';
import { PipelineWatch } from './health/pipeline-watch.js';
import { OverviewController } from './overview/overview.controller.js';

export interface AppOptions extends ServiceProcess {
  readonly settings: Settings;
}

type WatchDependencies = [QueueCatalog, ServiceRegistry, Directory, Redis];

/** Token of the connection that the queues are read over. */
const QueueRedis = Symbol('QueueRedis');

@Module({})
export class AppModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(QueueCatalog) private readonly catalog: QueueCatalog,
    @Inject(QueueRedis) private readonly queueRedis: Redis,
    @Inject(RedisSignIns) private readonly signIns: RedisSignIns,
  ) {}

  static forRoot({ settings, logger, log, instance }: AppOptions): DynamicModule {
    const degradations = new Degradations({ log: logger });
    log?.reportTo(degradations);
    return {
      module: AppModule,
      imports: [
        DirectoryModule.forRoot({ settings, log: logger, degradations }),
        ...(webEndpoint(settings).tls ? [certificatesModule({ settings, logger, degradations })] : []),
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
          useFactory: (...[catalog, registry, directory, redis]: WatchDependencies) =>
            new PipelineWatch({
              server: settings.server,
              catalog,
              registry,
              directory,
              redis,
              degradations,
              logger,
            }),
          inject: [QueueCatalog, ServiceRegistry, Directory, QueueRedis],
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

/** Only for HTTPS: who speaks plain HTTP needs no certificates, and no folder with them. */
function certificatesModule({
  settings,
  logger,
  degradations,
}: Pick<AppOptions, 'settings' | 'logger'> & { readonly degradations: Degradations }): DynamicModule {
  return CertificatesModule.forRootAsync({
    useFactory: (directory: Directory, volumes: Volumes) => ({
      folder: volumes.certificates(),
      fqdn: directory.organization.fqdnOf(settings),
    }),
    inject: [Directory, Volumes],
    log: logger,
    degradations,
  });
}
