import {
  DestinationHosts,
  directDial,
  HostOpener,
  reachHosts,
  SmtpAgent,
  type ConnectorLogins,
} from '@mailyard/delivery';
import type { Directory, SendConnector } from '@mailyard/directory';
import type { DnsResolvers } from '@mailyard/dns';
import type { NextHop } from '@mailyard/routing';
import type { Settings } from '@mailyard/service';
import type { ClientLog } from '@mailyard/smtp';
import { sendLog, type ProtocolLog } from '@mailyard/telemetry';

import { isOwnEndpoint } from './own-endpoints.js';

export interface SmtpAgentParts {
  readonly settings: Settings;
  readonly directory: Pick<Directory, 'organization'>;
  readonly resolvers: DnsResolvers;
  readonly protocolLog: ProtocolLog;
  readonly logins: ConnectorLogins;
  /** A next hop has answered and may have more lanes. */
  readonly onReached: (nextHop: NextHop) => void;
}

/** The agent of the Send connectors, as a hub has it. */
export function smtpAgent(parts: SmtpAgentParts): SmtpAgent {
  const { settings, directory, resolvers, onReached } = parts;
  const organization = () => directory.organization;
  const hosts = new DestinationHosts({
    resolvers,
    organization,
    server: () => organization().server(settings.server),
    isOwnEndpoint: (address, port) => isOwnEndpoint({ address, port }, organization(), settings),
  });
  const opener = new HostOpener({
    dial: (host, { connector }) => directDial(host, connector),
    tlsAt: () => Promise.resolve({ tls: undefined, clearTextMayFollow: true }),
    logins: parts.logins,
    fqdn: () => organization().fqdnOf(settings),
    log: connectorLogs(parts),
  });
  return new SmtpAgent({
    organization,
    reach: (destination) =>
      reachHosts(destination, {
        hosts: (to) => hosts.of(to),
        open: (host, to) => opener.open(host, to),
      }),
    onReached,
  });
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
