import { isIPv6, type AddressInfo } from 'node:net';

import type { Endpoint } from '../address/endpoint.js';
import { replies } from '../reply/replies.js';
import type { Reply } from '../reply/reply.js';
import {
  ConnectionSessions,
  type Accepted,
  type SessionOptions,
  type TrustedPeers,
} from './connection-sessions.js';
import { Acceptor, type ServerConnection } from './connection/smtp-server.js';
import type { SessionHandler } from './session-handler.js';
import type { Protocol } from './session/server-session.js';

export interface SmtpListenerOptions {
  readonly protocol: Protocol;
  /** Undefined: nobody serves this connection; it gets 421. */
  handlerFor(accepted: Accepted): SessionHandler | undefined;
  /** Default: nobody. */
  readonly trusts?: TrustedPeers;
  /** Above it connections get 421 and no handler. */
  readonly maxConnections: number;
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
      server.listen({ host: address, port, ipv6Only: isIPv6(address), backlog }, () => {
        server.off('error', reject);
        const bound = server.address() as AddressInfo;
        resolve({ address: bound.address, port: bound.port });
      });
    });
  }

  /**
   * Stops listening. Idle sessions get 421, running transactions may end within `graceMs`, then the rest is cut.
   * Resolves when no connection is left.
   */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    const ended = this.#end();
    for (const sessions of this.#open) sessions.retire();
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

function refuse(connection: ServerConnection, reply: Reply): void {
  connection.write(reply.toWire());
  connection.end();
}
