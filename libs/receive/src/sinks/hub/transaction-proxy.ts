import {
  HopError,
  replies,
  Reply,
  ReplyError,
  UnknownOutcome,
  type ContentSink,
  type Envelope,
  type HopConnection,
  type HopPool,
  type ProxyFrom,
} from '@mailyard/smtp';

import type { Hub, HubChooser } from './hub-chooser.js';
import { isOwnLimit } from './hub-troubles.js';

export interface HubLink {
  readonly pool: HopPool;
  readonly chooser: HubChooser;
  /** A hub failed or refused, or no connection to it was free; the client may yet be served by another one. */
  readonly report: (problem: unknown, hub: Hub) => void;
  /** Told what became of each transaction whose content began. */
  readonly count?: (outcome: ProxyOutcome) => void;
}

/** Accepted with 2yz, delayed with 4yz, refused with 5yz, or given up by the client. */
export type ProxyOutcome = 'accepted' | 'delayed' | 'refused' | 'aborted';

export interface ProxiedTransaction {
  readonly envelope: Envelope;
  readonly client: ProxyFrom;
}

/**
 * A transaction on its way from a client to a hub. Front End keeps nothing of it: each piece of content is passed on
 * before the next one is read. Until content goes out, a hub that dies or refuses is replaced by another one.
 */
export class TransactionProxy implements ContentSink {
  readonly #link: HubLink;
  readonly #transaction: ProxiedTransaction;
  /** Hubs not tried yet. */
  readonly #candidates: Hub[];
  #attempt: HubAttempt | undefined;
  #ready: Promise<HubAttempt> | undefined;
  /** A hub of which one connection had died; it gets one more try over another connection. */
  #again: Hub | undefined;
  /** What the client hears when no hub is left. */
  #answer: Reply = replies.hubUnavailable;
  #aborted = false;
  #maxHeaderBytes = Infinity;

  private constructor(link: HubLink, transaction: ProxiedTransaction) {
    this.#link = link;
    this.#transaction = transaction;
    this.#candidates = [...link.chooser.candidates()];
  }

  /** Resolves when a hub has been reached and the envelope is under way; rejects with a 4yz ReplyError if none can be. */
  static async open(link: HubLink, transaction: ProxiedTransaction): Promise<TransactionProxy> {
    const proxy = new TransactionProxy(link, transaction);
    proxy.#attempt = await proxy.#next().catch((error: unknown) => proxy.#failed(error));
    return proxy;
  }

  /** What the hub allows that the content goes to. */
  get maxHeaderBytes(): number {
    return this.#maxHeaderBytes;
  }

  async write(chunk: Buffer): Promise<void> {
    const { connection } = await this.#accepted();
    try {
      await connection.write(chunk);
    } catch (error) {
      throw this.#lost(error);
    }
  }

  async end(): Promise<Reply> {
    try {
      const reply = await this.#end();
      this.#count(outcomeOf(reply));
      return reply;
    } catch (error) {
      return this.#failed(error);
    }
  }

  abort(cause: Error): void {
    this.#count(cause instanceof ReplyError ? outcomeOf(cause.reply) : 'aborted');
    this.#aborted = true;
    this.#attempt?.discard();
    this.#attempt = undefined;
  }

  async #end(): Promise<Reply> {
    const attempt = await this.#accepted();
    // Without the last chunk the hub has no message.
    if (attempt.connection.failed) throw this.#lost(new HopError('closed', 'the hub closed the connection'));
    try {
      const [reply] = await attempt.connection.end();
      this.#attempt = undefined;
      attempt.release();
      if (reply === undefined) throw new Error('the hub took no recipient');
      return forClient(reply);
    } catch (error) {
      const { cause } = this.#lost(error);
      throw new UnknownOutcome({ cause });
    }
  }

  /** The hub that has taken the envelope. Asked for when there is content to send, since then there is no way back. */
  #accepted(): Promise<HubAttempt> {
    this.#ready ??= this.#settle();
    return this.#ready;
  }

  async #settle(): Promise<HubAttempt> {
    for (;;) {
      const attempt = this.#attempt ?? (await this.#next());
      this.#attempt = attempt;
      if (await this.#takes(attempt)) {
        this.#maxHeaderBytes = attempt.hub.maxHeaderBytes;
        if (!this.#aborted) return attempt;
        attempt.discard();
      }
      this.#attempt = undefined;
      if (this.#aborted) throw new Error('the client gave the transaction up');
    }
  }

  async #takes(attempt: HubAttempt): Promise<boolean> {
    try {
      const refusal = await attempt.refusal();
      // The hub may have died after its replies, while the client was still thinking.
      if (refusal === undefined && attempt.connection.usable) return true;
      if (refusal === undefined) throw new HopError('closed', 'the hub closed the connection before content');
      this.#note(new ReplyError(refusal), attempt.hub);
      attempt.release();
    } catch (error) {
      this.#note(error, attempt.hub);
      attempt.discard();
      this.#tryAgain(attempt.hub, error);
    }
    return false;
  }

  /** A pooled connection dies with the hub process that it was made to, and the next process may be up by now. */
  #tryAgain(hub: Hub, error: unknown): void {
    if (!(error instanceof HopError) || error.kind !== 'closed' || this.#again !== undefined) return;
    this.#again = hub;
    this.#candidates.push(hub);
  }

  /** The next hub that can be reached. */
  async #next(): Promise<HubAttempt> {
    for (let hub = this.#candidates.shift(); hub !== undefined; hub = this.#candidates.shift()) {
      try {
        const attempt = await HubAttempt.start(hub, this.#link, this.#transaction);
        this.#link.chooser.succeeded(hub);
        return attempt;
      } catch (error) {
        if (!isOwnLimit(error)) this.#link.chooser.failed(hub);
        this.#note(error, hub);
      }
    }
    throw new ReplyError(this.#answer);
  }

  #note(problem: unknown, hub: Hub): void {
    this.#link.report(problem, hub);
    if (problem instanceof ReplyError) this.#answer = temporary(problem.reply);
    else if (problem instanceof HopError && problem.kind === 'tls') this.#answer = replies.hubTlsFailed;
  }

  #failed(error: unknown): never {
    this.#count(error instanceof ReplyError ? outcomeOf(error.reply) : 'delayed');
    throw error;
  }

  #count(outcome: ProxyOutcome): void {
    this.#link.count?.(outcome);
  }

  /** Content was under way: only the client can send it again. */
  #lost(error: unknown): ReplyError {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    if (attempt !== undefined) {
      attempt.discard();
      this.#link.report(error, attempt.hub);
    }
    return new ReplyError(replies.hubUnavailable, { cause: error });
  }
}

/** One try to get a transaction through to one hub: the envelope is on its way when the promise of `start` resolves. */
class HubAttempt {
  readonly hub: Hub;
  readonly connection: HopConnection;
  readonly #pool: HopPool;
  readonly #over: () => void;
  readonly #replies: Promise<readonly Reply[]>;

  private constructor(
    reached: { hub: Hub; connection: HopConnection },
    link: HubLink,
    of: ProxiedTransaction,
  ) {
    this.hub = reached.hub;
    this.connection = reached.connection;
    this.#pool = link.pool;
    this.#over = link.chooser.begin(reached.hub);
    this.#replies = reached.connection
      .begin(of.envelope, of.client)
      .then(({ mail, recipients }) => [mail, ...recipients]);
    // Whoever needs the replies asks for them later; until then a failure is nobody's unhandled rejection.
    this.#replies.catch(() => undefined);
  }

  /** Rejects with HopError when the hub cannot be reached. */
  static async start(hub: Hub, link: HubLink, transaction: ProxiedTransaction): Promise<HubAttempt> {
    const endpoint = transaction.client.verb === 'XPROXY' ? hub.client : hub.inbound;
    const connection = await link.pool.acquire(endpoint);
    return new HubAttempt({ hub, connection }, link, transaction);
  }

  /**
   * Undefined when the hub has taken the sender and every recipient, else its first refusal. A recipient whom the
   * client believes accepted must not be lost, so one refusal spoils the whole.
   */
  async refusal(): Promise<Reply | undefined> {
    return (await this.#replies).find((reply) => !reply.positive);
  }

  /** The transaction is complete, or was refused before any content went out. */
  release(): void {
    this.#over();
    this.#pool.release(this.connection);
  }

  /** Nothing more can be said over this connection; the hub forgets the transaction when it closes. */
  discard(): void {
    this.#over();
    this.#pool.discard(this.connection);
  }
}

function outcomeOf(reply: Reply): ProxyOutcome {
  if (reply.positive) return 'accepted';
  return reply.permanent ? 'refused' : 'delayed';
}

/** A hub's refusal of what Front End had accepted is between the two of them; the client may come back. */
function temporary(reply: Reply): Reply {
  return reply.transient && reply.code !== 421 ? reply : replies.hubUnavailable;
}

/**
 * The hub's verdict on the message goes to the client as it is. 421 would end the client's session and 50z would blame
 * it for what Front End has said, so these become a plain 451.
 */
function forClient(reply: Reply): Reply {
  const aboutUs = reply.code === 421 || (reply.code >= 500 && reply.code < 510);
  return aboutUs ? replies.hubUnavailable : reply;
}
