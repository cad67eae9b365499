import {
  HopError,
  outcomes,
  type Endpoint,
  type HopConnection,
  type HopPool,
  type TransactionReplies,
} from '@mailyard/smtp';

import type { DeliveryOutcome, DeliverySession, OutgoingMessage } from '../../delivery-agent.js';

export interface MailboxSessionOptions {
  readonly pool: HopPool;
  /** Where Mailbox Delivery can be reached now, best first. */
  readonly hosts: () => readonly Endpoint[];
  readonly onClosed: () => void;
}

/** Connections that carried a message before. */
const hasServed = new WeakSet<HopConnection>();

/** An LMTP connection to Mailbox Delivery: taken from the pool when needed, kept from message to message. */
export class MailboxSession implements DeliverySession {
  readonly #options: MailboxSessionOptions;
  #connection: HopConnection | undefined;
  #endpoint: Endpoint = { address: '', port: 0 };
  #delivering = false;
  #closed = false;

  constructor(options: MailboxSessionOptions) {
    this.#options = options;
  }

  async deliver(message: OutgoingMessage): Promise<DeliveryOutcome> {
    this.#delivering = true;
    try {
      return await this.#deliver(message);
    } catch (error) {
      if (!(error instanceof HopError)) throw error;
      if (this.#closed) return { scope: 'own-limit', reason: 'the session was closed' };
      if (error.kind === 'limit') return { scope: 'own-limit', reason: error.message };
      return { scope: 'next-hop', said: error.reply?.toString() ?? error.message };
    } finally {
      this.#delivering = false;
    }
  }

  close(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#closed = true;
    if (connection !== undefined && this.#delivering) this.#options.pool.discard(connection);
    else if (connection !== undefined) this.#options.pool.release(connection);
    this.#options.onClosed();
  }

  /** A connection that had lain idle may just have died of that: then once more, on another. */
  async #deliver(message: OutgoingMessage): Promise<DeliveryOutcome> {
    const connection = await this.#usable();
    try {
      return await this.#transact(connection, message);
    } catch (error) {
      this.#drop();
      if (!(error instanceof HopError) || this.#closed || !hasServed.has(connection)) throw error;
    }
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

  /** The session's connection, or one to the first host that can be reached. */
  async #usable(): Promise<HopConnection> {
    if (this.#connection?.usable === true) return this.#connection;
    this.#drop();
    let failure = new HopError('connect', 'no host is known for this next hop');
    const tried = new Set<string>();
    while (!this.#closed) {
      // Asked again after each failure, which can take seconds: another host may have come meanwhile.
      const endpoint = this.#options.hosts().find((host) => !tried.has(nameOf(host)));
      if (endpoint === undefined) throw failure;
      tried.add(nameOf(endpoint));
      try {
        return this.#keep(await this.#options.pool.acquire(endpoint), endpoint);
      } catch (error) {
        if (!(error instanceof HopError)) throw error;
        // A host that we leave alone for now may be well: then the next hop is not away.
        if (failure.kind !== 'limit') failure = error;
      }
    }
    throw new HopError('closed', 'the session was closed');
  }

  #keep(connection: HopConnection, endpoint: Endpoint): HopConnection {
    if (this.#closed) {
      this.#options.pool.release(connection);
      throw new HopError('closed', 'the session was closed');
    }
    this.#connection = connection;
    this.#endpoint = endpoint;
    return connection;
  }

  async #transact(connection: HopConnection, message: OutgoingMessage): Promise<DeliveryOutcome> {
    const { envelope, header, content } = message;
    const answers = Buffer.isBuffer(content)
      ? await connection.transact(envelope, [header, content])
      : await stream(connection, message, content());
    hasServed.add(connection);
    const remote = { host: this.#endpoint.address };
    if (!answers.mail.positive) return { scope: 'message', reply: answers.mail, remote };
    return { scope: 'recipients', replies: outcomes(answers), remote };
  }
}

/** Piece by piece, as fast as the peer takes it. */
async function stream(
  connection: HopConnection,
  { envelope, header }: OutgoingMessage,
  content: AsyncIterable<Buffer>,
): Promise<TransactionReplies> {
  const answers = await connection.begin(envelope);
  const accepted = answers.mail.positive && answers.recipients.some((reply) => reply.positive);
  if (!accepted) return { ...answers, replies: [] };
  await connection.write(header);
  for await (const chunk of content) await connection.write(chunk);
  return { ...answers, replies: await connection.end() };
}

function nameOf({ address, port }: Endpoint): string {
  return `${address} ${port}`;
}
