import { AgentHost } from '@mailyard/agent-host';
import { OrganizationCertificates } from '@mailyard/certificates';
import {
  ConnectorLogins,
  ForeignAgent,
  FrontEnds,
  InstalledDeliveryAgent,
  MailboxAgent,
  organizationConnections,
  redisConnectorLogins,
  redisHostPolicies,
  ServerAgent,
  type TlsAtHostOptions,
} from '@mailyard/delivery';
import { ConnectorSecrets, Directory } from '@mailyard/directory';
import { DnsResolvers } from '@mailyard/dns';
import { hubOf } from '@mailyard/receive';
import { SecretKeys, ServiceProcess, ServiceRegistry } from '@mailyard/service';
import type { HopPool, TellHop } from '@mailyard/smtp';
import {
  ConnectivityLog,
  intraOrganizationConnector,
  Metrics,
  sendLog,
  type ProtocolLog,
} from '@mailyard/telemetry';
import { SmtpSendLog } from '@mailyard/telemetry/nest';
import { Module } from '@nestjs/common';
import { Redis } from 'ioredis';

import { relayToServers, type MakeAgents, type NextHopNews } from './delivery-table.js';
import { outboundLimits } from './outbound/outbound-limits.js';
import { outboundMetrics } from './outbound/outbound-metrics.js';
import { smtpAgent } from './outbound/smtp-agent.js';

/** Token of a MakeAgents. */
export const Agents = Symbol('Agents');

const hostsIntervalMs = 1_000;

/** Provides the delivery agents of a hub, as a function of whoever wants to hear of their next hops. */
@Module({
  providers: [
    {
      provide: ConnectorLogins,
      useFactory: logins,
      inject: [ServiceProcess, Redis, ConnectorSecrets, SecretKeys],
    },
    {
      provide: Agents,
      useFactory: agents,
      inject: [
        ServiceProcess,
        Directory,
        OrganizationCertificates,
        SmtpSendLog,
        ConnectivityLog,
        ServiceRegistry,
        ConnectorLogins,
        Redis,
        Metrics,
        AgentHost,
        ConnectorSecrets,
      ],
    },
  ],
  exports: [Agents],
})
export class AgentsModule {}

function agents(
  process: ServiceProcess,
  directory: Directory,
  ...[certificates, protocolLog, connectivityLog, registry, logins, redis, metrics, agentHost, secrets]: [
    OrganizationCertificates,
    ProtocolLog,
    ConnectivityLog,
    ServiceRegistry,
    ConnectorLogins,
    Redis,
    Metrics,
    AgentHost,
    ConnectorSecrets,
  ]
): MakeAgents {
  const { settings } = process;
  const resolvers = new DnsResolvers();
  const onOutcome = outboundMetrics(metrics);
  const pool = connectionsBy({ process, directory, certificates, protocolLog, connectivityLog });
  return (news) => {
    const limits = outboundLimits({
      process,
      redis,
      metrics,
      organization: () => directory.organization,
      onShortage: (shortage) => {
        news.connectionsShort();
        smtp.giveBackIdle(shortage);
      },
    });
    const smtp = smtpAgent({
      settings,
      directory,
      resolvers,
      protocolLog,
      connectivityLog,
      onOutcome,
      logins,
      certificates,
      frontEnds: frontEnds({ process, directory, registry }),
      tls: hostTls({ process, directory, certificates, redis }),
      limits,
      onReached: (nextHop) => news.answers(nextHop),
    });
    if (settings.serverRole === 'Edge') return { smtp };
    const mailbox = mailboxAgent({ process, registry, pool: pool('LMTP'), news });
    const server = serverAgent({ process, directory, registry, pool: pool('SMTP'), news });
    const installed = new InstalledDeliveryAgent({
      host: agentHost,
      organization: () => directory.organization,
      password: (connector) => secrets.agentPassword(connector),
      limits,
      onConnection: (event) => connectivityLog.write(event),
      onOutcome: (connector, outcome) => onOutcome({ connector, name: connector.DeliveryProtocol }, outcome),
      onReached: (nextHop) => news.answers(nextHop),
    });
    const foreign = foreignAgent(process, directory);
    return { smtp, inside: { mailbox, server, installed, foreign } };
  };
}

function foreignAgent({ settings }: ServiceProcess, directory: Directory): ForeignAgent {
  const { server, dataDir } = settings;
  return new ForeignAgent({ organization: () => directory.organization, server, dataDir });
}

function frontEnds(parts: {
  readonly process: ServiceProcess;
  readonly directory: Directory;
  readonly registry: ServiceRegistry;
}): FrontEnds {
  const { process, directory, registry } = parts;
  return new FrontEnds({
    live: () => registry.live({ service: 'front-end-transport', state: 'Active' }),
    organization: () => directory.organization,
    server: process.settings.server,
    onFault: (error) => process.logger.debug({ error }, 'the list of Front Ends is old'),
  });
}

function hostTls(parts: {
  readonly process: ServiceProcess;
  readonly directory: Directory;
  readonly certificates: OrganizationCertificates;
  readonly redis: Redis;
}): Omit<TlsAtHostOptions, 'resolver'> {
  const { process, directory, certificates, redis } = parts;
  const { logger, settings } = process;
  return {
    policies: redisHostPolicies(redis, (domain, problem) =>
      logger.warn({ domain }, `an MTA-STS policy: ${String(problem)}`),
    ),
    ours: ({ Fqdn }) => ({
      certificates,
      fqdn: Fqdn ?? directory.organization.fqdnOf(settings),
      secureDomains: directory.organization.transport.TLSSendDomainSecureList,
    }),
    publicAuthorities: () => certificates.publicAuthorities,
    onTested: ({ standard, of }, problem) =>
      logger.info(`the ${standard} policy of ${of}, which is being tested, would keep mail back: ${problem}`),
  };
}

function logins(
  { logger }: ServiceProcess,
  redis: Redis,
  ...[secrets, keys]: [ConnectorSecrets, SecretKeys]
): ConnectorLogins {
  const onProblem = (problem: unknown) => logger.warn(`an OAuth token: ${String(problem)}`);
  return redisConnectorLogins({ redis, secrets, keys, onProblem });
}

function mailboxAgent(parts: {
  readonly process: ServiceProcess;
  readonly registry: ServiceRegistry;
  readonly pool: HopPool;
  readonly news: NextHopNews;
}): MailboxAgent {
  const { process, registry, pool, news } = parts;
  const { server } = process.settings;
  return new MailboxAgent({
    pool,
    live: () => registry.live({ service: 'mailbox-delivery', server, state: 'Active' }),
    freshMs: hostsIntervalMs,
    onFault: (error) => process.logger.debug({ error }, 'the list of Mailbox Delivery hosts is old'),
    onReturn: () => news.returned('SmtpDeliveryToMailbox'),
  });
}

function serverAgent(parts: {
  readonly process: ServiceProcess;
  readonly directory: Directory;
  readonly registry: ServiceRegistry;
  readonly pool: HopPool;
  readonly news: NextHopNews;
}): ServerAgent {
  const { process, directory, registry, pool, news } = parts;
  return new ServerAgent({
    pool,
    server: process.settings.server,
    organization: () => directory.organization,
    live: () => registry.live({ service: 'hub-transport', state: 'Active' }),
    endpointOf: (instance) => hubOf(instance, directory.organization)?.inbound,
    freshMs: hostsIntervalMs,
    onFault: (error) => process.logger.debug({ error }, 'the list of hubs of other servers is old'),
    onReturn: () => {
      for (const deliveryType of relayToServers) news.returned(deliveryType);
    },
  });
}

function connectionsBy(parts: {
  readonly process: ServiceProcess;
  readonly directory: Directory;
  readonly certificates: OrganizationCertificates;
  readonly protocolLog: ProtocolLog;
  readonly connectivityLog: ConnectivityLog;
}): (protocol: 'LMTP' | 'SMTP') => HopPool {
  const { process, directory, certificates, protocolLog, connectivityLog } = parts;
  const { settings } = process;
  const server = () => directory.organization.server(settings.server);
  const verbose = () => server()?.IntraOrgConnectorProtocolLoggingLevel === 'Verbose';
  const fqdn = () => directory.organization.fqdnOf(settings);
  const log = sendLog(protocolLog, { name: intraOrganizationConnector, verbose });
  return (protocol) => {
    const destination = protocol === 'LMTP' ? 'Mailbox Delivery' : 'Hub Transport';
    const onConnection: TellHop = (event) => connectivityLog.write({ ...event, destination });
    return organizationConnections({ certificates, protocol, fqdn, log, onConnection });
  };
}
