import type { HopConnection } from './hop-connection.js';

interface Shared {
  readonly connection: HopConnection;
  /** When it was asked for last. */
  since: number;
}

/** So many connections carry the small transactions to one endpoint: the fewer, the more leave in one write. */
const connectionsMax = 4;

/** The connections to one endpoint on which the transactions of many are under way at the same time. */
export class SharedConnections {
  readonly #open: () => Promise<HopConnection>;
  readonly #all: Shared[] = [];
  #opening: Promise<HopConnection> | undefined;

  constructor(open: () => Promise<HopConnection>) {
    this.#open = open;
  }

  /** The first that has room. While none has, another one is opened, and the least loaded serves if there is one. */
  pick(): HopConnection | Promise<HopConnection> {
    const [first, ...others] = this.#all;
    if (first === undefined) return this.#another();
    const withRoom = this.#all.find(({ connection }) => connection.hasRoom);
    const picked = withRoom ?? others.reduce(lessLoaded, first);
    // Without another one these have to do.
    if (withRoom === undefined && this.#all.length < connectionsMax) this.#another().catch(() => undefined);
    picked.since = performance.now();
    return picked.connection;
  }

  forget(connection: HopConnection): void {
    const index = this.#all.findIndex((shared) => shared.connection === connection);
    if (index >= 0) this.#all.splice(index, 1);
  }

  /** Those on which nothing is under way, and that nobody has asked for since then. */
  idleSince(then: number): readonly HopConnection[] {
    const idle = this.#all.filter(({ connection, since }) => since < then && connection.load === 0);
    return idle.map(({ connection }) => connection);
  }

  #another(): Promise<HopConnection> {
    this.#opening ??= this.#open()
      .then((connection) => {
        if (connection.usable) this.#all.push({ connection, since: performance.now() });
        return connection;
      })
      .finally(() => {
        this.#opening = undefined;
      });
    return this.#opening;
  }
}

function lessLoaded(one: Shared, other: Shared): Shared {
  return other.connection.load < one.connection.load ? other : one;
}
