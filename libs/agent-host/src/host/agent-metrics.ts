import type { Metrics } from '@mailyard/telemetry';

import type { AgentOutcome } from './agent-call.js';

/** Agents that are counted by name; those beyond share a name. */
const namesMax = 32;

/** Calls of agents, how long they take, and how they end. */
export class AgentMetrics {
  readonly #names = new Set<string>();
  readonly #calls;
  readonly #seconds;

  constructor(metrics: Metrics) {
    this.#calls = metrics.counter('mailyard_agent_calls_total', {
      help: 'Calls of transport agents that have processes of their own, by agent and outcome.',
      labels: ['agent', 'outcome'],
    });
    this.#seconds = metrics.histogram('mailyard_agent_call_seconds', {
      help: 'Time from asking such an agent to its answer or failure.',
      labels: ['agent'],
      buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 60],
    });
  }

  called(name: string, outcome: AgentOutcome['of'], ms: number): void {
    const agent = this.#label(name);
    this.#calls.inc({ agent, outcome });
    this.#seconds.observe({ agent }, ms / 1_000);
  }

  #label(name: string): string {
    if (this.#names.size < namesMax) this.#names.add(name);
    return this.#names.has(name) ? name : 'other';
  }
}
