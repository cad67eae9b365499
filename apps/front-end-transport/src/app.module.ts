import { AgentHost } from '@mailyard/agent-host';
import { AgentHostModule } from '@mailyard/agent-host/nest';
import { BackPressureModule } from '@mailyard/back-pressure/nest';
import { CertificatesModule } from '@mailyard/certificates/nest';
import { DirectoryModule } from '@mailyard/directory/nest';
import { frontEnd, OutboundProxy, OwnEndpoints } from '@mailyard/receive';
import { Hubs, HubsModule, OutboundProxyModule, ReceiveModule } from '@mailyard/receive/nest';
import { type ServiceProcess } from '@mailyard/service';
import { ServiceModule } from '@mailyard/service/nest';
import { TelemetryModule } from '@mailyard/telemetry/nest';
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
        HubsModule.forRoot({ service: 'front_end', of: 'organization' }),
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
