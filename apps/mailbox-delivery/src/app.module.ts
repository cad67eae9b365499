import { BackPressureModule } from '@mailyard/back-pressure/nest';
import { CertificatesModule } from '@mailyard/certificates/nest';
import { DirectoryModule } from '@mailyard/directory/nest';
import { MailboxStore } from '@mailyard/mailbox-store';
import { MailboxStoreModule } from '@mailyard/mailbox-store/nest';
import { mailboxDelivery } from '@mailyard/receive';
import { ReceiveModule } from '@mailyard/receive/nest';
import { type ServiceProcess } from '@mailyard/service';
import { ServiceModule } from '@mailyard/service/nest';
import { TelemetryModule } from '@mailyard/telemetry/nest';
import { FileMessageTracking } from '@mailyard/tracking';
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
        BackPressureModule.forRoot({ 'UsedDiskSpace[mailboxes]': 'mailboxes' }),
        CertificatesModule,
        TrackingModule.forRoot('MSGTRKMD'),
        MailboxStoreModule,
        ReceiveModule.forRoot({
          role: mailboxDelivery,
          inject: [MailboxStore, FileMessageTracking],
          useFactory: (mailboxes: MailboxStore, tracking: FileMessageTracking) => ({
            target: { mailboxes, tracking },
          }),
        }),
      ],
    };
  }
}
