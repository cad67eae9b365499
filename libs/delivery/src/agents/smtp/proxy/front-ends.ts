import type { Organization, ReceiveConnector } from '@mailyard/directory';
import { isWildcard, parseBinding } from '@mailyard/schema';
import { PeriodicTask, type ServiceInstance } from '@mailyard/service';
import type { Endpoint } from '@mailyard/smtp';

export interface FrontEndsOptions {
  /** Live instances of Front End, from the service registry. */
  readonly live: () => Promise<readonly ServiceInstance[]>;
  readonly organization: () => Organization;
  /** The server that sends. */
  readonly server: string;
  readonly onFault: (error: unknown) => void;
  /** How often the list is read. */
  readonly freshMs?: number;
  /** Steady, in milliseconds. */
  readonly now?: () => number;
}

/** A Front End, at the port where it opens connections for hubs. */
export interface FrontEnd {
  readonly server: string;
  readonly endpoint: Endpoint;
  /** Aborted when it takes no new connections: what it has open ends soon. */
  readonly leaving: AbortSignal;
}

interface Known extends FrontEnd {
  readonly left: AbortController;
  /** Until then others are asked before it. */
  failingUntil: number;
}

const outboundProxyPort = 717;
const freshMsDefault = 1_000;
const failureMemoryMs = 5_000;

/**
 * The Front Ends that live, as the registry knows them: those of the sending server first, then those of its AD site, then
 * others; among equals each in turn. While the registry cannot be read the last list serves.
 */
export class FrontEnds {
  readonly #options: FrontEndsOptions;
  readonly #now: () => number;
  readonly #refreshes: PeriodicTask;
  #known: ReadonlyMap<string, Known> = new Map();
  #turn = 0;

  constructor(options: FrontEndsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#refreshes = new PeriodicTask(() => this.#refresh(), options.onFault);
  }

  /** Resolves when the first list is there. */
  async start(): Promise<void> {
    await this.#refreshes.now();
    this.#refreshes.start(this.#options.freshMs ?? freshMsDefault);
  }

  stop(): void {
    void this.#refreshes.stop();
  }

  /** In the order in which to ask them; one that has just failed last. */
  inOrder(): readonly FrontEnd[] {
    const all = [...this.#known.values()];
    if (all.length === 0) return [];
    const first = this.#turn++ % all.length;
    const now = this.#now();
    return [...all.slice(first), ...all.slice(0, first)].toSorted(
      (a, b) => Number(a.failingUntil > now) - Number(b.failingUntil > now) || this.#far(a) - this.#far(b),
    );
  }

  failed({ endpoint }: FrontEnd): void {
    const known = this.#known.get(keyOf(endpoint));
    if (known !== undefined) known.failingUntil = this.#now() + failureMemoryMs;
  }

  #far({ server }: FrontEnd): number {
    const { organization, server: own } = this.#options;
    if (server === own) return 0;
    const siteOf = (name: string): string | undefined => organization().server(name)?.ADSite;
    return siteOf(server) === siteOf(own) ? 1 : 2;
  }

  async #refresh(): Promise<void> {
    const { live, organization } = this.#options;
    const instances = await live();
    const before = this.#known;
    const known = new Map<string, Known>();
    for (const instance of instances) {
      for (const endpoint of entrancesOf(instance, organization())) {
        const key = keyOf(endpoint);
        known.set(key, before.get(key) ?? newcomer(instance.server, endpoint));
      }
    }
    this.#known = known;
    for (const [key, { left }] of before) if (!known.has(key)) left.abort();
  }
}

function newcomer(server: string, endpoint: Endpoint): Known {
  const left = new AbortController();
  return { server, endpoint, left, leaving: left.signal, failingUntil: -Infinity };
}

/** Where servers of the organization find its outbound proxy, with the ports that it really has. */
function entrancesOf(
  { server, listeners, address }: ServiceInstance,
  organization: Organization,
): readonly Endpoint[] {
  const connectors = organization.receiveConnectors(server).filter(isOutboundProxy);
  return listeners.flatMap(({ name, state, endpoint }) => {
    if (state !== 'Listening' || !connectors.some(({ Name }) => Name === name)) return [];
    return [isWildcard(endpoint) ? { address, port: endpoint.port } : endpoint];
  });
}

function isOutboundProxy({ TransportRole, AuthMechanism, Bindings }: ReceiveConnector): boolean {
  return (
    TransportRole === 'FrontendTransport' &&
    AuthMechanism.includes('ExchangeServer') &&
    Bindings.some((binding) => parseBinding(binding)?.port === outboundProxyPort)
  );
}

function keyOf({ address, port }: Endpoint): string {
  return `${address}:${port}`;
}
