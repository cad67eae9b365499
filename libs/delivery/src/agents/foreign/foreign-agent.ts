import type { NextHop } from '@mailyard/routing';

import type { DeliveryAgent, DeliverySession } from '../../delivery-agent.js';
import { DropSession, type ForeignAgentOptions } from './drop-session.js';

/** NonSmtpGatewayDelivery: files in the Drop directory of a Foreign connector, for a gateway that takes them away. */
export class ForeignAgent implements DeliveryAgent {
  readonly concurrency = 1;
  readonly #options: ForeignAgentOptions;
  readonly #sessions = new Set<DeliverySession>();

  constructor(options: ForeignAgentOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): void {
    for (const session of this.#sessions) session.close();
  }

  open(nextHop: NextHop): DeliverySession {
    const session: DeliverySession = new DropSession({
      ...this.#options,
      nextHop,
      onClosed: () => this.#sessions.delete(session),
    });
    this.#sessions.add(session);
    return session;
  }
}
