import type { Endpoint } from '../address/endpoint.js';
import { HopError } from '../client/hop-error.js';
import type { HopConnection } from './hop-connection.js';
import { HopTrace, type TellHop } from './hop-trace.js';
import { SharedConnections } from './shared-connections.js';

export interface HopPoolOptions {
  readonly connect: (endpoint: Endpoint) => Promise<HopConnection>;
  /** Keep this below the peer’s inactivity time-out, or connections die in our hands. */
  readonly maxIdleMs: number;
  /** Connections to one endpoint at a time, in use or idle; past it there is a HopError of kind `limit`. */
  readonly maxPerHost?: number;
  /** Told of each connection; absent: nobody wants to know. */
  readonly onConnection?: TellHop | undefined;
}

interface Idle {
  readonly connection: HopConnection;
  readonly since: number;
}

interface Host {
  readonly key: string;
  /** Last in, first out: the busiest connections stay warm and the surplus ages out. */
  readonly idle: Idle[];
  readonly shared: SharedConnections;
  open: number;
}

/** Connections by endpoint, those that one user has alone and those that all share. One that dies leaves at once. */
export class HopPool {
  readonly #options: HopPoolOptions;
  readonly #hosts = new Map<string, Host>();
  readonly #hostOf = new Map<HopConnection, Host>();
  #sweeper: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: HopPoolOptions) {
    this.#options = options;
  }

  /** An idle connection or a new one; give it back with `release` or `discard`. */
  async acquire(endpoint: Endpoint): Promise<HopConnection> {
    if (this.#closed) throw new HopError('closed', 'the pool is closed');
    const host = this.#host(endpoint);
    for (let idle = host.idle.pop(); idle !== undefined; idle = host.idle.pop()) {
      if (idle.connection.usable) return idle.connection;
    }
    return this.#open(endpoint, host);
  }

  /** A connection on which whole transactions of others are under way, too; nobody gives it back. */
  share(endpoint: Endpoint): HopConnection | Promise<HopConnection> {
    if (this.#closed) throw new HopError('closed', 'the pool is closed');
    this.#sweepLater();
    return this.#host(endpoint).shared.pick();
  }

  /** After a whole transaction. A connection that cannot be used again is closed. */
  release(connection: HopConnection): void {
    const host = this.#hostOf.get(connection);
    if (host === undefined || this.#closed || !connection.usable) return this.discard(connection);
    host.idle.push({ connection, since: performance.now() });
    this.#sweepLater();
  }

  discard(connection: HopConnection): void {
    this.#forget(connection);
    connection.close();
  }

  /** Closes what is idle now, and everything else when it comes back or is done. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
    this.#sweep();
    if (this.#hosts.size > 0) this.#sweepLater();
  }

  async #open(endpoint: Endpoint, host: Host): Promise<HopConnection> {
    const { connect, maxPerHost = Infinity, onConnection } = this.#options;
    if (host.open >= maxPerHost) {
      const where = keyOf(endpoint);
      throw new HopError('limit', `${host.open} connections to ${where} are in use`);
    }
    host.open += 1;
    const trace = onConnection && new HopTrace(endpoint, onConnection);
    try {
      const connection = await connect(endpoint);
      this.#hostOf.set(connection, host);
      trace?.opened();
      connection.onUnusable(() => {
        this.#forget(connection);
        trace?.ended(connection.messages);
      });
      return connection;
    } catch (error) {
      trace?.failed(error);
      this.#countDown(host);
      throw error;
    }
  }

  #host(endpoint: Endpoint): Host {
    const key = keyOf(endpoint);
    const known = this.#hosts.get(key);
    if (known !== undefined) return known;
    const shared = new SharedConnections(() => this.#open(endpoint, host));
    const host: Host = { key, idle: [], shared, open: 0 };
    this.#hosts.set(key, host);
    return host;
  }

  #forget(connection: HopConnection): void {
    const host = this.#hostOf.get(connection);
    if (host === undefined) return;
    this.#hostOf.delete(connection);
    const index = host.idle.findIndex((idle) => idle.connection === connection);
    if (index >= 0) host.idle.splice(index, 1);
    host.shared.forget(connection);
    this.#countDown(host);
  }

  #countDown(host: Host): void {
    host.open -= 1;
    if (host.open === 0) this.#hosts.delete(host.key);
  }

  #sweepLater(): void {
    const intervalMs = this.#closed ? closingMs : Math.max(50, this.#options.maxIdleMs / 2);
    this.#sweeper ??= setInterval(() => this.#sweep(), intervalMs).unref();
  }

  #sweep(): void {
    const before = this.#closed ? Infinity : performance.now() - this.#options.maxIdleMs;
    for (const host of this.#hosts.values()) {
      const old = host.idle.filter((idle) => idle.since < before);
      for (const { connection } of old) this.discard(connection);
      for (const connection of host.shared.idleSince(before)) this.discard(connection);
    }
    if (this.#hosts.size > 0) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
  }
}

/** So often a pool that is closed looks whether what is shared is done. */
const closingMs = 100;

function keyOf({ address, port }: Endpoint): string {
  return `${address}:${port}`;
}
