import type { SecureContext } from 'node:tls';

import { BdatWriter } from '../client/transaction/bdat-writer.js';
import { openSession, type ClientOptions, type ClientSession } from '../client/client-session.js';
import type { CommandChannel } from '../client/command-channel.js';
import {
  EnvelopeExchange,
  mailCommand,
  rcptCommand,
  unsupported,
  type EnvelopeReplies,
  type TransactionReplies,
} from '../client/transaction/envelope-exchange.js';
import type { Hold } from '../client/hold.js';
import { HopError } from '../client/hop-error.js';
import { sameTimeout } from '../client/replies/reply-timeouts.js';
import type { Envelope } from '../commands/envelope.js';
import { formatProxyCommand, type ProxyFrom } from '../commands/proxy-command.js';
import type { Reply } from '../reply/reply.js';
import { TransactionPipeline, type PipelineLimits, type TransactionOptions } from './transaction-pipeline.js';

export interface HopOptions extends Omit<ClientOptions, 'heloFallback' | 'tls' | 'timeouts'> {
  /** The organization’s context: own certificate and, as the only trusted authority, its CA. */
  readonly tls?: { readonly context: SecureContext; readonly command: 'X-ANONYMOUSTLS' };
  /** For the peer’s silence while a reply is due. */
  readonly replyTimeoutMs: number;
  /** Of `transact`: usually what a peer of the organization is known to take, and one at a time for any other. */
  readonly limits?: PipelineLimits;
}

/** A peer that speaks X-ANONYMOUSTLS and has our CA’s certificate is a service of ours: see TransactionPipeline. */
const amongOurselves: PipelineLimits = { transactions: 32, octets: 1_048_576 };
const oneAtATime: PipelineLimits = { transactions: 1, octets: Infinity };

/**
 * The client of a hop between services of the organization: a connection over which transaction follows transaction.
 * Commands are pipelined (RFC 2920) and content goes as BDAT (RFC 3030), so that a small message costs one segment each
 * way, and several of one moment together one. `begin`, `write` and `end` are for who has the connection alone.
 * Every method rejects with HopError once the connection has failed; refusals are replies, not errors.
 */
export class HopConnection {
  readonly greeting: Reply;
  /** What the peer offers: keyword in upper case → arguments. */
  readonly extensions: ReadonlyMap<string, string>;
  /** Of our end. */
  readonly localAddress: string | undefined;
  readonly #channel: CommandChannel;
  readonly #lmtp: boolean;
  #exchange: EnvelopeExchange | undefined;
  #writer: BdatWriter | undefined;
  readonly #pipeline: TransactionPipeline;
  #messages = 0;

  private constructor(session: ClientSession, options: HopOptions) {
    const { greeting, extensions, channel } = session;
    this.localAddress = session.localAddress;
    this.greeting = greeting;
    this.extensions = extensions;
    this.#channel = channel;
    this.#lmtp = options.protocol === 'LMTP';
    const { replyTimeoutMs, limits = options.tls === undefined ? oneAtATime : amongOurselves } = options;
    this.#pipeline = new TransactionPipeline({
      channel,
      extensions,
      lmtp: this.#lmtp,
      limits,
      replyTimeoutMs,
    });
  }

  static async connect(options: HopOptions): Promise<HopConnection> {
    const session = await openSession({
      ...options,
      // Services connect by address: that the organization’s CA signed the certificate is what counts.
      tls: options.tls && { ...options.tls, policy: 'required', trust: 'authority' },
      timeouts: sameTimeout(options.replyTimeoutMs),
    });
    const missing = ['PIPELINING', 'CHUNKING'].find((keyword) => !session.extensions.has(keyword));
    if (missing === undefined) return new HopConnection(session, options);
    session.channel.close();
    throw new HopError('protocol', `the peer does not offer ${missing}`);
  }

  /** Transactions that were begun. */
  get messages(): number {
    return this.#messages;
  }

  /** Whether another transaction can begin here. */
  get usable(): boolean {
    return this.#channel.usable && this.#writer === undefined;
  }

  /** The connection has failed: what is sent now does not arrive. After a refused chunk `end` still tells the refusal. */
  get failed(): boolean {
    return this.#channel.failure !== undefined && this.#writer?.refused !== true;
  }

  /** Called once, when the connection fails or the peer says goodbye. */
  onUnusable(listener: () => void): void {
    this.#channel.onUnusable(listener);
  }

  /** `[XPROXYFROM] MAIL RCPT…` in one piece. Go on with content only if MAIL and a recipient were accepted. */
  async begin(envelope: Envelope, proxy?: ProxyFrom): Promise<EnvelopeReplies> {
    const refusal = unsupported(envelope, this.extensions);
    if (refusal !== undefined) {
      return { mail: refusal, recipients: envelope.recipients.map(() => refusal) };
    }
    this.#messages += 1;
    return this.#sendEnvelope(envelope, proxy).done;
  }

  /** Content, any piece at a time; resolves when more may come. */
  write(chunk: Buffer): Promise<void> {
    this.#writer ??= new BdatWriter(this.#channel);
    return this.#writer.write(chunk);
  }

  /** End of content. One reply in SMTP, in LMTP one for each accepted recipient (RFC 2033 §4.2). */
  async end(lastPieces: readonly Buffer[] = [], hold?: Hold): Promise<readonly Reply[]> {
    const exchange = this.#exchange;
    if (exchange === undefined) throw new Error('end() without begin()');
    const writer = this.#writer ?? new BdatWriter(this.#channel);
    this.#writer = writer;
    this.#exchange = undefined;
    const count = (): number => (this.#lmtp ? Math.max(1, exchange.accepted) : 1);
    const replies = await writer.end(lastPieces, count, hold).catch((error: HopError) => {
      throw HopError.untold(error);
    });
    this.#writer = undefined;
    this.#pipeline.unclean = !replies.every((reply) => reply.positive);
    return exchange.accepted === 0 ? [] : replies;
  }

  /**
   * A whole transaction in one piece; others may be under way. More than the limits allow waits here, and whoever has a
   * choice asks `hasRoom` first. With `proxy` this relies on the peer to refuse MAIL after a proxy command that it has
   * refused, as ours does. Rejects with a HopError that tells whether the message `mayBeTaken`.
   */
  transact(
    envelope: Envelope,
    content: readonly Buffer[],
    options: TransactionOptions = {},
  ): Promise<TransactionReplies> {
    try {
      if (this.#writer !== undefined) throw new Error('transact() before the end of content');
      this.#exchange = undefined;
      this.#messages += 1;
      return this.#pipeline.transact(envelope, content, options);
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  /** Transactions of `transact` that are not over. */
  get load(): number {
    return this.#pipeline.load;
  }

  /** Another `transact` would leave at once. */
  get hasRoom(): boolean {
    return this.usable && this.#pipeline.hasRoom;
  }

  /** Ends a transaction that was begun and will not be finished. */
  async reset(): Promise<void> {
    if (this.#writer !== undefined) throw new Error('reset() amid content; close the connection instead');
    this.#exchange = undefined;
    this.#channel.command('RSET');
    const reply = await this.#channel.reply('command');
    if (!reply.positive) throw HopError.refused('protocol', reply);
    this.#pipeline.unclean = false;
  }

  close(): void {
    this.#channel.close();
  }

  #sendEnvelope(envelope: Envelope, proxy: ProxyFrom | undefined): EnvelopeExchange {
    if (this.#channel.failure !== undefined) throw this.#channel.failure;
    if (this.#writer !== undefined) throw new Error('begin() before the end of content');
    const leading = [
      ...(this.#pipeline.unclean ? ['RSET'] : []),
      ...(proxy === undefined ? [] : [formatProxyCommand(proxy)]),
    ];
    const rcpts = envelope.recipients.map((recipient) => rcptCommand(recipient, this.extensions));
    this.#channel.command(...leading, mailCommand(envelope, this.extensions), ...rcpts);
    const exchange = new EnvelopeExchange({ leading: leading.length, recipients: rcpts.length });
    this.#pipeline.unclean = true;
    this.#exchange = exchange;
    this.#channel.await(exchange);
    return exchange;
  }
}
