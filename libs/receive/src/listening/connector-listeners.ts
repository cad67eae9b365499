import {
  formatBinding,
  listeningEndpoints,
  type Directory,
  type Log,
  type Organization,
  type ReceiveConnector,
} from '@mailyard/directory';
import {
  SmtpListener,
  type Accepted,
  type Endpoint,
  type SessionHandler,
  type TrustedPeers,
} from '@mailyard/smtp';

import { selectConnector } from '../connector/select-connector.js';

export interface ListenerSettings {
  readonly portOffset: number;
  readonly bindAddress?: string;
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
  /** How long to wait before a binding that failed is tried again. */
  readonly retryMs?: number;
}

/** A connector and one endpoint on which it is served. */
export interface NamedEndpoint {
  readonly name: string;
  readonly endpoint: Endpoint;
}

// Each costs memory before any connector’s limit is asked.
const connectionsMax = 20_000;
// A removed binding lets its transactions end, as the end of the service does.
const removedGraceMs = 30_000;

/**
 * Listens on the bindings of all enabled connectors of a service, one listener an endpoint however many connectors share
 * it, and follows the directory. A binding that cannot be had is told once and tried again; the others serve meanwhile.
 */
export class ConnectorListeners {
  readonly #options: ConnectorListenersOptions;
  readonly #open = new Map<string, { readonly listener: SmtpListener; readonly endpoint: Endpoint }>();
  readonly #failed = new Map<string, string>();
  readonly #closing = new Set<Promise<void>>();
  #unsubscribe: () => void = () => undefined;
  #retry: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #told = '';
  #warned: readonly string[] = [];
  #changed: (endpoints: readonly NamedEndpoint[]) => void = () => undefined;
  #stopped = false;

  constructor(options: ConnectorListenersOptions) {
    this.#options = options;
  }

  /** Resolves when every binding was tried. `changed` is told where the service can be reached, now and later. */
  async start(changed: (endpoints: readonly NamedEndpoint[]) => void = () => undefined): Promise<void> {
    this.#changed = changed;
    this.#unsubscribe = this.#options.directory.onChange(() => void this.#followSoon());
    await this.#followSoon();
  }

  get endpoints(): readonly NamedEndpoint[] {
    return this.#connectors().flatMap((connector) =>
      listeningEndpoints(connector.Bindings, this.#options.settings).flatMap((endpoint) =>
        this.#open.has(formatBinding(endpoint)) ? [{ name: connector.Name, endpoint }] : [],
      ),
    );
  }

  get connections(): number {
    return [...this.#open.values()].reduce((sum, { listener }) => sum + listener.connections, 0);
  }

  /** No new connections from now on; resolves when the last session has ended or was cut after the grace. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearTimeout(this.#retry);
    await this.#work;
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all([...this.#closing, ...open.map(({ listener }) => listener.stop(graceMs))]);
  }

  #connectors(): readonly ReceiveConnector[] {
    const { directory, connectors } = this.#options;
    return connectors(directory.organization).filter(({ Enabled }) => Enabled);
  }

  /** One pass after the other, so that no endpoint is opened twice. */
  #followSoon(): Promise<void> {
    const { log } = this.#options;
    const failed = (error: unknown) => log.error(`listeners do not follow the directory: ${String(error)}`);
    this.#work = this.#work.then(() => this.#follow()).catch(failed);
    return this.#work;
  }

  async #follow(): Promise<void> {
    if (this.#stopped) return;
    const bindings = this.#connectors().flatMap(({ Bindings }) => Bindings);
    const wanted = new Map(
      listeningEndpoints(bindings, this.#options.settings).map((endpoint) => [
        formatBinding(endpoint),
        endpoint,
      ]),
    );
    this.#forgetAllBut(wanted);
    for (const [name, endpoint] of wanted) if (!this.#open.has(name)) await this.#listen(name, endpoint);
    this.#tell();
    this.#warn();
    clearTimeout(this.#retry);
    if (this.#failed.size > 0) this.#followLater();
  }

  #forgetAllBut(wanted: ReadonlyMap<string, Endpoint>): void {
    for (const name of this.#open.keys()) if (!wanted.has(name)) this.#close(name);
    for (const name of this.#failed.keys()) if (!wanted.has(name)) this.#failed.delete(name);
  }

  #tell(): void {
    const { endpoints } = this;
    const text = JSON.stringify(endpoints);
    if (text === this.#told) return;
    this.#told = text;
    this.#changed(endpoints);
  }

  #warn(): void {
    const { warnings, log } = this.#options;
    const current = warnings?.(this.#connectors()) ?? [];
    for (const warning of current) if (!this.#warned.includes(warning)) log.warn(warning);
    this.#warned = current;
  }

  #followLater(): void {
    this.#retry = setTimeout(() => void this.#followSoon(), this.#options.retryMs ?? 1000);
  }

  async #listen(name: string, endpoint: Endpoint): Promise<void> {
    const { protocol, trusts, log } = this.#options;
    const listener = new SmtpListener({
      protocol,
      ...(trusts === undefined ? {} : { trusts }),
      maxConnections: connectionsMax,
      handlerFor: (accepted) => this.#sessionFor(accepted),
      // What goes wrong before it listens is told below.
      fault: (error) => this.#open.has(name) && log.error(`${name}: ${String(error)}`),
    });
    try {
      await listener.listen(endpoint);
      this.#open.set(name, { listener, endpoint });
      this.#failed.delete(name);
      log.info(`listening on ${name}`);
    } catch (error) {
      const reason = String(error);
      if (this.#failed.get(name) !== reason) {
        const tell = isFamilyMissing(error) ? log.info.bind(log) : log.error.bind(log);
        tell(`cannot listen on ${name}: ${reason}`);
      }
      this.#failed.set(name, reason);
    }
  }

  #close(name: string): void {
    const { log } = this.#options;
    const closing = this.#open
      .get(name)
      ?.listener.stop(removedGraceMs)
      .catch((error: unknown) => log.error(`${name}: ${String(error)}`))
      .finally(() => this.#closing.delete(closing as Promise<void>));
    this.#open.delete(name);
    if (closing !== undefined) this.#closing.add(closing);
    log.info(`no longer listening on ${name}`);
  }

  /** The connector is chosen by who connects to where, before a word is said. */
  #sessionFor({ local, remote }: Accepted): SessionHandler | undefined {
    const { settings, sessionAt } = this.#options;
    const connector = selectConnector(this.#connectors(), {
      localAddress: local.address,
      localPort: local.port - settings.portOffset,
      remoteAddress: remote.address,
    });
    return connector && sessionAt(connector);
  }
}

/** A host without IPv6 cannot bind `::`; the IPv4 binding beside it serves. */
function isFamilyMissing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL';
}
