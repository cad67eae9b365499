import { CertificatesModule } from '@mailyard/certificates';
import { DirectoryModule } from '@mailyard/directory';
import { hub, ReceiveModule } from '@mailyard/receive';
import { DurabilityWatch, ServiceModule, type ServiceProcess } from '@mailyard/service';
import { TelemetryModule } from '@mailyard/telemetry';
import { HubQueues, TransportModule } from '@mailyard/transport';
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
        CertificatesModule,
        TransportModule,
        ReceiveModule.forRoot({
          role: hub,
          inject: [HubQueues, DurabilityWatch],
          useFactory: (queues: HubQueues, durability: DurabilityWatch) => ({
            target: queues.submission,
            companions: [queues],
            durability,
          }),
        }),
      ],
    };
  }
}
