import { postmasterWarnings, type Directory } from '@mailyard/directory';
import { type Settings } from '@mailyard/service';
import {
  ConnectorListeners,
  HubSession,
  parameterWarnings,
  type Acceptance,
  type SessionHost,
} from '@mailyard/receive';
import type { Logger } from '@mailyard/service';

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
    warnings: (connectors) => [
      ...parameterWarnings(connectors),
      ...postmasterWarnings(directory.organization),
    ],
    sessionAt: (connector) =>
      new HubSession({ connector, organization: () => directory.organization, host, acceptance }),
  });
}
