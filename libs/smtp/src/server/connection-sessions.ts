import { isIPv6 } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Endpoint } from '../address/endpoint.js';
import type { XclientAttributes } from '../commands/xclient-command.js';
import { nextSessionId } from '../protocol-log/protocol-event.js';
import { replies } from '../reply/replies.js';
import type { Reply } from '../reply/reply.js';
import type { TlsState } from '../tls/tls-state.js';
import { readProxyHeader } from './connection/proxy-protocol.js';
import type { ServerConnection } from './connection/smtp-server.js';
import type { SessionHandler } from './session-handler.js';
import { runSession } from './session/run-session.js';
import { ServerSession, type Protocol } from './session/server-session.js';
import { SessionState } from './session/session-state.js';

export interface Ends {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

/** A client that has connected, itself or through a peer that may speak for it. */
export interface Accepted extends Ends {
  /** Of the session; see Session.id. */
  readonly id: string;
}

/** Peers that are believed when they say for whom they speak. */
export interface TrustedPeers {
  /** Load balancers: their connections begin with a header of the PROXY protocol. */
  proxyProtocol(ends: Ends): boolean;
  /** Proxies that use XCLIENT. Behind a load balancer it is its client that is asked for. */
  xclient(ends: Ends): boolean;
}

export interface SessionOptions {
  readonly protocol: Protocol;
  /** Undefined: nobody serves this client; it gets 421. */
  readonly handlerFor: (accepted: Accepted) => SessionHandler | undefined;
  readonly trusts: TrustedPeers;
  readonly fault: (error: unknown) => void;
}

// The specification asks for at least three seconds, since TCP may have to send a segment again.
const headerTimeoutMs = 5000;

/** The sessions of one connection: first a balancer's header, then one after the other, since XCLIENT begins a new one. */
export class ConnectionSessions {
  readonly #connection: ServerConnection;
  readonly #options: SessionOptions;
  #session: ServerSession | undefined;
  #retiring = false;

  constructor(connection: ServerConnection, options: SessionOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /** Resolves when the last session is over. */
  async run(): Promise<void> {
    const { localAddress, localPort, remoteAddress, remotePort } = this.#connection;
    const ends: Ends = {
      local: { address: localAddress, port: localPort },
      remote: { address: remoteAddress, port: remotePort },
    };
    return this.#options.trusts.proxyProtocol(ends) ? this.#behindBalancer(ends) : this.#sessions(ends);
  }

  /** The service stops. */
  retire(): void {
    this.#retiring = true;
    if (this.#session === undefined) this.#connection.destroy();
    else this.#session.lifetime.retire();
  }

  /** Only the client's end is taken over: no connector is bound to the balancer's own address. */
  async #behindBalancer({ local, remote }: Ends): Promise<void> {
    const { input } = this.#connection;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      input.end();
    }, headerTimeoutMs);
    const header = await readProxyHeader(input).finally(() => clearTimeout(timer));
    if (header?.kind === 'complete') return this.#sessions({ local, remote: header.client ?? remote });
    // A balancer that looks whether the port is open says nothing at all.
    if (header !== undefined || late) {
      this.#options.fault(new Error(`no valid PROXY header came from ${remote.address}`));
      this.#refuse(replies.proxyHeaderExpected);
    }
    this.#connection.end();
  }

  async #sessions(peer: Ends): Promise<void> {
    let said: XclientAttributes | undefined = this.#options.trusts.xclient(peer) ? {} : undefined;
    let tls: TlsState | undefined;
    do {
      const session: ServerSession | undefined = this.#begin(clientOf(peer, said), { said, tls });
      if (session === undefined) return this.#refuse(replies.notAvailable);
      this.#session = session;
      if (this.#retiring) session.lifetime.retire();
      await runSession(session);
      said = session.successor;
      tls = withoutIdentity(session.state.tls);
      // Many XCLIENT in one piece must not keep the process to themselves.
      if (said !== undefined) await nextTurn();
    } while (said !== undefined);
  }

  #begin(
    { local, remote }: Ends,
    { said, tls }: { readonly said: XclientAttributes | undefined; readonly tls: TlsState | undefined },
  ): ServerSession | undefined {
    const { protocol, handlerFor, fault } = this.#options;
    const id = nextSessionId(Date.now());
    try {
      const handler = handlerFor({ id, local, remote });
      if (handler === undefined) return undefined;
      const forwarder = said !== undefined && Object.keys(said).length === 0;
      const state = new SessionState({ id, local, remote, forwarder });
      state.tls = tls;
      return new ServerSession({ protocol, connection: this.#connection, state, handler, forwarder: said });
    } catch (error) {
      fault(error);
      return undefined;
    }
  }

  #refuse(reply: Reply): void {
    this.#connection.write(reply.toWire());
    this.#connection.end();
  }
}

/** What XCLIENT did not tell of the client is not that of the proxy: an unknown address is nobody's. */
function clientOf(peer: Ends, said: XclientAttributes | undefined): Ends {
  if (said === undefined) return peer;
  const { ADDR, PORT, DESTADDR, DESTPORT } = said;
  const unknown = isIPv6(peer.remote.address) ? '::' : '0.0.0.0';
  const known = ADDR === undefined && PORT === undefined;
  const remote = {
    address: ADDR === undefined ? peer.remote.address : (ADDR ?? unknown),
    port: known ? peer.remote.port : (PORT ?? 0),
  };
  const local = { address: DESTADDR ?? peer.local.address, port: DESTPORT ?? peer.local.port };
  return { local, remote };
}

/** TLS is between the proxy and us: what its certificate proves is not the client's. */
function withoutIdentity(tls: TlsState | undefined): TlsState | undefined {
  return tls && { ...tls, peerAuthorized: false, peerName: undefined, peerHosts: [] };
}
