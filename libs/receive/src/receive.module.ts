import { noActions, ResourceMonitor, together } from '@mailyard/back-pressure';
import { OrganizationCertificates } from '@mailyard/certificates';
import { Directory } from '@mailyard/directory';
import {
  ComponentWatch,
  Logger,
  ServiceProcess,
  ServiceRegistry,
  Settings,
  version,
  type ServiceInstance,
} from '@mailyard/service';
import { RedisSignIns } from '@mailyard/sign-in';
import type { Session } from '@mailyard/smtp';
import {
  failedSignInCounter,
  Metrics,
  SessionLines,
  SessionMetrics,
  type ProtocolLog,
} from '@mailyard/telemetry';
import { SmtpReceiveLog } from '@mailyard/telemetry/nest';
import { Module, type DynamicModule, type FactoryProvider, type Provider } from '@nestjs/common';
import { Redis } from 'ioredis';

import { FileKeytab } from './kerberos/keytab/file-keytab.js';
import { InboundLoad } from './limits/inbound-load.js';
import { RedisLoadExchange } from './limits/redis-load-exchange.js';
import { ConnectorListeners } from './listening/connector-listeners.js';
import { ReceiveService, type Companion } from './listening/receive-service.js';
import { trustedPeers } from './listening/trusted-peers.js';
import type { Role } from './roles/role.js';
import type { Tunnels } from './session/connector-session.js';
import { ReceiveSession } from './session/receive-session.js';
import { sessionServices, type SessionServices } from './session/session-services.js';

/** What is behind a service's sessions. */
export interface Backend<Target> {
  /** Takes the mail. */
  readonly target: Target;
  /** Connects hubs to hosts outside. */
  readonly tunnels?: Tunnels;
  readonly companions?: readonly Companion[];
  /** Where agents of others are asked about sessions. */
  readonly agents?: SessionServices['agents'];
  /** Where recipients are looked up that the directory does not have. */
  readonly recipients?: SessionServices['recipients'];
  /** What is behind the service may be short of resources, too. */
  readonly pressure?: SessionServices['pressure'];
  /** Of a service that keeps mail: what its Redis promises. */
  readonly durability?: NonNullable<ServiceInstance['durability']>;
}

export interface ReceiveModuleOptions<Target> {
  readonly role: Role<Target>;
  /** Makes what takes the mail, of what the global modules provide. */
  readonly useFactory: FactoryProvider<Backend<Target>>['useFactory'];
  readonly inject?: FactoryProvider['inject'];
  readonly imports?: DynamicModule['imports'];
}

/** How sessions and logins are counted. */
interface Counting extends Pick<SessionServices, 'load' | 'signIns'> {
  /** With other replicas. */
  readonly exchanges: readonly Companion[];
}

const backend = Symbol('Backend');
const counting = Symbol('Counting');
const services = Symbol('SessionServices');

/** Provides ConnectorListeners: the service listens, announces itself, and stops in order. */
@Module({})
export class ReceiveModule {
  static forRoot<Target>(options: ReceiveModuleOptions<Target>): DynamicModule {
    const { useFactory, inject = [], imports = [] } = options;
    return {
      module: ReceiveModule,
      imports,
      providers: [
        { provide: backend, useFactory, inject },
        countingProvider(options),
        servicesProvider(options),
        listenersProvider(options),
        {
          provide: ReceiveService,
          useFactory: receiveService,
          inject: [ServiceProcess, ServiceRegistry, ConnectorListeners, counting, backend, ComponentWatch],
        },
      ],
      exports: [ConnectorListeners],
    };
  }
}

function countingProvider<Target>({ role }: ReceiveModuleOptions<Target>): Provider {
  return {
    provide: counting,
    useFactory: (process: ServiceProcess, redis: Redis, metrics: Metrics): Counting => {
      const load = new InboundLoad(() => performance.now());
      // Servers are not counted against each other, and each process protects itself alone.
      if (!role.servesClients) return { load, exchanges: [] };
      const { service, instance, settings, logger: log } = process;
      const replica = { redis, service, server: settings.server, instance, log };
      const signIns = new RedisSignIns({ ...replica, count: failedSignInCounter(metrics) });
      return {
        load,
        signIns: signIns.signIns,
        exchanges: [new RedisLoadExchange({ ...replica, load }), signIns],
      };
    },
    inject: [ServiceProcess, Redis, Metrics],
  };
}

function servicesProvider<Target>({ role }: ReceiveModuleOptions<Target>): Provider {
  return {
    provide: services,
    useFactory: async (
      certificates: OrganizationCertificates,
      ...[
        receiveLog,
        counts,
        logger,
        settings,
        counted,
        monitor,
        { pressure: behind, agents, recipients },
        component,
      ]: [
        ProtocolLog,
        SessionMetrics,
        Logger,
        Settings,
        Counting,
        ResourceMonitor,
        Backend<Target>,
        ComponentWatch,
      ]
    ) => {
      const kerberos = role.servesClients ? await keytabOf(settings, logger) : undefined;
      const protocolLog = (session: Session): SessionLines => new SessionLines(receiveLog, session);
      const pressure = pressureOf(monitor, behind);
      const active = (): boolean => component.state === 'Active';
      const given = { ...counted, certificates, kerberos, agents, recipients, counts, pressure, active };
      return sessionServices({ ...given, logger, protocolLog });
    },
    inject: [
      OrganizationCertificates,
      SmtpReceiveLog,
      SessionMetrics,
      Logger,
      Settings,
      counting,
      ResourceMonitor,
      backend,
      ComponentWatch,
    ],
  };
}

/** Of this process, and of those behind it. */
function pressureOf(
  monitor: ResourceMonitor,
  behind: SessionServices['pressure'] = () => noActions,
): SessionServices['pressure'] {
  return () => {
    const { actions: own } = monitor;
    const others = behind();
    if (others.refuses === 'nobody' && others.tarpitMs === 0) return own;
    return together([own, { pausesResubmission: false, ...others }]);
  };
}

/** Without a keytab that can be used the service runs, and the connectors say that Integrated is not offered. */
async function keytabOf({ kerberosKeytab }: Settings, logger: Logger): Promise<FileKeytab | undefined> {
  if (kerberosKeytab === undefined) return undefined;
  const keytab = new FileKeytab(kerberosKeytab, logger);
  await keytab.follow();
  return keytab;
}

function listenersProvider<Target>({ role }: ReceiveModuleOptions<Target>): Provider {
  return {
    provide: ConnectorListeners,
    useFactory: (
      { target, tunnels }: Backend<Target>,
      ...[directory, settings, log, shared]: [Directory, Settings, Logger, SessionServices]
    ) => {
      const organization = () => directory.organization;
      const sink = role.sink(target);
      const trusts = trustedPeers({
        server: () => organization().server(settings.server),
        portOffset: settings.portOffset,
      });
      return new ConnectorListeners({
        protocol: role.protocol,
        directory,
        settings,
        log,
        connectors: (of) => role.connectors(of, settings.server),
        warnings: (connectors) =>
          role.warnings(connectors, {
            organization: organization(),
            certificates: shared.certificates,
            kerberos: shared.kerberos?.acceptor !== undefined,
          }),
        ...(role.servesClients ? { trusts } : {}),
        sessionAt: (connector) =>
          new ReceiveSession({ role, sink, tunnels, connector, organization, services: shared }),
      });
    },
    inject: [backend, Directory, Settings, Logger, services],
  };
}

function receiveService(
  { service, instance, settings, logger }: ServiceProcess,
  registry: ServiceRegistry,
  ...[listeners, { exchanges }, { companions = [], durability }, component]: [
    ConnectorListeners,
    Counting,
    Backend<unknown>,
    ComponentWatch,
  ]
): ReceiveService {
  return new ReceiveService({
    service: { service, id: instance, version, ...(durability === undefined ? {} : { durability }) },
    settings,
    listeners,
    registry,
    component,
    log: logger,
    companions: [...companions, ...exchanges],
  });
}
