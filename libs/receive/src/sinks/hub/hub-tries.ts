import { HopError, replies, ReplyError, type HopConnection, type HopPool, type Reply } from '@mailyard/smtp';

import type { Hub } from './hub-chooser.js';
import type { HubLink, ProxiedTransaction } from './hub-link.js';
import { isOwnLimit } from './hub-troubles.js';

/** A hub that has been reached for one transaction. */
export class ReachedHub {
  readonly #pool: HopPool;
  readonly #over: () => void;

  constructor(
    readonly hub: Hub,
    readonly connection: HopConnection,
    options: { readonly link: HubLink; readonly alone: boolean },
  ) {
    this.alone = options.alone;
    this.#pool = options.link.pool;
    this.#over = options.link.chooser.begin(hub);
  }

  /** No other transaction is under way on the connection. */
  readonly alone: boolean;

  /** The hub has answered, and nothing of the transaction is left with it. */
  release(): void {
    this.#over();
    if (this.alone) this.#pool.release(this.connection);
  }

  /** Nothing more can be said over this connection; the hub forgets the transaction when it closes. */
  discard(): void {
    this.#over();
    if (this.alone) this.#pool.discard(this.connection);
  }
}

/** The hubs for one transaction, the least busy first, until one has it: each is tried once. */
export class HubTries {
  readonly transaction: ProxiedTransaction;
  readonly #link: HubLink;
  /** Hubs not tried yet. */
  readonly #candidates: Hub[];
  /** A hub of which one connection had died; it gets one more try over another connection. */
  #again: Hub | undefined;
  /** What the client hears when no hub is left. */
  #answer: Reply = replies.hubUnavailable;

  constructor(link: HubLink, transaction: ProxiedTransaction) {
    this.#link = link;
    this.transaction = transaction;
    const { server } = transaction;
    this.#candidates = link.chooser
      .candidates()
      .filter((hub) => server === undefined || hub.server === server);
  }

  /** The next hub that can be reached; rejects with a 4yz ReplyError when none is left. */
  async next({ alone }: Pick<ReachedHub, 'alone'>): Promise<ReachedHub> {
    const { pool, chooser } = this.#link;
    for (let hub = this.#candidates.shift(); hub !== undefined; hub = this.#candidates.shift()) {
      try {
        const endpoint = this.transaction.client.verb === 'XPROXY' ? hub.client : hub.inbound;
        const connection = await (alone ? pool.acquire(endpoint) : pool.share(endpoint));
        chooser.succeeded(hub);
        return new ReachedHub(hub, connection, { link: this.#link, alone });
      } catch (error) {
        if (!isOwnLimit(error)) chooser.failed(hub);
        this.#note(error, hub);
      }
    }
    throw new ReplyError(this.#answer);
  }

  /** Nothing was sent to it: it is the next one again. */
  putBack(reached: ReachedHub): void {
    reached.release();
    this.#candidates.unshift(reached.hub);
  }

  /** The hub refuses sender or recipients: another one may take them. */
  refused(reached: ReachedHub, reply: Reply): void {
    this.#note(new ReplyError(reply), reached.hub);
    this.answered(reached, reply);
    reached.release();
  }

  /** The hub has said what becomes of the message. */
  answered({ hub }: ReachedHub, reply: Reply | undefined): void {
    if (reply?.code === 452 && reply.status === '4.3.1') this.#link.chooser.hadNoRoom(hub);
  }

  /** The connection has failed, and the hub has nothing of the message. */
  failed(reached: ReachedHub, error: unknown): void {
    this.#note(error, reached.hub);
    reached.discard();
    this.#tryAgain(reached.hub, error);
  }

  /** The connection has failed within the message: no other hub may have it. */
  lost(reached: ReachedHub, error: unknown): void {
    reached.discard();
    this.#link.report(error, reached.hub);
  }

  /** A pooled connection dies with the hub process that it was made to, and the next process may be up by now. */
  #tryAgain(hub: Hub, error: unknown): void {
    if (!(error instanceof HopError) || error.kind !== 'closed' || this.#again !== undefined) return;
    this.#again = hub;
    this.#candidates.push(hub);
  }

  #note(problem: unknown, hub: Hub): void {
    this.#link.report(problem, hub);
    if (problem instanceof ReplyError) this.#answer = temporary(problem.reply);
    else if (problem instanceof HopError && problem.kind === 'tls') this.#answer = replies.hubTlsFailed;
  }
}

/** A hub's refusal of what Front End had accepted is between the two of them; the client may come back. */
function temporary(reply: Reply): Reply {
  return reply.transient && reply.code !== 421 ? reply : replies.hubUnavailable;
}

/**
 * The first refusal of the sender or a recipient. A recipient whom the client believes accepted must not be lost, so one
 * refusal spoils the whole.
 */
export function refusalIn(answers: {
  readonly mail: Reply;
  readonly recipients: readonly Reply[];
}): Reply | undefined {
  return answers.mail.positive ? answers.recipients.find((reply) => !reply.positive) : answers.mail;
}

/**
 * The hub's verdict on the message goes to the client as it is. 421 would end the client's session and 50z would blame
 * it for what Front End has said, so these become a plain 451.
 */
export function forClient(reply: Reply | undefined): Reply {
  if (reply === undefined) throw new Error('the hub took no recipient');
  const aboutUs = reply.code === 421 || (reply.code >= 500 && reply.code < 510);
  return aboutUs ? replies.hubUnavailable : reply;
}
