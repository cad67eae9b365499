import { openSession, type ClientLog, type ClientSession, type Dial } from '../client/client-session.js';
import type { Extensions } from '../client/extensions.js';
import type { ClientTls } from '../client/client-tls.js';
import type { TransactionReplies } from '../client/envelope-exchange.js';
import type { OutboundLogin } from '../client/login/log-in.js';
import { standardTimeouts, type ReplyTimeouts } from '../client/reply-timeouts.js';
import type { Endpoint } from '../address/endpoint.js';
import type { BodyType, Envelope } from '../commands/envelope.js';
import { replies } from '../reply/replies.js';
import { Reply } from '../reply/reply.js';
import type { TlsState } from '../tls/tls-state.js';
import { BareLineEnd } from './dot-stuffing.js';
import { OutboundExchange } from './outbound-exchange.js';
import { prepared, type OutboundMessage, type Outgoing } from './outgoing.js';
import { bodyTaken } from './peer-limits.js';

export interface OutboundOptions {
  /** Gives the connected socket, through whatever lies between. */
  readonly dial: Dial;
  /** The peer, as the log names it. */
  readonly remote: Endpoint;
  /** Our name in EHLO or HELO. */
  readonly helo: string;
  /** HELO alone (ForceHELO): no extensions, so neither TLS nor a login. */
  readonly forceHelo?: boolean;
  readonly tls?: ClientTls | undefined;
  readonly login?: OutboundLogin | undefined;
  /** For everything until the first transaction. */
  readonly connectTimeoutMs?: number;
  /** Those of RFC 5321 §4.5.3.2 unless others are wanted. */
  readonly timeouts?: ReplyTimeouts;
  readonly log?: ClientLog | undefined;
}

export interface OutboundReplies extends TransactionReplies {
  /**
   * The peer has heard NOTIFY, RET, ENVID and ORCPT. If not, a message that it took goes where no DSN can be asked for,
   * and who wanted SUCCESS hears `relayed` from us (RFC 3461 §5.2.2).
   */
  readonly carriesDsn: boolean;
}

const connectTimeoutMsDefault = 600_000;

/**
 * A session with a host that is not ours, for transaction after transaction. Refusals, the peer's and those that we give
 * for it, are replies; whatever ends the connection is a HopError that tells whether the message `mayBeTaken`.
 */
export class OutboundConnection {
  readonly greeting: Reply;
  /** What the peer offers: keyword in upper case → arguments. */
  readonly extensions: Extensions;
  readonly tls: TlsState | undefined;
  readonly #channel: ClientSession['channel'];
  readonly #exchange: OutboundExchange;
  /** Resolves when the transaction that came last lets another one begin. */
  #turn: Promise<void> = Promise.resolve();

  private constructor({ greeting, extensions, tls, channel }: ClientSession) {
    this.greeting = greeting;
    this.extensions = extensions;
    this.tls = tls;
    this.#channel = channel;
    this.#exchange = new OutboundExchange(channel, extensions);
  }

  /** Rejects with HopError. */
  static async connect({ remote, ...options }: OutboundOptions): Promise<OutboundConnection> {
    const session = await openSession({
      timeouts: standardTimeouts,
      connectTimeoutMs: connectTimeoutMsDefault,
      ...options,
      host: remote.address,
      port: remote.port,
      protocol: 'SMTP',
      heloFallback: true,
    });
    return new OutboundConnection(session);
  }

  /** Whether another transaction can begin here. */
  get usable(): boolean {
    return this.#channel.usable;
  }

  /** Called once, when the connection fails or the peer says goodbye. */
  onUnusable(listener: () => void): void {
    this.#channel.onUnusable(listener);
  }

  /** The most that may be in an envelope's `body`; content of another kind is converted first, or refused here. */
  get bodyTaken(): BodyType {
    return bodyTaken(this.extensions);
  }

  /** Transactions worth having under way at a time: the next one's envelope may leave with the former one's content. */
  get concurrency(): number {
    return this.#exchange.runsAhead ? 2 : 1;
  }

  /**
   * One message; others wait until it is their turn. Rejects with HopError when the connection is lost, and with the
   * reader's error when the content cannot be read to its end: then the peer has not taken the message.
   */
  async transact(message: OutboundMessage): Promise<OutboundReplies> {
    const carriesDsn = this.extensions.has('DSN');
    const { extensions, tls } = this;
    const ready = prepared(message, { extensions, secure: tls !== undefined });
    if (ready instanceof Reply) return { ...refused(ready, message.envelope), carriesDsn };
    const { outgoing, refusals } = ready;
    const [refusal] = refusals;
    if (outgoing.envelope.recipients.length === 0 && refusal !== undefined) {
      return {
        mail: refusal,
        recipients: refusals.map((reply) => reply ?? refusal),
        replies: [],
        carriesDsn,
      };
    }
    const answers = await this.#inTurn(outgoing).catch((error: unknown) => {
      // Found while it was read: the peer has not heard its end.
      if (error instanceof BareLineEnd) return refused(replies.bareLineEnds, outgoing.envelope);
      throw error;
    });
    return { ...answers, recipients: merged(refusals, answers.recipients), carriesDsn };
  }

  close(): void {
    this.#channel.close();
  }

  async #inTurn(outgoing: Outgoing): Promise<TransactionReplies> {
    const before = this.#turn;
    const { promise, resolve: pass } = Promise.withResolvers<void>();
    this.#turn = promise;
    await before;
    try {
      return await this.#exchange.run(outgoing, pass);
    } finally {
      pass();
    }
  }
}

function refused(reply: Reply, { recipients }: Envelope): TransactionReplies {
  return { mail: reply, recipients: recipients.map(() => reply), replies: [] };
}

/** The peer's answers in the places of those who were asked for. */
function merged(ours: readonly (Reply | undefined)[], answers: readonly Reply[]): readonly Reply[] {
  const rest = answers.map((reply, index) => retriable(reply, answers.slice(0, index))).values();
  return ours.map((reply) => reply ?? rest.next().value ?? replies.localError);
}

/** RFC 5321 §4.5.3.1.10: 552 behind others that were accepted says that they are too many, which another time they are not. */
function retriable(reply: Reply, before: readonly Reply[]): Reply {
  const tooMany = reply.code === 552 && (reply.status === undefined || /^5\.[35]\./.test(reply.status));
  return tooMany && before.some(({ positive }) => positive) ? new Reply(452, '4.5.3', reply.text) : reply;
}
