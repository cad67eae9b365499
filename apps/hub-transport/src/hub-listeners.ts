import type { OrganizationCertificates } from '@mailyard/certificates';
import type { Directory, Settings } from '@mailyard/directory';
import {
  ConnectorListeners,
  HubSession,
  InboundConnections,
  type Acceptance,
  type SessionHost,
} from '@mailyard/receive';
import type { Logger, SessionProtocolLog } from '@mailyard/telemetry';

export interface HubListenersOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly directory: Directory;
  readonly host: SessionHost;
  readonly acceptance: Acceptance;
}

/** Listeners for the server’s Receive connectors that belong to the hub. */
export function hubListeners(options: HubListenersOptions): ConnectorListeners {
  const { settings, logger, directory, host, acceptance } = options;
  return new ConnectorListeners({
    protocol: 'SMTP',
    directory,
    settings,
    log: logger,
    connectors: (organization) =>
      organization
        .receiveConnectors(settings.server)
        .filter(({ TransportRole }) => TransportRole === 'HubTransport'),
    sessionAt: (connector) =>
      new HubSession({ connector, organization: () => directory.organization, host, acceptance }),
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
