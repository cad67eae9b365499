import { isIPv6, type AddressInfo } from 'node:net';

import { replies } from '../replies.js';
import { Dialogue, type Protocol } from './dialogue.js';
import { runSession } from './run-session.js';
import type { Endpoint, SessionHandler } from './session-handler.js';
import { Acceptor, type ServerConnection } from './connection/smtp-server.js';
import { nextSessionId, SmtpSession } from './smtp-session.js';

/** A connection that was just accepted. */
export interface Accepted {
  /** Of the session; see Session.id. */
  readonly id: string;
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

export interface SmtpListenerOptions {
  readonly protocol: Protocol;
  /** Undefined: nobody serves this connection; it gets 421. */
  handlerFor(accepted: Accepted): SessionHandler | undefined;
  /** Above it connections get 421 and no handler. */
  readonly maxConnections: number;
  /** Faults outside any session; without it they become a warning of the process. */
  readonly fault?: (error: unknown) => void;
}

/** Listens on one endpoint and runs a session on each connection. */
export class SmtpListener {
  readonly #options: SmtpListenerOptions;
  readonly #acceptor: Acceptor;
  readonly #connections = new Set<ServerConnection>();
  readonly #dialogues = new Set<Dialogue>();

  constructor(options: SmtpListenerOptions) {
    this.#options = options;
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
      server.listen({ host: address, port, ipv6Only: isIPv6(address) }, () => {
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
    const { server } = this.#acceptor;
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    for (const dialogue of this.#dialogues) dialogue.retire();
    const cut = setTimeout(() => this.#connections.forEach((connection) => connection.destroy()), graceMs);
    await closed;
    clearTimeout(cut);
    await Promise.all(Array.from(this.#connections, (connection) => connection.closed));
  }

  #accept(connection: ServerConnection): void {
    const { maxConnections, protocol } = this.#options;
    const full = this.#connections.size >= maxConnections;
    this.#connections.add(connection);
    void connection.closed.then(() => this.#connections.delete(connection));
    connection.init();
    // The peer left before it was accepted: nobody to talk to.
    if (connection.remoteAddress === '') return connection.destroy();
    const handler = full ? undefined : this.#handlerFor(connection);
    if (handler === undefined) {
      connection.write((full ? replies.tooManyConnections : replies.notAvailable).toWire());
      connection.end();
      return;
    }
    const dialogue = new Dialogue({ protocol, wire: connection, ...handler });
    this.#dialogues.add(dialogue);
    runSession(dialogue)
      .catch((error: unknown) => {
        connection.destroy();
        this.#fault(error);
      })
      .finally(() => this.#dialogues.delete(dialogue));
  }

  #handlerFor(connection: ServerConnection) {
    const id = nextSessionId(Date.now());
    const local = { address: connection.localAddress, port: connection.localPort };
    const remote = { address: connection.remoteAddress, port: connection.remotePort };
    try {
      const handler = this.#options.handlerFor({ id, local, remote });
      return handler && { handler, session: new SmtpSession(id, local, remote) };
    } catch (error) {
      this.#fault(error);
      return undefined;
    }
  }

  #fault(error: unknown): void {
    const { fault } = this.#options;
    if (fault !== undefined) return fault(error);
    process.emitWarning(`SMTP listener: ${String(error)}`);
  }
}
