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
import { TransportService } from '@mailyard/transport';
import { TransportModule } from '@mailyard/transport/nest';
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
        ReceiveModule.forRoot({
          role: edge,
          inject: [TransportService, DurabilityWatch, AgentHost, Redis, Directory, SecretKeys],
          useFactory: (
            transport: TransportService,
            durability: DurabilityWatch,
            ...[agents, redis, directory, keys]: [AgentHost, Redis, Directory, SecretKeys]
          ) => ({
            target: transport.submission,
            agents,
            // Whom the organization has told of, once it has subscribed this Edge.
            recipients: new EdgeRecipientLookup({ directory, recipients: new EdgeRecipients(redis), keys }),
            companions: [transport],
            durability,
          }),
        }),
      ],
    };
  }
}
