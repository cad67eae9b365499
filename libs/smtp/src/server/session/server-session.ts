import type { XclientAttributes } from '../../commands/xclient-command.js';
import { remoteEnd } from '../../protocol-log/protocol-event.js';
import { replies } from '../../reply/replies.js';
import { Reply, ReplyError, UnknownOutcome, type Answer } from '../../reply/reply.js';
import type { NegotiatedTls } from '../../tls/tls-state.js';
import type { ServerConnection } from '../connection/smtp-server.js';
import { linesOf } from '../input/input-buffer.js';
import type { Offer, SessionHandler, TlsOffer } from '../session-handler.js';
import { Lifetime } from './lifetime.js';
import { PeerInput } from './peer-input.js';
import { CommandsWithoutMail, Penalties } from './penalties.js';
import { ProtocolTrace } from './protocol-trace.js';
import { ReplyQueue, UnderWay } from './reply-queue.js';
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
  #offer: Offer | undefined;
  #transaction: Transaction | undefined;
  #messages = 0;
  /** Undefined until a transaction is under way while the session reads on. */
  #replies: ReplyQueue | undefined;
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
    this.#messages += 1;
    this.trace.event(
      '*',
      `${this.state.id};${new Date().toISOString()};${this.#messages}`,
      'receiving message',
    );
  }

  /** Drops the transaction and what was said about it before. */
  resetTransaction(cause: Error): void {
    this.#transaction?.abort(cause);
    this.#forget();
    this.proxyRefused = false;
  }

  /** The transaction's content begins; rejects when the handler refuses it. */
  async openContent(transaction: Transaction): Promise<void> {
    // A proxy has answered its client for all recipients, and may send the content before it has heard of each.
    if (this.state.proxied !== undefined && transaction.recipientRefused) {
      throw new ReplyError(replies.proxiedRecipientRefused);
    }
    transaction.begin(await this.handler.content(transaction.envelope, this.state));
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

  /** RFC 5321 §3.8: whoever says 421 closes the connection. */
  send(reply: Reply): void {
    const wire = reply.toWire({ enhanced: this.#offer?.enhancedStatusCodes ?? true });
    this.connection.reply(wire);
    this.trace.reply(wire);
    if (reply.code >= 400) this.handler.refused?.(reply, this.state);
    if (reply.code === 421) this.lifetime.end();
  }

  /** Answers a command, behind those before it, with the delay and the consequences that its errors have. */
  async reply(answer: Answer | UnderWay): Promise<void> {
    if (answer instanceof UnderWay) return this.#queue(answer);
    if (this.#replies?.empty === false) {
      if (endsWithIt(answer)) this.lifetime.end();
      return this.#queue(answer);
    }
    const worst = worstOf(answer);
    if (worst === undefined) return;
    const delayMs = this.penalties.delayMs(worst, { authenticated: this.state.authenticated });
    if (delayMs > 0) await this.#tarpit(delayMs, worst);
    this.#say(answer, worst);
  }

  /** Resolves when the peer may be read on; undefined: now. */
  room(): Promise<void> | undefined {
    return this.#replies?.room();
  }

  /** Resolves when every command so far has its reply; false when the session is over by then. */
  async answered(): Promise<boolean> {
    if (this.#replies?.empty === false) await this.#replies.answered();
    return this.lifetime.open;
  }

  /** Starts TLS; undefined when the handshake fails, and then the connection is gone. */
  startTls(offer: TlsOffer): Promise<NegotiatedTls | undefined> {
    this.connection.flush();
    // In the midst of a handshake the peer cannot be told anything.
    const interrupt = (): void => this.connection.destroy();
    return this.lifetime.waitForPeer(this.connection.startTls(offer), {
      idle: this.#transaction === undefined,
      interrupt,
    });
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
    this.resetTransaction(this.connection.error ?? new Error('the session ended within a transaction'));
    await this.#replies?.answered();
  }

  /** Says the last word and lets go of everything. */
  close(): void {
    this.lifetime.stop();
    const context = this.lifetime.open ? remoteEnd(this.connection.error) : 'Local';
    this.resetTransaction(new Error('the session failed'));
    this.#replies?.close();
    if (this.lifetime.farewell !== undefined) this.send(this.lifetime.farewell);
    this.connection.flush();
    if (this.successor === undefined) this.connection.end();
    this.trace.event('-', '', context);
  }

  /** Resolves when the transactions that were under way have ended. */
  async settled(): Promise<void> {
    await this.#replies?.settled();
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

  #queue(answer: Answer | UnderWay): void {
    this.#replies ??= new ReplyQueue({
      say: (due) => {
        const worst = worstOf(due);
        if (worst !== undefined) this.#say(due, worst);
        return !endsWithIt(due);
      },
      ended: (final) => {
        // What would be read now could get no reply.
        if (final === undefined || endsWithIt(final)) this.lifetime.end();
        if (!this.lifetime.open) this.connection.input.end();
      },
      answered: () => this.lifetime.answered(),
    });
    this.lifetime.working();
    this.#replies.push(answer);
  }

  #say(answer: Answer, worst: Reply): void {
    if (answer instanceof Reply) this.send(answer);
    else for (const reply of answer) this.send(reply);
    if (this.penalties.exhaustedBy(worst)) this.lifetime.end(replies.tooManyErrors);
    if (this.commandsWithoutMail.exhausted()) this.lifetime.end(replies.tooManyCommands);
  }

  async #tarpit(delayMs: number, reply: Reply): Promise<void> {
    this.trace.tarpit(delayMs, reply);
    let timer: NodeJS.Timeout | undefined;
    const delay = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, delayMs);
    });
    await Promise.race([delay, this.connection.closed]);
    clearTimeout(timer);
  }
}

function worstOf(answer: Answer): Reply | undefined {
  if (answer instanceof Reply) return answer;
  return answer.find((reply) => reply.permanent) ?? answer[0];
}

/** RFC 5321 §3.8: behind 421 nothing is said. */
function endsWithIt(answer: Answer): boolean {
  return answer instanceof Reply ? answer.code === 421 : answer.some(({ code }) => code === 421);
}
