import { CertificatesModule, OrganizationCertificates } from '@mailyard/certificates';
import { Degradations, DurabilityWatch, ServiceRegistry, Volumes } from '@mailyard/service';
import { Directory, DirectoryModule } from '@mailyard/directory';
import { FileContentStore, MemoryAllowance, QueueDatabase, queueRedis } from '@mailyard/queue';
import { AnnouncedListeners, ConnectorListeners, InboundLoad, sessionHost } from '@mailyard/receive';
import {
  intraOrganizationLog,
  Metrics,
  SessionMetrics,
  SessionProtocolLog,
  SmtpReceiveLog,
  SmtpSendLog,
  TelemetryModule,
  type ProtocolLog,
} from '@mailyard/telemetry';
import { ServiceModule, version, type ServiceProcess } from '@mailyard/service';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Redis } from 'ioredis';

import { tellRefusal, watchDurability } from './durability.js';
import { hubListeners } from './hub-listeners.js';
import { HubTransport } from './hub-transport.js';
import { HubQueues, type HubQueuesOptions } from '@mailyard/transport';
import { mailboxDeliveryConnections } from '@mailyard/delivery';
import { TransportMetrics } from '@mailyard/transport';

const service = 'hub-transport';
const Stores = Symbol('ContentStores');

/** Above it content is kept in files. */
const thresholdBytes = 256 * 1024;
/** For the arriving content of all sessions together. */
const arrivingBytesMax = 64 * 1024 * 1024;

@Module({})
export class AppModule {
  static forRoot(options: ServiceProcess): DynamicModule {
    return {
      module: AppModule,
      imports: [ServiceModule.forRoot(options), TelemetryModule, DirectoryModule, CertificatesModule],
      providers: [...storeProviders(options), queuesProvider(options), ...sessionProviders(options)],
    };
  }
}

/** Where mail is kept. Durability comes first: without it nothing else is opened. */
function storeProviders({ settings, logger }: ServiceProcess): readonly Provider[] {
  return [
    {
      provide: DurabilityWatch,
      useFactory: (redis: Redis, degradations: Degradations, metrics: Metrics) =>
        watchDurability(redis, { settings, degradations, metrics, log: logger }),
      inject: [Redis, Degradations, Metrics],
    },
    {
      provide: QueueDatabase,
      useFactory: (durability: DurabilityWatch, degradations: Degradations) => {
        const redis = queueRedis(settings.redisUrl);
        return QueueDatabase.open({
          redis,
          server: settings.server,
          onConnected: () => durability.check(redis),
          onRefusal: (reason) => tellRefusal(degradations, reason),
          onFault: (error) => logger.error({ error }, 'fault of the queue database'),
        });
      },
      inject: [DurabilityWatch, Degradations],
    },
    {
      provide: Stores,
      useFactory: async (volumes: Volumes) => {
        const folder = volumes.contentStore();
        return {
          large: await FileContentStore.open(folder.path, folder),
          thresholdBytes,
          memory: new MemoryAllowance(arrivingBytesMax),
        };
      },
      inject: [Volumes],
    },
  ];
}

function queuesProvider({ settings, logger }: ServiceProcess): Provider {
  return {
    provide: HubQueues,
    useFactory: (...given: QueuesDependencies) => {
      const [
        directory,
        registry,
        database,
        durability,
        stores,
        certificates,
        sendLog,
        metrics,
        degradations,
      ] = given;
      const fqdn = (): string => queues.fqdn();
      const log = intraOrganizationLog(
        sendLog,
        () =>
          directory.organization.server(settings.server)?.IntraOrgConnectorProtocolLoggingLevel === 'Verbose',
      );
      const queues: HubQueues = new HubQueues({
        settings,
        logger,
        directory,
        registry,
        database,
        durability,
        stores,
        pool: mailboxDeliveryConnections({ certificates, fqdn, log }),
        metrics: new TransportMetrics(metrics),
        degradations,
      });
      return queues;
    },
    inject: [
      Directory,
      ServiceRegistry,
      QueueDatabase,
      DurabilityWatch,
      Stores,
      OrganizationCertificates,
      SmtpSendLog,
      Metrics,
      Degradations,
    ],
  };
}

type QueuesDependencies = [
  Directory,
  ServiceRegistry,
  QueueDatabase,
  DurabilityWatch,
  HubQueuesOptions['stores'],
  OrganizationCertificates,
  ProtocolLog,
  Metrics,
  Degradations,
];

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
