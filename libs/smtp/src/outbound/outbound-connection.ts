import { openSession, type ClientLog, type ClientSession, type Dial } from '../client/client-session.js';
import type { Extensions } from '../client/extensions.js';
import type { ClientTls } from '../client/client-tls.js';
import type { TransactionReplies } from '../client/transaction/envelope-exchange.js';
import type { OutboundLogin } from '../client/login/log-in.js';
import { standardTimeouts, type ReplyTimeouts } from '../client/replies/reply-timeouts.js';
import type { Endpoint } from '../address/endpoint.js';
import type { BodyType, Envelope } from '../commands/envelope.js';
import { replies } from '../reply/replies.js';
import { Reply } from '../reply/reply.js';
import type { TlsState } from '../tls/tls-state.js';
import { BareLineEnd } from './dot-stuffing.js';
import { OutboundExchange } from './outbound-exchange.js';
import { prepared, UnfitContent, type OutboundMessage, type Outgoing } from './outgoing.js';
import type { PaceLimits } from './pace.js';
import { bodyTaken } from './peer-limits.js';

export interface OutboundOptions {
  /** Gives the connected socket, through whatever lies between. */
  readonly dial: Dial;
  /** The peer, as the log names it; a dial may put the address that it has reached into it. */
  readonly remote: Endpoint;
  /** Our name in EHLO or HELO. */
  readonly helo: string;
  /** HELO alone (ForceHELO): no extensions, so neither TLS nor a login. */
  readonly forceHelo?: boolean;
  readonly tls?: ClientTls | undefined;
  readonly login?: OutboundLogin | undefined;
  /**
   * Whom `tls` trusts is the host that this mail is for, whatever is said in DNS that nobody has signed: what REQUIRETLS asks
   * for besides (RFC 8689 §4.2.1).
   */
  readonly verifiesHost?: boolean | undefined;
  /** For everything until the first transaction. */
  readonly connectTimeoutMs?: number;
  /** Those of RFC 5321 §4.5.3.2 unless others are wanted. */
  readonly timeouts?: ReplyTimeouts;
  /** Content that the peer takes more slowly, on the whole, is given up. */
  readonly octetsPerSecondMin?: number;
  readonly log?: ClientLog | undefined;
}

/** How a transaction begins. */
export interface TransactOptions {
  /** No content before the peer has answered: then one that does not answer has not taken the message. */
  readonly envelopeFirst?: boolean;
}

export interface OutboundReplies extends TransactionReplies {
  /** The refusal is ours: this peer was not asked, or not to the end, for it cannot have the message. */
  readonly ours?: true;
  /**
   * The peer has heard NOTIFY, RET, ENVID and ORCPT. If not, a message that it took goes where no DSN can be asked for,
   * and who wanted SUCCESS hears `relayed` from us (RFC 3461 §5.2.2).
   */
  readonly carriesDsn: boolean;
  /** Nothing was sent: this peer cannot have the content as it is, but as this kind it can (`convertBody`; any is BINARYMIME). */
  readonly convertTo?: BodyType;
}

/** Our own, given for the peer. */
const contentRefusals: readonly Reply[] = [
  replies.binaryMimeUnsupported,
  replies.eightBitUnsupported,
  replies.bareLineEnds,
];

const connectTimeoutMsDefault = 600_000;
/** As Postfix has it. */
const octetsPerSecondMinDefault = 500;

/**
 * A session with a host that is not ours, for transaction after transaction. Refusals, the peer's and those that we give
 * for it, are replies; whatever ends the connection is a HopError that tells whether the message `mayBeTaken`.
 */
export class OutboundConnection {
  readonly greeting: Reply;
  /** What the peer offers: keyword in upper case → arguments. */
  readonly extensions: Extensions;
  readonly tls: TlsState | undefined;
  /** Of our end. */
  readonly localAddress: string | undefined;
  readonly #channel: ClientSession['channel'];
  readonly #note: ClientSession['note'];
  readonly #exchange: OutboundExchange;
  /** There is TLS with the host that this mail is for. */
  readonly #verified: boolean;
  /** Resolves when the transaction that came last lets another one begin. */
  #turn: Promise<void> = Promise.resolve();

  private constructor(
    { greeting, extensions, tls, channel, localAddress, note }: ClientSession,
    { pace, verified }: { readonly pace: PaceLimits; readonly verified: boolean },
  ) {
    this.#verified = verified;
    this.greeting = greeting;
    this.extensions = extensions;
    this.tls = tls;
    this.localAddress = localAddress;
    this.#channel = channel;
    this.#note = note;
    this.#exchange = new OutboundExchange(channel, extensions, pace);
  }

  /** Rejects with HopError. */
  static async connect({ remote, ...options }: OutboundOptions): Promise<OutboundConnection> {
    const { timeouts = standardTimeouts, octetsPerSecondMin = octetsPerSecondMinDefault } = options;
    const session = await openSession({
      connectTimeoutMs: connectTimeoutMsDefault,
      ...options,
      timeouts,
      remote,
      host: remote.address,
      port: remote.port,
      protocol: 'SMTP',
      heloFallback: true,
    });
    return new OutboundConnection(session, {
      pace: { patienceMs: timeouts.end, octetsPerSecondMin },
      verified:
        options.verifiesHost === true && session.tls !== undefined && options.tls?.trust !== 'anybody',
    });
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
  async transact(message: OutboundMessage, options: TransactOptions = {}): Promise<OutboundReplies> {
    const { extensions } = this;
    if (message.remark !== undefined) this.#note(message.remark);
    const ready = prepared(message, {
      extensions,
      verified: this.#verified,
      encrypted: this.tls !== undefined,
    });
    if (ready instanceof Reply) return this.#told(refused(ready, message.envelope));
    const { outgoing, refusals } = ready;
    const [refusal] = refusals;
    if (outgoing.envelope.recipients.length === 0 && refusal !== undefined) {
      const recipients = refusals.map((reply) => reply ?? refusal);
      return this.#told({ mail: refusal, recipients, replies: [], ours: true });
    }
    const answers = await this.#inTurn(outgoing, options).catch((error: unknown) => {
      const reply = unfit(error);
      if (reply === undefined) throw error;
      return refused(reply, outgoing.envelope);
    });
    return this.#told({ ...answers, recipients: merged(refusals, answers.recipients) });
  }

  close(): void {
    this.#channel.close();
  }

  #told(answers: Omit<OutboundReplies, 'carriesDsn'>): OutboundReplies {
    const carriesDsn = this.extensions.has('DSN');
    if (!contentRefusals.includes(answers.mail)) return { ...answers, carriesDsn };
    return { ...answers, carriesDsn, convertTo: this.bodyTaken };
  }

  async #inTurn(outgoing: Outgoing, options: TransactOptions): Promise<TransactionReplies> {
    const before = this.#turn;
    const { promise, resolve: pass } = Promise.withResolvers<void>();
    this.#turn = promise;
    await before;
    try {
      return await this.#exchange.run(outgoing, { ...options, contentSent: pass });
    } finally {
      pass();
    }
  }
}

function refused(reply: Reply, { recipients }: Envelope): Omit<OutboundReplies, 'carriesDsn'> {
  return { mail: reply, recipients: recipients.map(() => reply), replies: [], ours: true };
}

/** Content turns out not to be for this peer while it is read. */
function unfit(error: unknown): Reply | undefined {
  if (error instanceof BareLineEnd) return replies.bareLineEnds;
  return error instanceof UnfitContent ? error.reply : undefined;
}

/** The peer's answers in the places of those who were asked for. */
function merged(ours: readonly (Reply | undefined)[], answers: readonly Reply[]): readonly Reply[] {
  const firstAccepted = answers.findIndex(({ positive }) => positive);
  const rest = answers
    .map((reply, index) => (firstAccepted >= 0 && index > firstAccepted ? retriable(reply) : reply))
    .values();
  return ours.map((reply) => reply ?? rest.next().value ?? replies.localError);
}

/** RFC 5321 §4.5.3.1.10: 552 behind others that were accepted says that they are too many, which another time they are not. */
function retriable(reply: Reply): Reply {
  const tooMany = reply.code === 552 && (reply.status === undefined || /^5\.[35]\./.test(reply.status));
  return tooMany ? new Reply(452, '4.5.3', reply.text) : reply;
}
