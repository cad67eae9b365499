import type { HopPool } from '@mailyard/smtp';

import type { DeliveryAgent, DeliverySession } from '../../delivery-agent.js';
import { HopSession } from '../hop/hop-session.js';
import { MailboxDeliveryHosts, type MailboxDeliveryHostsOptions } from './mailbox-delivery-hosts.js';

export interface MailboxAgentOptions extends MailboxDeliveryHostsOptions {
  /** Connections to Mailbox Delivery; the agent closes it. */
  readonly pool: HopPool;
}

/** As many as a connection among our own services carries; peers that take one at a time let the others wait. */
const transactionsOfOneSession = 32;

/** SmtpDeliveryToMailbox: LMTP to Mailbox Delivery, of which every instance serves every mailbox database. */
export class MailboxAgent implements DeliveryAgent {
  readonly concurrency = transactionsOfOneSession;
  readonly #pool: HopPool;
  readonly #hosts: MailboxDeliveryHosts;
  readonly #sessions = new Set<DeliverySession>();

  constructor(options: MailboxAgentOptions) {
    this.#pool = options.pool;
    this.#hosts = new MailboxDeliveryHosts(options);
  }

  start(): Promise<void> {
    return this.#hosts.start();
  }

  stop(): void {
    this.#hosts.stop();
    for (const session of this.#sessions) session.close();
    this.#pool.close();
  }

  open(): DeliverySession {
    const session: DeliverySession = new HopSession({
      pool: this.#pool,
      hosts: () => this.#hosts.hosts(),
      success: 'delivered',
      onClosed: () => this.#sessions.delete(session),
    });
    this.#sessions.add(session);
    return session;
  }
}
