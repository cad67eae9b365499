import { type Directory, type Organization, type ReceiveConnector } from '@mailyard/directory';
import { formatBinding, listeningEndpoints } from '@mailyard/schema';
import { type ListenerReport, type Log } from '@mailyard/service';
import { type Accepted, type Endpoint, type SessionHandler, type TrustedPeers } from '@mailyard/smtp';
import { SmtpListener } from '@mailyard/smtp/server';

import { ConnectorSelection } from '../selection/select-connector.js';
import { EndpointListeners } from './endpoint-listeners.js';

export interface ListenerSettings {
  readonly portOffset: number;
  readonly bindAddress?: string;
  readonly sharesPorts?: boolean;
}

export interface ConnectorListenersOptions {
  readonly protocol: 'SMTP' | 'LMTP';
  readonly directory: Pick<Directory, 'organization' | 'onChange'>;
  readonly settings: ListenerSettings;
  /** The Receive connectors of this service. */
  readonly connectors: (organization: Organization) => readonly ReceiveConnector[];
  /** Peers that may speak for others. Default: nobody. */
  readonly trusts?: TrustedPeers;
  readonly sessionAt: (connector: ReceiveConnector) => SessionHandler;
  readonly log: Log;
  /** What these connectors promise and the service cannot keep; each is told once. */
  readonly warnings?: (connectors: readonly ReceiveConnector[]) => readonly string[];
  /** How often to look for new warnings: they depend on files, too. */
  readonly reviewMs?: number;
  /** How long to wait before a binding that failed is tried again. */
  readonly retryMs?: number;
  /** How long the sessions of a removed binding may go on. */
  readonly drainMs?: number;
}

// Each costs memory before any connector’s limit is asked.
const connectionsMax = 20_000;
const retryEveryMs = 1_000;
// What a session of a removed binding has to end in; the end of the service gives as much.
const drainMs = 30_000;
// As often as certificates and keytab are looked at.
const reviewMs = 10_000;

/** Told where connectors listen or fail to, and by which revision of the directory. */
export type ListeningChanged = (listeners: readonly ListenerReport[], revision: number) => void;

/**
 * Listens on the bindings of all enabled connectors of a service, one listener an endpoint however many connectors share
 * it, and follows the directory. A binding that cannot be had is told once and tried again; the others serve meanwhile.
 */
export class ConnectorListeners {
  readonly #options: ConnectorListenersOptions;
  readonly #listeners: EndpointListeners;
  #unsubscribe: () => void = () => undefined;
  #retry: NodeJS.Timeout | undefined;
  #review: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #told = '';
  #served: readonly ReceiveConnector[] = [];
  #reports: readonly ListenerReport[] = [];
  #warned: readonly string[] = [];
  #changed: ListeningChanged = () => undefined;
  #stopped = false;
  #selection = new ConnectorSelection<ReceiveConnector>([]);
  #selectionOf: Organization | undefined;

  constructor(options: ConnectorListenersOptions) {
    this.#options = options;
    const { log } = options;
    this.#listeners = new EndpointListeners({
      listener: (endpoint) => this.#listener(endpoint),
      log,
      drainMs: options.drainMs ?? drainMs,
      makeRoomMs: 60 * (options.retryMs ?? retryEveryMs),
    });
  }

  /** Resolves when every binding was tried. `changed` is told where the service can be reached, now and later. */
  async start(changed: ListeningChanged = () => undefined): Promise<void> {
    this.#changed = changed;
    this.#unsubscribe = this.#options.directory.onChange(
      () => void this.#followSoon(() => this.#followRevision()),
    );
    await this.#followSoon();
    this.#review = setInterval(() => void this.#followSoon(), this.#options.reviewMs ?? reviewMs).unref();
  }

  /** Sessions that are open, those that linger after QUIT or drain included. */
  get connections(): number {
    return this.#listeners.connections;
  }

  /** The sessions that are open end with 421, each as soon as it has no transaction. */
  retireSessions(): void {
    this.#listeners.retireSessions();
  }

  /** No new connections from now on; resolves when the last session has ended or was cut after the grace. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearTimeout(this.#retry);
    clearInterval(this.#review);
    await this.#work;
    await this.#listeners.stop(graceMs);
  }

  #connectors(organization = this.#options.directory.organization): readonly ReceiveConnector[] {
    return this.#options.connectors(organization).filter(({ Enabled }) => Enabled);
  }

  /** One pass after the other, so that no endpoint is opened twice. */
  #followSoon(follow = () => this.#follow()): Promise<void> {
    const { log } = this.#options;
    const failed = (error: unknown) => log.error(`listeners do not follow the directory: ${String(error)}`);
    this.#work = this.#work.then(follow).catch(failed);
    return this.#work;
  }

  /** Of thousands of connectors none is looked at when something else has changed. */
  async #followRevision(): Promise<void> {
    const { organization } = this.#options.directory;
    const connectors = this.#connectors(organization);
    const isServed =
      connectors.length === this.#served.length &&
      connectors.every((connector, index) => connector === this.#served[index]);
    if (this.#stopped) return;
    if (!isServed || this.#listeners.failing) await this.#follow();
    else this.#changed(this.#reports, organization.revision);
  }

  async #follow(): Promise<void> {
    if (this.#stopped) return;
    const { directory, settings } = this.#options;
    const { organization } = directory;
    const connectors = this.#connectors(organization);
    const bindings = connectors.flatMap(({ Bindings }) => Bindings);
    await this.#listeners.follow(listeningEndpoints(bindings, settings));
    this.#tell(connectors, organization.revision);
    this.#warn(connectors);
    clearTimeout(this.#retry);
    const { retryMs = retryEveryMs } = this.#options;
    if (this.#listeners.failing) this.#retry = setTimeout(() => void this.#followSoon(), retryMs);
  }

  #tell(connectors: readonly ReceiveConnector[], revision: number): void {
    const reports = connectors.flatMap((connector) => this.#reportsOf(connector));
    this.#served = connectors;
    this.#reports = reports;
    const text = JSON.stringify([reports, revision]);
    if (text === this.#told) return;
    this.#told = text;
    this.#changed(reports, revision);
  }

  #warn(connectors: readonly ReceiveConnector[]): void {
    const { warnings, log } = this.#options;
    const current = warnings?.(connectors) ?? [];
    for (const warning of current) if (!this.#warned.includes(warning)) log.warn(warning);
    this.#warned = current;
  }

  #reportsOf({ Name: name, Bindings }: ReceiveConnector): readonly ListenerReport[] {
    const listeners = this.#listeners;
    return listeningEndpoints(Bindings, this.#options.settings).flatMap((endpoint): ListenerReport[] => {
      if (listeners.listensAt(endpoint)) return [{ name, endpoint, state: 'Listening' }];
      const error = listeners.errorAt(endpoint);
      return error === undefined ? [] : [{ name, endpoint, state: 'Failed', error }];
    });
  }

  #listener(endpoint: Endpoint): SmtpListener {
    const { protocol, trusts, log, settings } = this.#options;
    return new SmtpListener({
      protocol,
      sharesPort: settings.sharesPorts === true,
      ...(trusts === undefined ? {} : { trusts }),
      maxConnections: connectionsMax,
      handlerFor: (accepted) => this.#sessionFor(accepted),
      fault: (error) => log.error(`${formatBinding(endpoint)}: ${String(error)}`),
    });
  }

  /** The connector is chosen by who connects to where, before a word is said. */
  #sessionFor({ local, remote }: Accepted): SessionHandler | undefined {
    const { directory, settings, sessionAt } = this.#options;
    if (directory.organization !== this.#selectionOf) {
      this.#selectionOf = directory.organization;
      this.#selection = new ConnectorSelection(this.#connectors());
    }
    const connector = this.#selection.select({
      localAddress: local.address,
      localPort: local.port - settings.portOffset,
      remoteAddress: remote.address,
    });
    return connector && sessionAt(connector);
  }
}
