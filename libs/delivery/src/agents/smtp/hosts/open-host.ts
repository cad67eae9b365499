import type { SendConnector } from '@mailyard/directory';
import type { MailHost } from '@mailyard/dns';
import {
  HopError,
  OutboundConnection,
  sameTimeout,
  standardTimeouts,
  type ClientLog,
  type Dial,
  type Endpoint,
} from '@mailyard/smtp';

import { remoteHost } from '../../remote-host.js';
import {
  isLimitReached,
  type LimitReached,
  type OutboundDestination,
  type OutboundLimits,
  type Place,
  type Shortage,
} from '../../../limits/outbound-limits.js';
import type { Destination } from '../destination.js';
import type { ConnectorLogins } from '../login/connector-logins.js';
import { againstPolicy, type TlsAtHost } from '../policy/under-policy.js';
import { ownLimit, type OpenedHost, type Reached } from './reached.js';

/** A way to a host. */
export interface HostDial {
  readonly dial: Dial;
  /** The address that is tried, and after it has dialled the one that was reached. */
  readonly remote: Endpoint;
  /** After it has dialled; see OpenedHost. */
  readonly leaving?: AbortSignal | undefined;
}

export interface HostOpenerOptions {
  readonly dial: (host: MailHost, destination: Destination) => HostDial;
  /** Rejects with a HopError when what is asked for cannot be had here. */
  readonly tlsAt: (host: MailHost, destination: Destination) => Promise<TlsAtHost>;
  readonly logins: Pick<ConnectorLogins, 'of' | 'refused'>;
  /** Of this server, for connectors that have no Fqdn. */
  readonly fqdn: () => string;
  readonly log: (connector: SendConnector) => ClientLog;
  readonly limits: OutboundLimits;
  /** Whom a connection to that host counts for. */
  readonly limited: (destination: Destination, host: string) => OutboundDestination;
  /** Closes an idle connection of that kind; false when there is none. */
  readonly makeRoom: (shortage: Shortage) => boolean;
  /** For every reply; else as long as RFC 5321 §4.5.3.2 asks for. */
  readonly patienceMs?: number | undefined;
}

type Connected = Omit<OpenedHost, 'to' | 'place'>;

/** For everything until a session can take a message: the greeting alone may take so long (RFC 5321 §4.5.3.2.1). */
const openTimeoutMs = standardTimeouts.greeting;

/** Opens sessions with the hosts of a destination. */
export class HostOpener {
  readonly #options: HostOpenerOptions;

  constructor(options: HostOpenerOptions) {
    this.#options = options;
  }

  async open(host: MailHost, destination: Destination): Promise<Reached> {
    const to = this.#options.limited(destination, host.name);
    const place = await this.#enter(to);
    if (isLimitReached(place)) return { kind: 'ended', outcome: ownLimit(place) };
    try {
      const connected = await this.#opened(host, destination);
      return { kind: 'opened', opened: { ...connected, to, place } };
    } catch (error) {
      place.release();
      if (!(error instanceof HopError)) throw error;
      if (error.kind === 'auth') await this.#options.logins.refused(destination.connector);
      if (error.reply !== undefined) this.#options.limits.heard(to, error.reply);
      return failed(error, host);
    }
  }

  async #enter(to: OutboundDestination): Promise<Place | LimitReached> {
    const { limits, makeRoom } = this.#options;
    const entered = await limits.enter(to);
    const hasRoom = isLimitReached(entered) && entered.shortage !== undefined && makeRoom(entered.shortage);
    return hasRoom ? limits.enter(to) : entered;
  }

  async #opened(host: MailHost, destination: Destination): Promise<Connected> {
    const at = await this.#options.tlsAt(host, destination);
    const { clearTextMayFollow, demandedBy, proves } = at;
    try {
      return { ...(await this.#connect(host, destination, at)), proven: proves };
    } catch (error) {
      if (!(error instanceof HopError && error.kind === 'tls')) throw error;
      if (demandedBy !== undefined) throw againstPolicy(demandedBy, error.message);
      // RFC 7435 §3: what is opportunistic goes on in clear text where TLS does not work.
      if (!clearTextMayFollow) throw error;
      return this.#connect(host, destination, { tls: undefined });
    }
  }

  async #connect(
    host: MailHost,
    destination: Destination,
    { tls, verifiesHost }: Pick<TlsAtHost, 'tls' | 'verifiesHost'>,
  ): Promise<Connected> {
    const { connector } = destination;
    const { fqdn, logins, log, dial, patienceMs } = this.#options;
    const login = await logins.of(connector);
    const way = dial(host, destination);
    const connection = await OutboundConnection.connect({
      remote: way.remote,
      dial: way.dial,
      helo: connector.Fqdn ?? fqdn(),
      forceHelo: connector.ForceHELO,
      tls,
      verifiesHost,
      login,
      connectTimeoutMs: openTimeoutMs,
      log: log(connector),
      ...(patienceMs === undefined ? {} : { timeouts: sameTimeout(patienceMs) }),
    });
    const remote = remoteHost(host.name, connection, way.remote.address);
    return {
      connector,
      connection,
      host: remote,
      leaving: way.leaving,
      messages: 0,
      usedAt: performance.now(),
    };
  }
}

function failed(error: HopError, host: MailHost): Reached {
  const said = error.reply?.toString() ?? error.message;
  return { kind: 'failed', said: `${said} {FQDN=${host.name}}` };
}
