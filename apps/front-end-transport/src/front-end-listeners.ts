import type { OrganizationCertificates } from '@mailyard/certificates';
import type { Directory, Settings } from '@mailyard/directory';
import {
  ConnectorListeners,
  FrontEndSession,
  InboundConnections,
  type SessionHost,
  type TransactionRoute,
} from '@mailyard/receive';
import type { Logger, SessionProtocolLog } from '@mailyard/telemetry';

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
    sessionAt: (connector) =>
      new FrontEndSession({ connector, organization: () => directory.organization, host, route }),
  });
}

export interface SessionHostOptions {
  readonly certificates: OrganizationCertificates;
  readonly logger: Logger;
  readonly protocolLog: SessionProtocolLog;
}

/** What all sessions of this process share. */
export function sessionHost({ certificates, logger, protocolLog }: SessionHostOptions): SessionHost {
  return {
    certificates,
    connections: new InboundConnections(),
    active: () => true,
    now: () => new Date(),
    protocolLog: (event, session, { Server, Name }) => {
      protocolLog.write(event, session, `${Server}\\${Name}`);
    },
    fault: (error, session) => logger.error({ error, session: session.id }, 'fault in a session'),
  };
}
