import { BackPressureModule } from '@mailyard/back-pressure';
import { CertificatesModule } from '@mailyard/certificates';
import { DirectoryModule } from '@mailyard/directory';
import {
  frontEnd,
  Hubs,
  HubsModule,
  OutboundProxy,
  OutboundProxyModule,
  OwnEndpoints,
  ReceiveModule,
} from '@mailyard/receive';
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
        BackPressureModule.forRoot(),
        CertificatesModule,
        HubsModule,
        OutboundProxyModule,
        ReceiveModule.forRoot({
          role: frontEnd,
          inject: [Hubs, OutboundProxy, OwnEndpoints],
          useFactory: ({ link, watch }: Hubs, tunnels: OutboundProxy, endpoints: OwnEndpoints) => ({
            target: link,
            tunnels,
            pressure: () => link.chooser.pressure,
            companions: [watch, endpoints],
          }),
        }),
      ],
    };
  }
}
