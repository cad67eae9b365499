import type { NextHop } from '@mailyard/routing';
import type { HopPool } from '@mailyard/smtp';

import type { DeliveryAgent, DeliverySession } from '../../delivery-agent.js';
import { HopSession } from '../hop/hop-session.js';
import { ServerHubs, type ServerHubsOptions } from './server-hubs.js';

export interface ServerAgentOptions extends ServerHubsOptions {
  /** Connections to hubs; the agent closes it. */
  readonly pool: HopPool;
}

/** As many as a connection among our own services carries; peers that take one at a time let the others wait. */
const transactionsOfOneSession = 32;

/**
 * Relay to other servers of the organization: SMTP to their hubs, which know the mail of a server by its certificate. They
 * take the message whole, headers of the organization included, and have the duty to tell its sender from then on.
 */
export class ServerAgent implements DeliveryAgent {
  readonly concurrency = transactionsOfOneSession;
  readonly #pool: HopPool;
  readonly #hubs: ServerHubs;
  readonly #sessions = new Set<DeliverySession>();

  constructor(options: ServerAgentOptions) {
    this.#pool = options.pool;
    this.#hubs = new ServerHubs(options);
  }

  start(): Promise<void> {
    return this.#hubs.start();
  }

  stop(): void {
    this.#hubs.stop();
    for (const session of this.#sessions) session.close();
    this.#pool.close();
  }

  open(nextHop: NextHop): DeliverySession {
    const session: DeliverySession = new HopSession({
      pool: this.#pool,
      hosts: () => this.#hubs.hosts(nextHop),
      success: undefined,
      onClosed: () => this.#sessions.delete(session),
    });
    this.#sessions.add(session);
    return session;
  }
}
