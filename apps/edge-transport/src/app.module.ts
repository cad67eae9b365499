import { AgentHost } from '@mailyard/agent-host';
import { AgentHostModule } from '@mailyard/agent-host/nest';
import { BackPressureModule } from '@mailyard/back-pressure/nest';
import { CertificatesModule } from '@mailyard/certificates/nest';
import { Directory } from '@mailyard/directory';
import { ConnectorSecretsModule, DirectoryModule } from '@mailyard/directory/nest';
import { EdgeRecipientLookup, EdgeRecipients } from '@mailyard/edge-sync';
import { edge } from '@mailyard/receive';
import { ReceiveModule } from '@mailyard/receive/nest';
import { DurabilityWatch, SecretKeys, type ServiceProcess } from '@mailyard/service';
import { ServiceModule } from '@mailyard/service/nest';
import { TelemetryModule } from '@mailyard/telemetry/nest';
import { TrackingModule } from '@mailyard/tracking/nest';
import { MessageFolders, TransportService } from '@mailyard/transport';
import { FoldersModule, TransportModule } from '@mailyard/transport/nest';
import { Module, type DynamicModule } from '@nestjs/common';
import { Redis } from 'ioredis';

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
          role: edge,
          inject: [
            TransportService,
            MessageFolders,
            DurabilityWatch,
            AgentHost,
            Redis,
            Directory,
            SecretKeys,
          ],
          useFactory: (
            transport: TransportService,
            folders: MessageFolders,
            ...[durability, agents, redis, directory, keys]: [
              DurabilityWatch,
              AgentHost,
              Redis,
              Directory,
              SecretKeys,
            ]
          ) => ({
            target: transport.submission,
            agents,
            // Whom the organization has told of, once it has subscribed this Edge.
            recipients: new EdgeRecipientLookup({ directory, recipients: new EdgeRecipients(redis), keys }),
            companions: [transport, folders],
            durability,
          }),
        }),
      ],
    };
  }
}
