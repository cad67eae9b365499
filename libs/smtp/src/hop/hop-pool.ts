import type { Endpoint } from '../address/endpoint.js';
import { HopError } from '../client/hop-error.js';
import type { HopConnection } from './hop-connection.js';

export interface HopPoolOptions {
  readonly connect: (endpoint: Endpoint) => Promise<HopConnection>;
  /** Keep this below the peer’s inactivity time-out, or connections die in our hands. */
  readonly maxIdleMs: number;
  /** Connections to one endpoint at a time, in use or idle; past it `acquire` fails with a HopError of kind `limit`. */
  readonly maxPerHost?: number;
}

interface Idle {
  readonly connection: HopConnection;
  readonly since: number;
}

interface Host {
  /** Last in, first out: the busiest connections stay warm and the surplus ages out. */
  readonly idle: Idle[];
  open: number;
}

/** Idle connections by endpoint. A connection that dies while idle leaves at once. */
export class HopPool {
  readonly #options: HopPoolOptions;
  readonly #hosts = new Map<string, Host>();
  readonly #keys = new Map<HopConnection, string>();
  #sweeper: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: HopPoolOptions) {
    this.#options = options;
  }

  /** An idle connection or a new one; give it back with `release` or `discard`. */
  async acquire(endpoint: Endpoint): Promise<HopConnection> {
    if (this.#closed) throw new HopError('closed', 'the pool is closed');
    const key = `${endpoint.address} ${endpoint.port}`;
    const host = this.#host(key);
    for (let idle = host.idle.pop(); idle !== undefined; idle = host.idle.pop()) {
      if (idle.connection.usable) return idle.connection;
    }
    if (host.open >= (this.#options.maxPerHost ?? Infinity)) {
      throw new HopError(
        'limit',
        `${host.open} connections to ${endpoint.address}:${endpoint.port} are in use`,
      );
    }
    return this.#open(endpoint, { key, host });
  }

  /** After a whole transaction. A connection that cannot be used again is closed. */
  release(connection: HopConnection): void {
    const key = this.#keys.get(connection);
    if (key === undefined || this.#closed || !connection.usable) return this.discard(connection);
    this.#host(key).idle.push({ connection, since: performance.now() });
    this.#sweeper ??= setInterval(() => this.#sweep(), Math.max(50, this.#options.maxIdleMs / 2)).unref();
  }

  discard(connection: HopConnection): void {
    this.#forget(connection);
    connection.close();
  }

  /** Closes what is idle now, and everything else when it comes back. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#sweeper);
    for (const host of this.#hosts.values()) {
      for (const { connection } of host.idle.splice(0)) this.discard(connection);
    }
  }

  async #open(endpoint: Endpoint, { key, host }: { key: string; host: Host }): Promise<HopConnection> {
    host.open += 1;
    try {
      const connection = await this.#options.connect(endpoint);
      this.#keys.set(connection, key);
      connection.onUnusable(() => this.#forget(connection));
      return connection;
    } catch (error) {
      this.#countDown(key, host);
      throw error;
    }
  }

  #host(key: string): Host {
    const known = this.#hosts.get(key);
    if (known !== undefined) return known;
    const host: Host = { idle: [], open: 0 };
    this.#hosts.set(key, host);
    return host;
  }

  #forget(connection: HopConnection): void {
    const key = this.#keys.get(connection);
    if (key === undefined) return;
    this.#keys.delete(connection);
    const host = this.#host(key);
    const index = host.idle.findIndex((idle) => idle.connection === connection);
    if (index >= 0) host.idle.splice(index, 1);
    this.#countDown(key, host);
  }

  #countDown(key: string, host: Host): void {
    host.open -= 1;
    if (host.open === 0) this.#hosts.delete(key);
  }

  #sweep(): void {
    const before = performance.now() - this.#options.maxIdleMs;
    for (const host of this.#hosts.values()) {
      const old = host.idle.filter((idle) => idle.since < before);
      for (const { connection } of old) this.discard(connection);
    }
    if (this.#hosts.size > 0) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
  }
}
