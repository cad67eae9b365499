import { verifiedContent, type LoadedCopy } from '@mailyard/queue';
import type { NextHop } from '@mailyard/routing';
import {
  HopError,
  outcomes,
  type Endpoint,
  type Envelope,
  type HopConnection,
  type HopPool,
  type Reply,
} from '@mailyard/smtp';

/** Where a next hop can be reached now, best first. */
export type HostsOf = (nextHop: NextHop) => Promise<readonly Endpoint[]>;

export interface NextHopLinkOptions {
  readonly pool: HopPool;
  readonly hostsOf: HostsOf;
  /** Content that is not in Redis. */
  readonly readContent: (id: string) => AsyncIterable<Buffer>;
}

/** Replies to one message, one for each recipient in order, and who gave them. */
export interface LinkReplies {
  readonly replies: readonly Reply[];
  readonly endpoint: Endpoint;
}

/** Connections that carried a message before. */
const hasServed = new WeakSet<HopConnection>();

/** A lane's connection to its next hop: opened when needed, kept from message to message. */
export class NextHopLink {
  readonly #nextHop: NextHop;
  readonly #options: NextHopLinkOptions;
  #connection: HopConnection | undefined;
  #endpoint: Endpoint = { address: '', port: 0 };

  constructor(nextHop: NextHop, options: NextHopLinkOptions) {
    this.#nextHop = nextHop;
    this.#options = options;
  }

  /**
   * Hands the message over. Throws a HopError when the connection cannot be had or is lost: nothing is known then of
   * recipients without a reply. A connection that had lain idle may just have died of that: then once more, on another.
   */
  async send(message: LoadedCopy): Promise<LinkReplies> {
    const connection = await this.#usable();
    try {
      return await this.#transact(connection, message);
    } catch (error) {
      this.#drop();
      if (!(error instanceof HopError) || !hasServed.has(connection)) throw error;
    }
    return this.#onAnother(message);
  }

  /** The connection serves other lanes from now on. */
  close(): void {
    if (this.#connection !== undefined) this.#options.pool.release(this.#connection);
    this.#connection = undefined;
  }

  async #onAnother(message: LoadedCopy): Promise<LinkReplies> {
    try {
      return await this.#transact(await this.#usable(), message);
    } catch (error) {
      this.#drop();
      throw error;
    }
  }

  /** Not to be used again: lost, or the peer said that it will not go on. */
  #drop(): void {
    if (this.#connection !== undefined) this.#options.pool.discard(this.#connection);
    this.#connection = undefined;
  }

  /** The lane's connection, or one to the first host that can be reached. */
  async #usable(): Promise<HopConnection> {
    if (this.#connection?.usable === true) return this.#connection;
    this.#drop();
    let failure: unknown = new HopError('connect', 'no host is known for this next hop');
    const tried = new Set<string>();
    for (;;) {
      // Asked again after each failure, which can take seconds: another host may have come meanwhile.
      const hosts = await this.#options.hostsOf(this.#nextHop);
      const endpoint = hosts.find((host) => !tried.has(nameOf(host)));
      if (endpoint === undefined) throw failure;
      tried.add(nameOf(endpoint));
      try {
        this.#connection = await this.#options.pool.acquire(endpoint);
        this.#endpoint = endpoint;
        return this.#connection;
      } catch (error) {
        failure = error;
      }
    }
  }

  async #transact(connection: HopConnection, { item, copy, content }: LoadedCopy): Promise<LinkReplies> {
    const envelope: Envelope = { ...item.envelope, recipients: copy.recipients };
    const result =
      content === undefined
        ? await this.#stream(connection, envelope, [
            item.header,
            verifiedContent(item, this.#options.readContent(item.id)),
          ])
        : await connection.transact(envelope, [item.header, content]);
    hasServed.add(connection);
    return { replies: outcomes(result), endpoint: this.#endpoint };
  }

  /** Piece by piece, as fast as the peer takes it. */
  async #stream(
    connection: HopConnection,
    envelope: Envelope,
    [header, content]: readonly [Buffer, AsyncIterable<Buffer>],
  ): Promise<Parameters<typeof outcomes>[0]> {
    const answers = await connection.begin(envelope);
    const accepted = answers.mail.positive && answers.recipients.some((reply) => reply.positive);
    if (!accepted) return { ...answers, replies: [] };
    await connection.write(header);
    for await (const chunk of content) await connection.write(chunk);
    return { ...answers, replies: await connection.end() };
  }
}

function nameOf({ address, port }: Endpoint): string {
  return `${address} ${port}`;
}
