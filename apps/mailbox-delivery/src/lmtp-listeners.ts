import type { OrganizationCertificates } from '@mailyard/certificates';
import {
  listeningEndpoints,
  type Directory,
  type ReceiveConnector,
  type Settings,
} from '@mailyard/directory';
import {
  InboundConnections,
  MailboxDeliverySession,
  type MailboxStorage,
  type SessionHost,
} from '@mailyard/receive';
import { SmtpListener, type Endpoint } from '@mailyard/smtp';
import type { Logger, SessionProtocolLog } from '@mailyard/telemetry';

export interface LmtpListenersOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly directory: Directory;
  readonly storage: MailboxStorage;
  readonly host: SessionHost;
}

/** Product version, as Received shows it. */
export const version = '0.1.0';

const maxConnections = 5_000;

/** LMTP on every endpoint of the server’s implicit Mailbox Delivery connector. */
export class LmtpListeners {
  readonly #options: LmtpListenersOptions;
  readonly #listeners: SmtpListener[] = [];

  constructor(options: LmtpListenersOptions) {
    this.#options = options;
  }

  /** Resolves with where it listens, port offset and bind address applied. */
  async open(): Promise<{ readonly connector: ReceiveConnector; readonly endpoints: readonly Endpoint[] }> {
    const { settings } = this.#options;
    const connector = this.#connector();
    if (connector === undefined) throw new Error(`the directory has no server ${settings.server}`);
    const endpoints: Endpoint[] = [];
    for (const wanted of listeningEndpoints(connector.Bindings, settings)) {
      const endpoint = await this.#listen(wanted);
      if (endpoint !== undefined) endpoints.push(endpoint);
    }
    if (endpoints.length > 0) return { connector, endpoints };
    throw new Error(`cannot listen on any of ${connector.Bindings.join(', ')}`);
  }

  /** Running transactions may end within `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    await Promise.all(this.#listeners.splice(0).map((listener) => listener.stop(graceMs)));
  }

  async #listen(wanted: Endpoint): Promise<Endpoint | undefined> {
    const { logger } = this.#options;
    const listener = new SmtpListener({
      protocol: 'LMTP',
      maxConnections,
      handlerFor: () => this.#session(),
      fault: (error) => logger.error({ error }, 'fault of the listener'),
    });
    try {
      const endpoint = await listener.listen(wanted);
      this.#listeners.push(listener);
      return endpoint;
    } catch (error) {
      if (!isFamilyMissing(error)) throw error;
      logger.info(`this host has no address for ${wanted.address}`);
      return undefined;
    }
  }

  /** By the connector as it is now; the session ends under the parameters that it began with. */
  #session(): MailboxDeliverySession | undefined {
    const { directory, storage, host } = this.#options;
    const connector = this.#connector();
    if (connector === undefined) return undefined;
    const organization = () => directory.organization;
    return new MailboxDeliverySession({ connector, organization, host, storage, version });
  }

  #connector(): ReceiveConnector | undefined {
    const { directory, settings } = this.#options;
    return directory.organization.mailboxDeliveryConnector(settings.server);
  }
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

/** A host without IPv6 cannot bind `::`; the IPv4 binding beside it is enough. */
function isFamilyMissing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL';
}
