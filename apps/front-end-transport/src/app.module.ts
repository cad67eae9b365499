import { CertificatesModule } from '@mailyard/certificates';
import { DirectoryModule } from '@mailyard/directory';
import { frontEnd, Hubs, HubsModule, ReceiveModule } from '@mailyard/receive';
import { ServiceModule, type ServiceProcess } from '@mailyard/service';
import { TelemetryModule } from '@mailyard/telemetry';
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
        HubsModule,
        ReceiveModule.forRoot({
          role: frontEnd,
          inject: [Hubs],
          useFactory: ({ link, watch }: Hubs) => ({ target: link, companions: [watch] }),
        }),
      ],
    };
  }
}
