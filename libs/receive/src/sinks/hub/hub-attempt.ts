import type { Envelope, HopConnection, HopPool, ProxyFrom, Reply } from '@mailyard/smtp';

import type { Hub, HubChooser } from './hub-chooser.js';

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

/** One try to get a transaction through to one hub: the envelope is on its way when the promise of `start` resolves. */
export class HubAttempt {
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
