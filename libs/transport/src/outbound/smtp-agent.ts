import type { OrganizationCertificates } from '@mailyard/certificates';
import {
  DestinationHosts,
  directDial,
  HostOpener,
  outboundDestination,
  ProxiedDial,
  reachHosts,
  SmtpAgent,
  tlsAtHost,
  type Companion,
  type ConnectorLogins,
  type DeliveryOutcome,
  type Destination,
  type FrontEnds,
  type HostOpenerOptions,
  type OutboundDestination,
  type OutboundLimits,
  type TlsAtHostOptions,
} from '@mailyard/delivery';
import type { Directory, SendConnector } from '@mailyard/directory';
import type { DnsResolvers } from '@mailyard/dns';
import type { NextHop } from '@mailyard/routing';
import type { Settings } from '@mailyard/service';
import type { ClientLog } from '@mailyard/smtp';
import {
  intraOrganizationConnector,
  sendLog,
  type ConnectivityLog,
  type ProtocolLog,
} from '@mailyard/telemetry';

import type { Counted } from './outbound-metrics.js';
import { isOwnEndpoint } from './own-endpoints.js';

export interface SmtpAgentParts {
  readonly settings: Settings;
  readonly directory: Pick<Directory, 'organization'>;
  readonly resolvers: DnsResolvers;
  readonly protocolLog: ProtocolLog;
  readonly connectivityLog: ConnectivityLog;
  readonly onOutcome: (destination: Counted, outcome: DeliveryOutcome) => void;
  readonly logins: ConnectorLogins;
  readonly certificates: OrganizationCertificates;
  readonly frontEnds: FrontEnds;
  readonly tls: Omit<TlsAtHostOptions, 'resolver'>;
  readonly limits: OutboundLimits & Companion;
  /** A next hop has answered and may have more lanes. */
  readonly onReached: (nextHop: NextHop) => void;
}

/** The agent of the Send connectors, as a hub has it. */
export function smtpAgent(parts: SmtpAgentParts): SmtpAgent {
  const { settings, directory, resolvers, limits, onReached } = parts;
  const organization = () => directory.organization;
  const hosts = new DestinationHosts({
    resolvers,
    organization,
    server: () => organization().server(settings.server),
    isOwnEndpoint: (address, port) => isOwnEndpoint({ address, port }, organization(), settings),
  });
  const limited = (destination: Destination, ...host: readonly string[]): OutboundDestination =>
    outboundDestination({
      connector: destination.connector,
      server: organization().server(settings.server),
      domain: destination.name,
      hosts: host,
    });
  const opener = new HostOpener({
    dial: dialFor(parts),
    tlsAt: (host, destination) =>
      tlsAtHost(host, destination, {
        ...parts.tls,
        resolver: (connector) => hosts.resolver(connector),
      }),
    logins: parts.logins,
    fqdn: () => organization().fqdnOf(settings),
    log: connectorLogs(parts),
    limits,
    limited,
    makeRoom: (shortage) => agent.makeRoom(shortage),
  });
  const agent: SmtpAgent = new SmtpAgent({
    organization,
    limits,
    limited,
    reach: (destination) =>
      reachHosts(destination, {
        hosts: (to) => hosts.of(to),
        open: (host, to) => opener.open(host, to),
      }),
    companions: [parts.frontEnds, limits],
    onConnection: (event) => parts.connectivityLog.write(event),
    onOutcome: parts.onOutcome,
    onReached,
  });
  return agent;
}

/** From here, or through Front End (FrontendProxyEnabled). */
function dialFor({
  settings,
  directory,
  certificates,
  frontEnds,
  protocolLog,
}: SmtpAgentParts): HostOpenerOptions['dial'] {
  const server = () => directory.organization.server(settings.server);
  const proxied = new ProxiedDial({
    frontEnds,
    context: () => certificates.internalClient,
    helo: () => directory.organization.fqdnOf(settings),
    log: sendLog(protocolLog, {
      name: intraOrganizationConnector,
      verbose: () => server()?.IntraOrgConnectorProtocolLoggingLevel === 'Verbose',
    }),
  });
  return (host, { connector, name }) =>
    connector.FrontendProxyEnabled
      ? proxied.to({ connector, domain: name, host })
      : directDial(host, connector);
}

/** A log for each connector that is in use; its level is that of the connector as it is now. */
function connectorLogs({ directory, protocolLog }: SmtpAgentParts): (connector: SendConnector) => ClientLog {
  const logs = new WeakMap<SendConnector, ClientLog>();
  return (connector) => {
    const known = logs.get(connector);
    if (known !== undefined) return known;
    const now = () => directory.organization.sendConnector(connector.Guid) ?? connector;
    const verbose = () => now().ProtocolLoggingLevel === 'Verbose';
    const log = sendLog(protocolLog, { name: connector.Name, verbose });
    logs.set(connector, log);
    return log;
  };
}
