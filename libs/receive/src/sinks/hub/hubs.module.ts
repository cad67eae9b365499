import { OrganizationCertificates } from '@mailyard/certificates';
import { Directory } from '@mailyard/directory';
import { Logger, MemoryAllowance, ServiceRegistry, Settings } from '@mailyard/service';
import { HopConnection, HopPool } from '@mailyard/smtp';
import {
  ConnectivityLog,
  intraOrganizationConnector,
  Metrics,
  sendLog,
  type ProtocolLog,
} from '@mailyard/telemetry';
import { SmtpSendLog } from '@mailyard/telemetry/nest';
import { Global, Module, type DynamicModule } from '@nestjs/common';

import type { HubLink } from './hub-link.js';
import { HubTroubles } from './hub-troubles.js';
import { HubWatch } from './hub-watch.js';

// Well below the ConnectionInactivityTimeout of a hub's connectors (5 minutes).
const maxIdleMs = 60_000;
const connectTimeoutMs = 3_000;
const replyTimeoutMs = 60_000;
// A host that took so many and is slow is not helped by more.
const maxPerHost = 2_000;
/** Content of small messages that a process keeps until their end: some three thousand of 5 KB. */
const keptBytesMax = 16_777_216;

/** The way to the hubs that are alive. */
export class Hubs {
  constructor(
    readonly link: HubLink,
    /** Keeps the list of hubs fresh. */
    readonly watch: HubWatch,
  ) {}
}

export interface HubsOptions {
  /** In the names of its metrics: `mailyard_front_end_transactions_total`. */
  readonly service: 'front_end' | 'mailbox_submission' | 'http_submission';
  /** Which hubs; `own-server`: those of this server alone. */
  readonly of: 'organization' | 'own-server';
}

/** Provides Hubs, for a service that hands transactions over to them. */
@Global()
@Module({})
export class HubsModule {
  static forRoot(options: HubsOptions): DynamicModule {
    return {
      module: HubsModule,
      providers: [
        {
          provide: HopPool,
          useFactory: hubConnections,
          inject: [Settings, OrganizationCertificates, Directory, SmtpSendLog, ConnectivityLog],
        },
        {
          provide: HubWatch,
          useFactory: (
            registry: ServiceRegistry,
            directory: Directory,
            ...[pool, settings, logger]: [HopPool, Settings, Logger]
          ) => {
            const server = options.of === 'own-server' ? settings.server : undefined;
            return new HubWatch({ registry, server, directory, pool, logger });
          },
          inject: [ServiceRegistry, Directory, HopPool, Settings, Logger],
        },
        {
          provide: Hubs,
          useFactory: (pool: HopPool, watch: HubWatch, ...[metrics, logger]: [Metrics, Logger]) =>
            new Hubs(
              {
                pool,
                chooser: watch.chooser,
                memory: new MemoryAllowance(keptBytesMax),
                ...reports(options.service, metrics, logger),
              },
              watch,
            ),
          inject: [HopPool, HubWatch, Metrics, Logger],
        },
      ],
      exports: [Hubs],
    };
  }
}

/** Pooled connections to hubs: TLS with certificates of the organization on both sides. */
function hubConnections(
  settings: Settings,
  certificates: OrganizationCertificates,
  ...[directory, files, connectivity]: [Directory, ProtocolLog, ConnectivityLog]
): HopPool {
  const server = () => directory.organization.server(settings.server);
  const verbose = () => server()?.FrontendIntraOrgConnectorProtocolLoggingLevel !== 'None';
  const log = sendLog(files, { name: intraOrganizationConnector, verbose });
  return new HopPool({
    maxIdleMs,
    maxPerHost,
    onConnection: (event) => connectivity.write({ ...event, destination: 'internalproxy' }),
    connect: ({ address, port }) =>
      HopConnection.connect({
        host: address,
        port,
        protocol: 'SMTP',
        // The hub writes it into Received.
        helo: directory.organization.fqdnOf(settings),
        tls: { context: certificates.internalClient, command: 'X-ANONYMOUSTLS' },
        connectTimeoutMs,
        replyTimeoutMs,
        log,
      }),
  });
}

function reports(
  service: HubsOptions['service'],
  ...[metrics, logger]: [Metrics, Logger]
): Pick<HubLink, 'report' | 'count'> {
  const transactions = metrics.counter(`mailyard_${service}_transactions_total`, {
    help: 'Transactions whose content began: accepted (2yz), delayed (4yz), refused (5yz), aborted (by the client).',
    labels: ['outcome'],
  });
  const failures = metrics.counter(`mailyard_${service}_hub_failures_total`, {
    help: 'Transactions that a hub refused, lost, or could not be reached for.',
  });
  const troubles = new HubTroubles({ logger, count: () => failures.inc() });
  return {
    report: (problem, hub) => troubles.tell(problem, hub),
    count: (outcome) => transactions.inc({ outcome }),
  };
}
