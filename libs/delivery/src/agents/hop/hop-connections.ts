import { HopError, type Endpoint, type HopConnection, type HopPool } from '@mailyard/smtp';

import type { RemoteHost } from '../../delivery-agent.js';
import { remoteHost } from '../remote-host.js';

export interface HopConnectionsOptions {
  readonly pool: HopPool;
  /** Where the next hop can be reached now, best first. */
  readonly hosts: () => readonly Endpoint[];
}

/** A connection, and whom it leads to. */
export interface Reached {
  readonly connection: HopConnection;
  readonly remote: RemoteHost;
}

/** Connections that carried a message before. */
const hasServed = new WeakSet<HopConnection>();

/**
 * The connections of one session, taken from the pool when needed: one for all messages that go whole, kept from message
 * to message, and one more for each that streams, which has it alone.
 */
export class HopConnections {
  readonly #options: HopConnectionsOptions;
  #shared: Reached | undefined;
  #opening: Promise<Reached> | undefined;
  /** Messages that are on the shared connection, or wait for it. */
  #sharing = 0;
  readonly #alone = new Set<Reached>();
  /** Connections that are being opened. */
  #reaching = 0;
  #closed = false;

  constructor(options: HopConnectionsOptions) {
    this.#options = options;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** One is being opened, and no message has one. */
  get connecting(): boolean {
    return this.#reaching > 0 && this.#alone.size === 0 && this.#shared === undefined;
  }

  /**
   * A connection that had lain idle may just have died of that: then once more, on another. So also when the message may have
   * been taken: it would be sent again in any case, only later.
   */
  async carry<Result>(
    how: 'whole' | 'stream',
    work: (reached: Reached, again: boolean) => Promise<Result>,
  ): Promise<Result> {
    for (let again = false; ; again = true) {
      const reached = await (how === 'whole' ? this.#share() : this.#takeAlone());
      const served = hasServed.has(reached.connection);
      try {
        const result = await work(reached, again);
        hasServed.add(reached.connection);
        return result;
      } catch (error) {
        // Others are on the connection, unless it has failed with the message.
        if (!isLapsed(error) || reached.connection.failed) this.#drop(reached);
        if (again || !served || this.#closed || !isOfConnection(error)) throw error;
      } finally {
        this.#giveBack(reached, how);
      }
    }
  }

  /** What is amid a message is lost. */
  close(): void {
    const { pool } = this.#options;
    this.#closed = true;
    const shared = this.#shared;
    this.#shared = undefined;
    if (shared !== undefined && this.#sharing > 0) pool.discard(shared.connection);
    else if (shared !== undefined) pool.release(shared.connection);
    for (const { connection } of this.#alone) pool.discard(connection);
  }

  async #share(): Promise<Reached> {
    this.#sharing += 1;
    try {
      if (this.#shared?.connection.usable === true) return this.#shared;
      this.#opening ??= this.#openShared();
      return await this.#opening;
    } catch (error) {
      this.#sharing -= 1;
      throw error;
    }
  }

  async #openShared(): Promise<Reached> {
    if (this.#shared !== undefined) this.#drop(this.#shared);
    try {
      this.#shared = await this.#open();
      return this.#shared;
    } finally {
      this.#opening = undefined;
    }
  }

  async #takeAlone(): Promise<Reached> {
    let reached = this.#sharing === 0 && this.#shared?.connection.usable === true ? this.#shared : undefined;
    if (reached !== undefined) this.#shared = undefined;
    reached ??= await this.#open();
    this.#alone.add(reached);
    return reached;
  }

  #giveBack(reached: Reached, how: 'whole' | 'stream'): void {
    if (how === 'whole') this.#sharing -= 1;
    if (!this.#alone.delete(reached)) return;
    const wanted = this.#shared === undefined && this.#opening === undefined && !this.#closed;
    if (wanted) this.#shared = reached;
    else this.#options.pool.release(reached.connection);
  }

  /** Not to be used again: lost, or the peer said that it will not go on. */
  #drop(reached: Reached): void {
    if (this.#shared === reached) this.#shared = undefined;
    this.#alone.delete(reached);
    this.#options.pool.discard(reached.connection);
  }

  /** To the first host that can be reached. */
  async #open(): Promise<Reached> {
    const { pool, hosts } = this.#options;
    let failure = new HopError('connect', 'no host is known for this next hop');
    const tried = new Set<string>();
    while (!this.#closed) {
      // Asked again after each failure, which can take seconds: another host may have come meanwhile.
      const endpoint = hosts().find((host) => !tried.has(nameOf(host)));
      if (endpoint === undefined) throw failure;
      tried.add(nameOf(endpoint));
      this.#reaching += 1;
      try {
        return this.#keep(await pool.acquire(endpoint), endpoint);
      } catch (error) {
        if (!(error instanceof HopError)) throw error;
        // A host that we leave alone for now may be well: then the next hop is not away.
        if (failure.kind !== 'limit') failure = error;
      } finally {
        this.#reaching -= 1;
      }
    }
    throw new HopError('closed', 'the session was closed');
  }

  #keep(connection: HopConnection, { address }: Endpoint): Reached {
    if (!this.#closed) return { connection, remote: remoteHost(address, connection) };
    this.#options.pool.release(connection);
    throw new HopError('closed', 'the session was closed');
  }
}

const isLapsed = (error: unknown): boolean => error instanceof HopError && error.kind === 'lapsed';
const isOfConnection = (error: unknown): boolean => error instanceof HopError && !isLapsed(error);

function nameOf({ address, port }: Endpoint): string {
  return `${address} ${port}`;
}
