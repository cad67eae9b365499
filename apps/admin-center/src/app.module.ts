import { CertificatesModule } from '@mailyard/certificates/nest';
import { DirectoryModule } from '@mailyard/directory/nest';
import { OperationsModule } from '@mailyard/operations/nest';
import type { ServiceProcess } from '@mailyard/service';
import { SecretKeysModule, ServiceModule } from '@mailyard/service/nest';
import { AdministratorsModule, SignInModule } from '@mailyard/sign-in/nest';
import { InjectionModule } from '@mailyard/receive/nest';
import { failedSignInCounter, Metrics } from '@mailyard/telemetry';
import { LogsModule } from '@mailyard/telemetry/nest';
import { TrackingStoreModule } from '@mailyard/tracking-store/nest';
import { Module, type DynamicModule } from '@nestjs/common';

import { CmdletsController } from './api/cmdlets.controller.js';
import { DescriptionController } from './api/description/description.controller.js';
import { ExportsController } from './api/exports.controller.js';
import { ExportedMessageController } from './api/exported-message.controller.js';
import { ImportsController } from './api/imports.controller.js';
import { OperationStepsController } from './api/operation-steps.controller.js';
import { OperationsController } from './api/operations.controller.js';
import { ResourcesController } from './api/resources.controller.js';
import { RoutesController } from './api/routes.controller.js';
import { EventsController } from './events/events.controller.js';
import { HealthController } from './health/health.controller.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { SendController } from './send/send.controller.js';
import { SessionController } from './session/session.controller.js';

@Module({})
export class AppModule {
  /** `password` is that of the built-in account. */
  static forRoot(process: ServiceProcess, password: string): DynamicModule {
    const signIns = SignInModule.countedBy({
      imports: [MetricsModule],
      useFactory: (metrics: Metrics) => failedSignInCounter(metrics),
      inject: [Metrics],
    });
    // The hubs of an organization take mail of applications; an Edge has none.
    const sends = process.settings.serverRole !== 'Edge';
    return {
      module: AppModule,
      imports: [
        ServiceModule.forRoot(process),
        SecretKeysModule,
        DirectoryModule,
        OperationsModule,
        MetricsModule,
        TrackingStoreModule,
        signIns,
        AdministratorsModule.withBuiltIn({ imports: [signIns], password }),
        CertificatesModule,
        LogsModule,
        ...(sends ? [InjectionModule] : []),
      ],
      // Resources come last: their paths are any word.
      controllers: [
        HealthController,
        SessionController,
        CmdletsController,
        DescriptionController,
        EventsController,
        RoutesController,
        ExportedMessageController,
        ExportsController,
        OperationsController,
        OperationStepsController,
        ImportsController,
        ...(sends ? [SendController] : []),
        ResourcesController,
      ],
    };
  }
}
