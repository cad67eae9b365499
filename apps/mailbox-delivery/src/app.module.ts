import { BackPressureModule } from '@mailyard/back-pressure';
import { CertificatesModule } from '@mailyard/certificates';
import { DirectoryModule } from '@mailyard/directory';
import { MailboxStore, MailboxStoreModule } from '@mailyard/mailbox-store';
import { mailboxDelivery, ReceiveModule } from '@mailyard/receive';
import { ServiceModule, type ServiceProcess } from '@mailyard/service';
import { TelemetryModule } from '@mailyard/telemetry';
import { FileMessageTracking, TrackingModule } from '@mailyard/tracking';
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
