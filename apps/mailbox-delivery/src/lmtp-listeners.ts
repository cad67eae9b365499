import type { Directory } from '@mailyard/directory';
import type { Settings } from '@mailyard/service';
import {
  ConnectorListeners,
  MailboxDeliverySession,
  type MailboxStorage,
  type SessionHost,
} from '@mailyard/receive';
import { version, type Logger } from '@mailyard/service';

export interface LmtpListenersOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly directory: Directory;
  readonly storage: MailboxStorage;
  readonly host: SessionHost;
}

/** LMTP on the server’s implicit Mailbox Delivery connector. */
export function lmtpListeners(options: LmtpListenersOptions): ConnectorListeners {
  const { settings, logger, directory, storage, host } = options;
  return new ConnectorListeners({
    protocol: 'LMTP',
    directory,
    settings,
    log: logger,
    connectors: (organization) => {
      const connector = organization.mailboxDeliveryConnector(settings.server);
      return connector === undefined ? [] : [connector];
    },
    sessionAt: (connector) =>
      new MailboxDeliverySession({
        connector,
        organization: () => directory.organization,
        host,
        storage,
        version,
      }),
  });
}
