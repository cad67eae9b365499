import type { Organization } from '@mailyard/directory';
import { submissionQueue } from '@mailyard/queue';

import type { TransportContext } from '../transport-context.js';

/** An agent that fails with one message, and not with others, is well again and again. */
const mendedPauseMs = 30_000;

/** A message that was with the agent at the change is put off just after it. */
const againMs = 1_500;

/** Notices when messages that agents keep in Submission, or whose delivery agent has failed, should be tried again. */
export class AgentChanges {
  readonly #context: () => Pick<TransportContext, 'database' | 'events'>;
  readonly #retryDeliveries: () => void;
  /** Lists, each the same for as long as nothing in it changes. */
  #objects: readonly unknown[] | undefined;
  #mendedAt = -Infinity;
  #again: NodeJS.Timeout | undefined;

  constructor(context: () => Pick<TransportContext, 'database' | 'events'>, retryDeliveries: () => void) {
    this.#context = context;
    this.#retryDeliveries = retryDeliveries;
  }

  /** Every hub tells when it knows of the change: a message that another one has put off again meanwhile is tried, too. */
  look({ objects: { TransportAgents, DeliveryAgentConnectors } }: Organization): void {
    const before = this.#objects;
    this.#objects = [TransportAgents, DeliveryAgentConnectors];
    if (before === undefined || this.#objects.every((list, index) => list === before[index])) return;
    this.#tryAgain();
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#tryAgain(), againMs);
  }

  stop(): void {
    clearTimeout(this.#again);
  }

  /** An agent answers again. */
  mended(): void {
    const now = performance.now();
    if (now - this.#mendedAt < mendedPauseMs) return;
    this.#mendedAt = now;
    this.#tryAgain();
  }

  #tryAgain(): void {
    const { database, events } = this.#context();
    if (!database.ready) return;
    this.#retryDeliveries();
    database.schedule.endDelays(submissionQueue).catch((error: unknown) => events.fault(error));
  }
}
