import type { Organization } from '@mailyard/directory';
import { submissionQueue } from '@mailyard/queue';

import type { TransportContext } from '../transport-context.js';

/** An agent that fails with one message, and not with others, is well again and again. */
const mendedPauseMs = 30_000;

/** A message that was with the agent at the change is put off just after it. */
const againMs = 1_500;

/** Notices when messages that agents keep in Submission should be tried again. */
export class AgentChanges {
  readonly #context: () => Pick<TransportContext, 'database' | 'events'>;
  /** The same for as long as nothing in it changes. */
  #agents: unknown;
  #mendedAt = -Infinity;
  #again: NodeJS.Timeout | undefined;

  constructor(context: () => Pick<TransportContext, 'database' | 'events'>) {
    this.#context = context;
  }

  /** Every hub tells when it knows of the change: a message that another one has put off again meanwhile is tried, too. */
  look({ objects: { TransportAgents } }: Organization): void {
    const before = this.#agents;
    this.#agents = TransportAgents;
    if (before === undefined || before === TransportAgents) return;
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
    database.schedule.endDelays(submissionQueue).catch((error: unknown) => events.fault(error));
  }
}
