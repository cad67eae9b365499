import type { XclientAttributes } from '../../commands/xclient-command.js';
import { remoteEnd } from '../../protocol-log/protocol-event.js';
import { replies } from '../../reply/replies.js';
import { Reply, ReplyError, UnknownOutcome, type Answer } from '../../reply/reply.js';
import type { NegotiatedTls } from '../../tls/tls-state.js';
import type { ServerConnection } from '../connection/smtp-server.js';
import { endlessLineOctets, linesOf, usualLines } from '../input/input-buffer.js';
import type { Offer, SessionHandler, TlsOffer } from '../session-handler.js';
import { Lifetime } from './lifetime.js';
import { CommandsWithoutMail, Penalties } from './penalties.js';
import { ProtocolTrace } from './protocol-trace.js';
import type { SessionState } from './session-state.js';
import type { Transaction } from './transaction.js';

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
  #offer: Offer | undefined;
  #lines = usualLines;
  #transaction: Transaction | undefined;
  #messages = 0;
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
    this.lifetime = new Lifetime(handler.limits);
  }

  get offer(): Offer {
    return this.#offer ?? this.renewOffer();
  }

  /** Asks the handler again, since what it offers may depend on what the session has become. */
  renewOffer(): Offer {
    this.#offer = this.handler.offer(this.state);
    this.#lines = linesOf(this.#offer);
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
    this.#transaction = undefined;
    this.state.proxied = undefined;
    this.proxyRefused = false;
  }

  /** The transaction's content begins; rejects when the handler refuses it. */
  async openContent(transaction: Transaction): Promise<void> {
    transaction.begin(await this.handler.content(transaction.envelope, this.state));
  }

  /** The content is complete: the final answer, if there is one; the transaction is over. */
  async endContent(transaction: Transaction): Promise<Answer> {
    let outcome: Answer;
    this.commandsWithoutMail.messageEnded();
    this.trace.messageEnded();
    try {
      outcome = await transaction.end();
    } catch (error) {
      outcome = this.refusal(error);
      if (error instanceof UnknownOutcome) {
        this.endTransaction(outcome);
        this.lifetime.end();
        return [];
      }
    }
    return this.endTransaction(outcome);
  }

  /** One reply, or over LMTP one for each accepted recipient (RFC 2033 §4.2). */
  endTransaction(outcome: Answer): Answer {
    const recipients = this.#transaction?.envelope.recipients ?? [];
    this.#transaction = undefined;
    this.state.proxied = undefined;
    const given = outcome instanceof Reply ? undefined : outcome;
    const only = outcome instanceof Reply ? outcome : (outcome[0] ?? replies.localError);
    // A client that pipelines may send content although no recipient was accepted; it reads one refusal then.
    if (this.protocol === 'SMTP' || recipients.length === 0) return only;
    return recipients.map((_, index) => (given === undefined ? only : (given[index] ?? replies.localError)));
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

  /** Answers a command, with the delay and the consequences that its errors have. */
  async reply(answer: Answer): Promise<void> {
    const answers = answer instanceof Reply ? [answer] : answer;
    const worst = answers.find((reply) => reply.permanent) ?? answers[0];
    if (worst === undefined) return;
    const delayMs = this.penalties.delayMs(worst, { authenticated: this.state.authenticated });
    if (delayMs > 0) await this.#tarpit(delayMs, worst);
    for (const reply of answers) this.send(reply);
    if (this.penalties.exhaustedBy(worst)) this.lifetime.end(replies.tooManyErrors);
    if (this.commandsWithoutMail.exhausted()) this.lifetime.end(replies.tooManyCommands);
  }

  /** The next command line, or the refusal of a malformed one; undefined when the session is over. */
  async commandLine(): Promise<string | Reply | undefined> {
    const turn = this.connection.turn();
    if (turn !== undefined && !(await this.#nextTurn(turn))) return undefined;
    while (this.lifetime.goesOn({ idle: this.#idle })) {
      const line = this.connection.input.takeLine(this.#lines);
      if (line !== undefined) return line;
      if (this.connection.input.passedOver > endlessLineOctets) this.lifetime.end(replies.tooManyErrors);
      if (!(await this.#more())) return undefined;
    }
    return undefined;
  }

  async authLine(): Promise<string | Reply | undefined> {
    for (;;) {
      const line = this.connection.input.takeAuthLine(this.#lines);
      if (line !== undefined) return line;
      if (!(await this.#more())) return undefined;
    }
  }

  /** Octets of content, at most `max`; undefined when the session is over. */
  async octets(max?: number): Promise<Buffer | undefined> {
    return (
      this.connection.input.takeOctets(max) ??
      ((await this.#more()) ? this.connection.input.takeOctets(max) : undefined)
    );
  }

  /** Starts TLS; undefined when the handshake fails, and then the connection is gone. */
  startTls(offer: TlsOffer): Promise<NegotiatedTls | undefined> {
    this.connection.flush();
    // In the midst of a handshake the peer cannot be told anything.
    const interrupt = (): void => this.connection.destroy();
    return this.lifetime.waitForPeer(this.connection.startTls(offer), { idle: this.#idle, interrupt });
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

  /** Says the last word and lets go of everything. */
  close(): void {
    this.lifetime.stop();
    const context = this.lifetime.open ? remoteEnd(this.connection.error) : 'Local';
    this.resetTransaction(this.connection.error ?? new Error('the session ended within a transaction'));
    if (this.lifetime.farewell !== undefined) this.send(this.lifetime.farewell);
    this.connection.flush();
    if (this.successor === undefined) this.connection.end();
    this.trace.event('-', '', context);
  }

  /** No transaction is open, so that a service that stops need not wait. */
  get #idle(): boolean {
    return this.#transaction === undefined;
  }

  async #more(): Promise<boolean> {
    const { input } = this.connection;
    const idle = this.#idle;
    if (!this.lifetime.goesOn({ idle })) return false;
    if (!(await this.#repliesTaken())) return false;
    const interrupt = (): void => input.end();
    return (await this.lifetime.waitForPeer(input.more(), { idle, interrupt })) && this.lifetime.open;
  }

  /** Whoever sends without reading gets no answers that pile up here. */
  async #nextTurn(turn: Promise<void>): Promise<boolean> {
    await turn;
    return this.#repliesTaken();
  }

  /** Waits for a peer that has left much unread. One that is waited for in vain gets the last word behind it. */
  async #repliesTaken(): Promise<boolean> {
    const drained = this.connection.drained();
    if (drained === undefined) return true;
    const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
    const taken = Promise.race([drained, interrupted]);
    await this.lifetime.waitForPeer(taken, { idle: this.#idle, interrupt });
    return this.lifetime.open;
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
