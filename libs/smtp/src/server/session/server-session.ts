import type { XclientAttributes } from '../../commands/xclient-command.js';
import { remoteEnd } from '../../protocol-log/protocol-event.js';
import { replies } from '../../reply/replies.js';
import { ReplyError, UnknownOutcome, type Answer, type Reply } from '../../reply/reply.js';
import type { NegotiatedTls } from '../../tls/tls-state.js';
import type { ServerConnection } from '../connection/smtp-server.js';
import { linesOf } from '../input/input-buffer.js';
import type { Offer, SessionHandler, TlsOffer } from '../session-handler.js';
import { Answers } from './answers.js';
import { Lifetime } from './lifetime.js';
import { PeerInput } from './peer-input.js';
import { CommandsWithoutMail, Penalties } from './penalties.js';
import { ProtocolTrace } from './protocol-trace.js';
import { UnderWay } from './reply-queue.js';
import type { SessionState } from './session-state.js';
import { finalAnswer, type Transaction } from './transaction.js';

export type Protocol = 'SMTP' | 'LMTP';

export interface ServerSessionOptions {
  readonly protocol: Protocol;
  readonly connection: ServerConnection;
  readonly state: SessionState;
  readonly handler: SessionHandler;
  /** Set when the peer may say with XCLIENT for whom it speaks: what it has said so far. */
  readonly forwarder?: XclientAttributes | undefined;
}

/** What the verbs work with: the peer's input and our replies, the offer, the transaction, the end of the session. */
export class ServerSession {
  readonly protocol: Protocol;
  readonly connection: ServerConnection;
  readonly state: SessionState;
  readonly handler: SessionHandler;
  readonly forwarder: XclientAttributes | undefined;
  /** A proxy command was refused, so that the transaction that follows it is refused, too. */
  proxyRefused = false;

  readonly trace: ProtocolTrace;
  readonly commandsWithoutMail: CommandsWithoutMail;
  readonly penalties: Penalties;
  readonly lifetime: Lifetime;
  readonly input: PeerInput;
  readonly answers: Answers;
  #offer: Offer | undefined;
  #transaction: Transaction | undefined;
  #successor: XclientAttributes | undefined;

  constructor({ protocol, connection, state, handler, forwarder }: ServerSessionOptions) {
    this.protocol = protocol;
    this.connection = connection;
    this.state = state;
    this.handler = handler;
    this.forwarder = forwarder;
    this.trace = new ProtocolTrace(handler, state);
    this.penalties = new Penalties(handler.limits);
    this.commandsWithoutMail = new CommandsWithoutMail(handler.limits);
    const lifetime = new Lifetime(handler.limits);
    this.lifetime = lifetime;
    this.answers = new Answers(this);
    this.input = new PeerInput({ connection, lifetime, idle: () => this.#transaction === undefined });
  }

  get offer(): Offer {
    return this.#offer ?? this.renewOffer();
  }

  /** Asks the handler again, since what it offers may depend on what the session has become. */
  renewOffer(): Offer {
    this.#offer = this.handler.offer(this.state);
    this.input.lines = linesOf(this.#offer);
    return this.#offer;
  }

  get transaction(): Transaction | undefined {
    return this.#transaction;
  }

  beginTransaction(transaction: Transaction): void {
    this.#transaction = transaction;
    this.state.messages += 1;
    this.trace.messageBegins(this.state.messages);
  }

  /** Drops the transaction and what was said about it before. */
  resetTransaction(cause: Error | string): void {
    // An error costs the trace of its stack: it is made for a sink that is told of it.
    this.#transaction?.abort(cause instanceof Error ? cause : new Error(cause));
    this.#forget();
    this.proxyRefused = false;
  }

  /** The transaction's content begins; fails when the handler refuses it. */
  openContent(transaction: Transaction): Promise<void> | undefined {
    // A proxy has answered its client for all recipients, and may send the content before it has heard of each.
    if (this.state.proxied !== undefined && transaction.recipientRefused) {
      throw new ReplyError(replies.proxiedRecipientRefused);
    }
    const sink = this.handler.content(transaction.envelope, this.state);
    if (sink instanceof Promise) return sink.then((opened) => transaction.begin(opened));
    transaction.begin(sink);
    return undefined;
  }

  /** The content is complete and the transaction is over, but for its final answer. */
  endContent(transaction: Transaction): Promise<Answer> | UnderWay | Answer {
    // The session has ended meanwhile: nobody would hear what became of the message.
    if (!this.lifetime.open) return [];
    this.commandsWithoutMail.messageEnded();
    this.trace.messageEnded();
    const answer = this.#finalAnswer(transaction);
    this.#forget();
    if (this.offer.pipelinedTransactions) return new UnderWay(transaction.octets, answer);
    return answer.then((final) => final ?? []);
  }

  /** The transaction ends with this refusal. */
  endTransaction(transaction: Transaction, refusal: Reply): Answer {
    this.#forget();
    return this.#answerTo(transaction, refusal);
  }

  /** The one place where an error becomes a reply. */
  refusal(error: unknown): Reply {
    if (error instanceof ReplyError) {
      if (error.endsSession && !this.state.organizationServer) this.lifetime.end();
      return error.reply;
    }
    this.handler.fault(error, this.state);
    return replies.localError;
  }

  get enhanced(): boolean {
    return this.#offer?.enhancedStatusCodes ?? true;
  }

  /** Undefined unless others, or the peer itself, must come first; then it resolves when the next command may be read. */
  pause(): Promise<unknown> | undefined {
    return this.connection.turn()?.then(() => this.input.repliesTaken()) ?? this.answers.room();
  }

  /** Starts TLS; undefined when the handshake fails, and then the connection is gone. */
  async startTls(offer: TlsOffer): Promise<NegotiatedTls | undefined> {
    this.connection.flush();
    // In the midst of a handshake the peer cannot be told anything.
    this.lifetime.waits({
      idle: this.#transaction === undefined,
      interrupt: () => this.connection.destroy(),
    });
    try {
      return await this.connection.startTls(offer);
    } finally {
      this.lifetime.heard();
    }
  }

  /** The session ends without a word; the connection goes on with one of this client. */
  handOver(client: XclientAttributes): void {
    this.#successor = client;
    this.lifetime.end();
  }

  /** For whom the connection goes on; undefined when it is over. */
  get successor(): XclientAttributes | undefined {
    return this.lifetime.farewell === undefined && this.connection.error === undefined
      ? this.#successor
      : undefined;
  }

  /** Nothing more is read. Resolves when what was read has its replies, as far as it gets any. */
  async finish(): Promise<void> {
    this.resetTransaction(this.connection.error ?? 'the session ended within a transaction');
    await this.answers.given();
  }

  /** Says the last word and lets go of everything. */
  close(): void {
    this.lifetime.stop();
    const context = this.lifetime.open ? remoteEnd(this.connection.error) : 'Local';
    this.resetTransaction('the session failed');
    this.answers.close(this.lifetime.farewell);
    this.connection.flush();
    if (this.successor === undefined) this.connection.end();
    this.trace.event('-', '', context);
  }

  #forget(): void {
    this.#transaction = undefined;
    this.state.proxied = undefined;
  }

  /** Undefined when it is not known how the transaction has ended. */
  async #finalAnswer(transaction: Transaction): Promise<Answer | undefined> {
    try {
      return this.#answerTo(transaction, await transaction.end());
    } catch (error) {
      const refusal = this.refusal(error);
      if (!(error instanceof UnknownOutcome)) return this.#answerTo(transaction, refusal);
      this.lifetime.end();
      return undefined;
    }
  }

  #answerTo({ envelope }: Transaction, outcome: Answer): Answer {
    return finalAnswer(outcome, { lmtp: this.protocol === 'LMTP', envelope });
  }
}
