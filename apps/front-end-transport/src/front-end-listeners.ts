import type { Directory } from '@mailyard/directory';
import type { Settings } from '@mailyard/service';
import {
  ConnectorListeners,
  connectorWarnings,
  FrontEndSession,
  trustedPeers,
  type SessionHost,
  type TransactionRoute,
} from '@mailyard/receive';
import type { Logger } from '@mailyard/service';

export interface FrontEndListenersOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly directory: Directory;
  readonly host: SessionHost;
  readonly route: TransactionRoute;
}

/** Listeners for the server’s Receive connectors that belong to Front End. */
export function frontEndListeners(options: FrontEndListenersOptions): ConnectorListeners {
  const { settings, logger, directory, host, route } = options;
  return new ConnectorListeners({
    protocol: 'SMTP',
    directory,
    settings,
    log: logger,
    connectors: (organization) =>
      organization
        .receiveConnectors(settings.server)
        .filter(({ TransportRole }) => TransportRole === 'FrontendTransport'),
    warnings: (connectors) =>
      connectorWarnings(connectors, {
        organization: directory.organization,
        certificates: host.certificates,
        kerberos: host.kerberos?.acceptor !== undefined,
      }),
    trusts: trustedPeers({
      server: () => directory.organization.server(settings.server),
      portOffset: settings.portOffset,
    }),
    sessionAt: (connector) =>
      new FrontEndSession({ connector, organization: () => directory.organization, host, route }),
  });
}
