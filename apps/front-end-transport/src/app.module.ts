import { CertificatesModule, OrganizationCertificates } from '@mailyard/certificates';
import { ServiceRegistry, type Settings } from '@mailyard/service';
import { Directory, DirectoryModule } from '@mailyard/directory';
import { RedisSignIns } from '@mailyard/sign-in';
import {
  AnnouncedListeners,
  ConnectorListeners,
  FileKeytab,
  HubRoute,
  InboundLoad,
  RedisLoadExchange,
  sessionHost,
  type Hub,
  type SessionHost,
  type TransactionRoute,
} from '@mailyard/receive';
import { HopPool } from '@mailyard/smtp';
import {
  failedSignInCounter,
  intraOrganizationLog,
  Metrics,
  SessionMetrics,
  SessionProtocolLog,
  SmtpReceiveLog,
  SmtpSendLog,
  TelemetryModule,
  type ProtocolLog,
} from '@mailyard/telemetry';
import { ServiceModule, version, type Logger, type ServiceProcess } from '@mailyard/service';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Redis } from 'ioredis';

import { frontEndListeners } from './front-end-listeners.js';
import { FrontEndTransport, type FrontEndTransportOptions } from './front-end-transport.js';
import { CountedRoute } from './hubs/counted-route.js';
import { hubConnections } from './hubs/hub-connections.js';
import { HubTroubles } from './hubs/hub-troubles.js';
import { HubWatch } from './hubs/hub-watch.js';

const service = 'front-end-transport';
/** Tokens of the way to the hubs, and of what all sessions share. */
const Route = Symbol('TransactionRoute');
const Host = Symbol('SessionHost');
/** What all replicas count together, and how they tell each other. */
const SharedLimits = Symbol('SharedLimits');

interface SharedLimits
  extends Pick<SessionHost, 'load' | 'signIns'>, Pick<FrontEndTransportOptions, 'exchanges'> {}

@Module({})
export class AppModule {
  static forRoot(options: ServiceProcess): DynamicModule {
    return {
      module: AppModule,
      imports: [ServiceModule.forRoot(options), TelemetryModule, DirectoryModule, CertificatesModule],
      providers: [...hubProviders(options), ...limitProviders(options), ...sessionProviders(options)],
    };
  }
}

/** From here to the hubs. */
function hubProviders({ settings, logger }: ServiceProcess): readonly Provider[] {
  return [
    {
      provide: HopPool,
      useFactory: (certificates: OrganizationCertificates, directory: Directory, sendLog: ProtocolLog) =>
        hubConnections({
          certificates,
          fqdn: () => directory.organization.fqdnOf(settings),
          log: intraOrganizationLog(
            sendLog,
            () =>
              directory.organization.server(settings.server)
                ?.FrontendIntraOrgConnectorProtocolLoggingLevel !== 'None',
          ),
        }),
      inject: [OrganizationCertificates, Directory, SmtpSendLog],
    },
    {
      provide: HubWatch,
      useFactory: (registry: ServiceRegistry, directory: Directory, pool: HopPool) =>
        new HubWatch({ registry, directory, pool, logger }),
      inject: [ServiceRegistry, Directory, HopPool],
    },
    {
      provide: Route,
      useFactory: (pool: HopPool, { chooser }: HubWatch, metrics: Metrics) => {
        const troubles = new HubTroubles({ logger, metrics });
        const report = (error: unknown, hub: Hub) => troubles.tell(error, hub);
        return new CountedRoute(new HubRoute({ pool, chooser, report }), metrics);
      },
      inject: [HopPool, HubWatch, Metrics],
    },
  ];
}

/** What the replicas of a server allow together. */
function limitProviders({ settings, logger, instance }: ServiceProcess): readonly Provider[] {
  const { server } = settings;
  return [
    { provide: InboundLoad, useFactory: () => new InboundLoad(() => performance.now()) },
    {
      provide: RedisLoadExchange,
      useFactory: (load: InboundLoad, redis: Redis) =>
        new RedisLoadExchange({ load, redis, service, server, instance, log: logger }),
      inject: [InboundLoad, Redis],
    },
    {
      provide: RedisSignIns,
      useFactory: (redis: Redis, metrics: Metrics) => {
        const count = failedSignInCounter(metrics);
        return new RedisSignIns({ redis, service, server, instance, log: logger, count });
      },
      inject: [Redis, Metrics],
    },
    {
      provide: SharedLimits,
      useFactory: (load: InboundLoad, loadExchange: RedisLoadExchange, signIns: RedisSignIns) =>
        ({ load, signIns: signIns.signIns, exchanges: [loadExchange, signIns] }) satisfies SharedLimits,
      inject: [InboundLoad, RedisLoadExchange, RedisSignIns],
    },
  ];
}

/** From clients to here. */
function sessionProviders({ settings, logger, instance }: ServiceProcess): readonly Provider[] {
  return [
    {
      provide: Host,
      useFactory: async (
        certificates: OrganizationCertificates,
        receiveLog: ProtocolLog,
        ...[{ load, signIns }, counts]: [SharedLimits, SessionMetrics]
      ) => {
        const kerberos = await kerberosOf(settings, logger);
        const protocolLog = new SessionProtocolLog(receiveLog);
        return sessionHost({ certificates, kerberos, signIns, counts, load, logger, protocolLog });
      },
      inject: [OrganizationCertificates, SmtpReceiveLog, SharedLimits, SessionMetrics],
    },
    {
      provide: ConnectorListeners,
      useFactory: (directory: Directory, host: SessionHost, route: TransactionRoute) =>
        frontEndListeners({ settings, logger, directory, host, route }),
      inject: [Directory, Host, Route],
    },
    {
      provide: AnnouncedListeners,
      useFactory: (listeners: ConnectorListeners, registry: ServiceRegistry) =>
        new AnnouncedListeners({
          service: { service, id: instance, version },
          settings,
          listeners,
          registry,
          log: logger,
        }),
      inject: [ConnectorListeners, ServiceRegistry],
    },
    {
      provide: FrontEndTransport,
      useFactory: (listeners: AnnouncedListeners, hubs: HubWatch, { exchanges }: SharedLimits) =>
        new FrontEndTransport({ listeners, hubs, exchanges }),
      inject: [AnnouncedListeners, HubWatch, SharedLimits],
    },
  ];
}

/** Without a keytab that can be used the service runs, and the connectors say that Integrated is not offered. */
async function kerberosOf({ kerberosKeytab }: Settings, logger: Logger) {
  if (kerberosKeytab === undefined) return undefined;
  const keytab = new FileKeytab(kerberosKeytab, logger);
  await keytab.follow();
  return keytab;
}
