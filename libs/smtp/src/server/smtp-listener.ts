import { isIPv6, type AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Endpoint } from '../address/endpoint.js';
import type { XclientAttributes } from '../commands/xclient-command.js';
import { nextSessionId } from '../protocol-log/protocol-event.js';
import { replies } from '../reply/replies.js';
import type { Reply } from '../reply/reply.js';
import type { TlsState } from '../tls/tls-state.js';
import { readProxyHeader } from './connection/proxy-protocol.js';
import { Acceptor, type ServerConnection } from './connection/smtp-server.js';
import type { Accepted, Ends, SessionHandler, TrustedPeers } from './session-handler.js';
import { runSession } from './session/run-session.js';
import { ServerSession, type Protocol } from './session/server-session.js';
import { SessionState } from './session/session-state.js';
import { clientOf, withoutIdentity } from './verbs/session/xclient.js';

export interface SmtpListenerOptions {
  readonly protocol: Protocol;
  /** Undefined: nobody serves this connection; it gets 421. */
  handlerFor(accepted: Accepted): SessionHandler | undefined;
  /** Default: nobody. */
  readonly trusts?: TrustedPeers;
  /** Above it connections get 421 and no handler. */
  readonly maxConnections: number;
  /** Other processes of the same user listen there, too: the kernel gives each its part of the connections. */
  readonly sharesPort?: boolean;
  /** Faults outside any session; without it they become a warning of the process. */
  readonly fault?: (error: unknown) => void;
}

const nobody: TrustedPeers = { proxyProtocol: () => false, xclient: () => false };

/**
 * Connections that wait to be accepted; the system may allow fewer. A client beyond it believes that it is connected,
 * and waits for a greeting that may never come.
 */
const backlog = 4096;
// A last reply needs a moment to leave before its connection is cut.
const retireMs = 1_000;

/** Listens on one endpoint and runs a session on each connection. */
export class SmtpListener {
  readonly #options: SmtpListenerOptions;
  readonly #acceptor: Acceptor;
  readonly #connections = new Set<ServerConnection>();
  readonly #open = new Set<ConnectionSessions>();
  readonly #sessionOptions: SessionOptions;
  #closed: Promise<void> | undefined;
  #stopping = false;

  constructor(options: SmtpListenerOptions) {
    this.#options = options;
    const { protocol, trusts = nobody } = options;
    const handlerFor = (accepted: Accepted) => options.handlerFor(accepted);
    this.#sessionOptions = { protocol, trusts, handlerFor, fault: (error) => this.#fault(error) };
    this.#acceptor = new Acceptor({
      lmtp: options.protocol === 'LMTP',
      accepted: (connection) => this.#accept(connection),
      failed: (error) => {
        // Before that `listen` rejects with it.
        if (this.#acceptor.server.listening) this.#fault(error);
      },
    });
  }

  /** Connections that are open, those that linger after QUIT included. */
  get connections(): number {
    return this.#connections.size;
  }

  /** Resolves with where it really listens: port 0 stands for a free one. */
  listen({ address, port }: Endpoint): Promise<Endpoint> {
    const { server } = this.#acceptor;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      // Wildcards of both families are bound side by side.
      const reusePort = this.#options.sharesPort === true;
      server.listen({ host: address, port, ipv6Only: isIPv6(address), backlog, reusePort }, () => {
        server.off('error', reject);
        const bound = server.address() as AddressInfo;
        resolve({ address: bound.address, port: bound.port });
      });
    });
  }

  /** The sessions that are open get 421 as soon as they have no transaction; others may begin. */
  retireSessions(): void {
    for (const sessions of this.#open) sessions.retire();
  }

  /**
   * Stops listening. Idle sessions get 421, running transactions may end within `graceMs`, then the rest is cut.
   * Resolves when no connection is left.
   */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    const ended = this.#end();
    this.retireSessions();
    const cut = setTimeout(() => this.#connections.forEach((connection) => connection.destroy()), graceMs);
    await ended;
    clearTimeout(cut);
  }

  /**
   * Stops listening, but lets sessions go on as if nothing had happened; those left after `drainMs` get 421 or are cut.
   * Without a drain time they may stay for as long as their connector lets them.
   */
  async drain({ drainMs }: { readonly drainMs: number | undefined }): Promise<void> {
    const late = drainMs === undefined ? undefined : setTimeout(() => void this.stop(retireMs), drainMs);
    await this.#end();
    clearTimeout(late);
  }

  /** No new connections; resolves when no connection is left. */
  async #end(): Promise<void> {
    this.#closed ??= new Promise<void>((resolve) => {
      this.#acceptor.server.close(() => resolve());
    });
    await this.#closed;
    await Promise.all(Array.from(this.#connections, (connection) => connection.closed));
  }

  #accept(connection: ServerConnection): void {
    const { maxConnections } = this.#options;
    const full = this.#connections.size >= maxConnections;
    this.#connections.add(connection);
    void connection.closed.then(() => this.#connections.delete(connection));
    connection.init();
    // The peer left before it was accepted: nobody to talk to.
    if (connection.remoteAddress === '') return connection.destroy();
    if (full) return refuse(connection, replies.tooManyConnections);
    const sessions = new ConnectionSessions(connection, this.#sessionOptions);
    this.#open.add(sessions);
    sessions
      .run()
      .catch((error: unknown) => {
        connection.destroy();
        this.#fault(error);
      })
      .finally(() => this.#open.delete(sessions));
    // smtp-server hands a socket over some time after it was accepted.
    if (this.#stopping) sessions.retire();
  }

  #fault(error: unknown): void {
    const { fault } = this.#options;
    if (fault !== undefined) return fault(error);
    process.emitWarning(`SMTP listener: ${String(error)}`);
  }
}

type SessionOptions = Required<Pick<SmtpListenerOptions, 'protocol' | 'handlerFor' | 'trusts' | 'fault'>>;

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
    const header = await readProxyHeader(this.#connection.input);
    if (header?.kind === 'complete') return this.#sessions({ local, remote: header.client ?? remote });
    // A balancer that looks whether the port is open says nothing at all.
    if (header !== undefined) {
      this.#options.fault(new Error(`no valid PROXY header came from ${remote.address}`));
      refuse(this.#connection, replies.proxyHeaderExpected);
    }
    this.#connection.end();
  }

  async #sessions(peer: Ends): Promise<void> {
    let said: XclientAttributes | undefined = this.#options.trusts.xclient(peer) ? {} : undefined;
    let tls: TlsState | undefined;
    do {
      const session: ServerSession | undefined = this.#begin(clientOf(peer, said), { said, tls });
      if (session === undefined) return refuse(this.#connection, replies.notAvailable);
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
}

function refuse(connection: ServerConnection, reply: Reply): void {
  connection.reply(reply.toWire());
  connection.end();
}
