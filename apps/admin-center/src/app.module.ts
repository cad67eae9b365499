import { CertificatesModule } from '@mailyard/certificates/nest';
import { DirectoryModule } from '@mailyard/directory/nest';
import { OperationsModule } from '@mailyard/operations/nest';
import { type ServiceProcess, webEndpoint } from '@mailyard/service';
import { SecretKeysModule, ServiceModule } from '@mailyard/service/nest';
import { SignInModule } from '@mailyard/sign-in/nest';
import { failedSignInCounter, Metrics } from '@mailyard/telemetry';
import { TrackingStoreModule } from '@mailyard/tracking-store/nest';
import { Module, type DynamicModule } from '@nestjs/common';

import { CmdletsController } from './api/cmdlets.controller.js';
import { DescriptionController } from './api/description.controller.js';
import { OperationsController } from './api/operations.controller.js';
import { ResourcesController } from './api/resources.controller.js';
import { EventsController } from './events/events.controller.js';
import { HealthController } from './health/health.controller.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { OverviewController } from './overview/overview.controller.js';

@Module({})
export class AppModule {
  static forRoot(process: ServiceProcess): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ServiceModule.forRoot(process),
        SecretKeysModule,
        DirectoryModule,
        OperationsModule,
        MetricsModule,
        TrackingStoreModule,
        SignInModule.countedBy({
          imports: [MetricsModule],
          useFactory: (metrics: Metrics) => failedSignInCounter(metrics),
          inject: [Metrics],
        }),
        // Who speaks plain HTTP needs no certificates, and no folder with them.
        ...(webEndpoint(process.settings).tls ? [CertificatesModule] : []),
      ],
      // Resources come last: their paths are any word.
      controllers: [
        OverviewController,
        HealthController,
        CmdletsController,
        DescriptionController,
        EventsController,
        OperationsController,
        ResourcesController,
      ],
    };
  }
}
