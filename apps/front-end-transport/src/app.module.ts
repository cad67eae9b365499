import { AgentHost, AgentHostModule } from '@mailyard/agent-host';
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
        AgentHostModule.forRoot('FrontEnd'),
        HubsModule,
        OutboundProxyModule,
        ReceiveModule.forRoot({
          role: frontEnd,
          inject: [Hubs, OutboundProxy, OwnEndpoints, AgentHost],
          useFactory: (
            { link, watch }: Hubs,
            tunnels: OutboundProxy,
            ...[endpoints, agents]: [OwnEndpoints, AgentHost]
          ) => ({
            target: link,
            tunnels,
            agents,
            pressure: () => link.chooser.pressure,
            companions: [watch, endpoints],
          }),
        }),
      ],
    };
  }
}
