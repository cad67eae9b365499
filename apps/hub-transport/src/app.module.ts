import { AgentHost } from '@mailyard/agent-host';
import { AgentHostModule } from '@mailyard/agent-host/nest';
import { BackPressureModule } from '@mailyard/back-pressure/nest';
import { CertificatesModule } from '@mailyard/certificates/nest';
import { ConnectorSecretsModule, DirectoryModule } from '@mailyard/directory/nest';
import { hub } from '@mailyard/receive';
import { ReceiveModule } from '@mailyard/receive/nest';
import { DurabilityWatch, type ServiceProcess } from '@mailyard/service';
import { ServiceModule } from '@mailyard/service/nest';
import { TelemetryModule } from '@mailyard/telemetry/nest';
import { TrackingModule } from '@mailyard/tracking/nest';
import { MessageFolders, TransportService } from '@mailyard/transport';
import { FoldersModule, TransportModule } from '@mailyard/transport/nest';
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
        FoldersModule,
        ReceiveModule.forRoot({
          role: hub,
          inject: [TransportService, MessageFolders, DurabilityWatch, AgentHost],
          useFactory: (
            transport: TransportService,
            folders: MessageFolders,
            ...[durability, agents]: [DurabilityWatch, AgentHost]
          ) => ({
            target: transport.submission,
            agents,
            companions: [transport, folders],
            durability,
          }),
        }),
      ],
    };
  }
}
