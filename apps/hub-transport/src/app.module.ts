import { AgentHost, AgentHostModule } from '@mailyard/agent-host';
import { BackPressureModule } from '@mailyard/back-pressure';
import { CertificatesModule } from '@mailyard/certificates';
import { ConnectorSecretsModule, DirectoryModule } from '@mailyard/directory';
import { hub, ReceiveModule } from '@mailyard/receive';
import { DurabilityWatch, ServiceModule, type ServiceProcess } from '@mailyard/service';
import { TelemetryModule } from '@mailyard/telemetry';
import { TrackingModule } from '@mailyard/tracking';
import { TransportService, TransportModule } from '@mailyard/transport';
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
        BackPressureModule.forRoot({ 'UsedDiskSpace[content store]': 'queue' }),
        ConnectorSecretsModule,
        CertificatesModule,
        TrackingModule.forRoot('MSGTRK'),
        AgentHostModule.forRoot('Hub'),
        TransportModule,
        ReceiveModule.forRoot({
          role: hub,
          inject: [TransportService, DurabilityWatch, AgentHost],
          useFactory: (transport: TransportService, durability: DurabilityWatch, agents: AgentHost) => ({
            target: transport.submission,
            agents,
            companions: [transport],
            durability,
          }),
        }),
      ],
    };
  }
}
