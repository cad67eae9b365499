import type { SecureContext } from 'node:tls';

import type { SendConnector } from '@mailyard/directory';
import {
  HopError,
  nextSessionId,
  openTunnel,
  type ClientLog,
  type Endpoint,
  type OpenedTunnel,
  type ProxyTo,
  type Reply,
} from '@mailyard/smtp';
import type { Socket } from 'node:net';

import type { FrontEnd, FrontEnds } from './front-ends.js';

export interface ProxiedDialOptions {
  readonly frontEnds: Pick<FrontEnds, 'inOrder' | 'failed'>;
  /** The organization's certificate and its CA. */
  readonly context: () => SecureContext;
  /** Our name for Front End; the destination hears that of the connector. */
  readonly helo: () => string;
  readonly log?: ClientLog | undefined;
}

export interface ProxiedTarget {
  readonly connector: Pick<SendConnector, 'Guid' | 'Port'>;
  /** The recipients' domain, or the smart hosts, as the queue is named. */
  readonly domain: string;
  /** Its name, or its address in brackets; which addresses it has, Front End finds out. */
  readonly host: { readonly name: string; readonly addresses: readonly string[] };
}

/** The way to one host through a Front End; after it has been dialled, where it led. */
export interface ProxiedWay {
  readonly dial: (signal: AbortSignal) => Promise<Socket>;
  /** The host's address that was reached; before, the first that it has. */
  readonly remote: Endpoint;
  /** Front End's end of the connection, which the host sees. */
  readonly local: Endpoint | undefined;
  readonly frontEnd: FrontEnd | undefined;
  /** Fires when that Front End takes no new connections. */
  readonly leaving: AbortSignal | undefined;
}

const connectTimeoutMs = 3_000;
const replyTimeoutMs = 30_000;
/** Front End asks DNS, and connects to each address of the host, for at most 90 s. */
const tunnelTimeoutMs = 120_000;

/**
 * Connects to hosts of others through Front End (FrontendProxyEnabled, ADR 16). A Front End that fails, stops or is full
 * leaves it to the next one; what a destination does is the same through each, and is told as in direct delivery.
 */
export class ProxiedDial {
  readonly #options: ProxiedDialOptions;

  constructor(options: ProxiedDialOptions) {
    this.#options = options;
  }

  to(target: ProxiedTarget): ProxiedWay {
    const { connector, host } = target;
    const way: { -readonly [K in keyof ProxiedWay]: ProxiedWay[K] } = {
      remote: { address: host.addresses[0] ?? host.name, port: connector.Port },
      local: undefined,
      frontEnd: undefined,
      leaving: undefined,
      dial: async (signal) => {
        const { tunnel, frontEnd } = await this.#open(this.#command(target), signal);
        way.remote = tunnel.route.remote;
        way.local = tunnel.route.local;
        way.frontEnd = frontEnd;
        way.leaving = frontEnd.leaving;
        return tunnel.socket;
      },
    };
    return way;
  }

  #command({ connector, domain, host }: ProxiedTarget): ProxyTo {
    const sid = nextSessionId(Date.now());
    const hosts = [`${host.name}:${connector.Port}`];
    return { verb: 'XPROXYTO', sid, connector: connector.Guid, domain, hosts };
  }

  async #open(
    command: ProxyTo,
    signal: AbortSignal,
  ): Promise<{ readonly tunnel: OpenedTunnel; readonly frontEnd: FrontEnd }> {
    const failures: string[] = [];
    for (const frontEnd of this.#options.frontEnds.inOrder()) {
      try {
        return { tunnel: await this.#openAt(frontEnd, command, signal), frontEnd };
      } catch (error) {
        if (!(error instanceof HopError) || signal.aborted) throw error;
        if (error.reply !== undefined && !isAboutFrontEnd(error.reply)) throw error;
        this.#options.frontEnds.failed(frontEnd);
        const { address, port } = frontEnd.endpoint;
        failures.push(`${address}:${port}: ${error.message}`);
      }
    }
    const reason = failures.length === 0 ? 'none is alive' : failures.join('; ');
    throw new HopError('connect', `no Front End could be used: ${reason}`);
  }

  #openAt({ endpoint }: FrontEnd, command: ProxyTo, signal: AbortSignal): Promise<OpenedTunnel> {
    const { context, helo, log } = this.#options;
    return openTunnel({
      host: endpoint.address,
      port: endpoint.port,
      helo: helo(),
      tls: { context: context(), command: 'X-ANONYMOUSTLS' },
      connectTimeoutMs,
      replyTimeoutMs,
      tunnelTimeoutMs,
      command,
      signal,
      log,
    });
  }
}

/**
 * Front End stops, is full (X.4.5), or does not know what a tunnel is, as one of an earlier version: another one may. Its
 * other refusals are about the destination, or what its directory and DNS say of that.
 */
function isAboutFrontEnd({ code, status, permanent }: Reply): boolean {
  return permanent || code === 421 || status === '4.3.2' || status === '4.4.5';
}
