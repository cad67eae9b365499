import { CertificatesModule, OrganizationCertificates } from '@mailyard/certificates';
import { DurabilityWatch, ServiceRegistry } from '@mailyard/service';
import { Directory, DirectoryModule } from '@mailyard/directory';
import { AnnouncedListeners, ConnectorListeners, InboundLoad, sessionHost } from '@mailyard/receive';
import {
  SessionMetrics,
  SessionProtocolLog,
  SmtpReceiveLog,
  TelemetryModule,
  type ProtocolLog,
} from '@mailyard/telemetry';
import { ServiceModule, version, type ServiceProcess } from '@mailyard/service';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';

import { hubListeners } from './hub-listeners.js';
import { HubTransport } from './hub-transport.js';
import { HubQueues, TransportModule } from '@mailyard/transport';

const service = 'hub-transport';
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
      ],
      providers: [...sessionProviders(options)],
    };
  }
}

function sessionProviders({ settings, logger, instance }: ServiceProcess): readonly Provider[] {
  return [
    {
      provide: ConnectorListeners,
      useFactory: (
        directory: Directory,
        queues: HubQueues,
        ...[certificates, receiveLog, counts]: [OrganizationCertificates, ProtocolLog, SessionMetrics]
      ) => {
        const protocolLog = new SessionProtocolLog(receiveLog);
        // Not shared with other hubs: the peers are servers, and a hub protects itself alone.
        const load = new InboundLoad(() => performance.now());
        const host = sessionHost({ certificates, counts, load, logger, protocolLog });
        return hubListeners({ settings, logger, directory, host, acceptance: queues.submission });
      },
      inject: [Directory, HubQueues, OrganizationCertificates, SmtpReceiveLog, SessionMetrics],
    },
    {
      provide: AnnouncedListeners,
      useFactory: (listeners: ConnectorListeners, registry: ServiceRegistry, durability: DurabilityWatch) =>
        new AnnouncedListeners({
          service: { service, id: instance, version, durability },
          settings,
          listeners,
          registry,
          log: logger,
        }),
      inject: [ConnectorListeners, ServiceRegistry, DurabilityWatch],
    },
    {
      provide: HubTransport,
      useFactory: (listeners: AnnouncedListeners, queues: HubQueues) =>
        new HubTransport({ listeners, queues }),
      inject: [AnnouncedListeners, HubQueues],
    },
  ];
}
