import { BackPressureModule } from '@mailyard/back-pressure/nest';
import { CertificatesModule } from '@mailyard/certificates/nest';
import { DirectoryModule } from '@mailyard/directory/nest';
import { MailboxSubmissionModule } from '@mailyard/outbox/nest';
import { HubsModule } from '@mailyard/receive/nest';
import { type ServiceProcess } from '@mailyard/service';
import { ServiceModule } from '@mailyard/service/nest';
import { TelemetryModule } from '@mailyard/telemetry/nest';
import { TrackingModule } from '@mailyard/tracking/nest';
import { Module, type DynamicModule } from '@nestjs/common';

@Module({})
export class AppModule {
  static forRoot(options: ServiceProcess): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ServiceModule.forRoot(options),
        TelemetryModule,
        DirectoryModule,
        BackPressureModule.forRoot(),
        CertificatesModule,
        TrackingModule.forRoot('MSGTRKMS'),
        HubsModule.forRoot({ service: 'mailbox_submission', of: 'own-server' }),
        MailboxSubmissionModule,
      ],
    };
  }
}
