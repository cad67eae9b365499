import type { AgentFailure } from '@mailyard/agent-host';
import { Reply } from '@mailyard/smtp';

import type { DeliveryOutcome } from '../../delivery-agent.js';

/** So often an agent may fail on one message before that is the message’s fault. */
const failuresMax = 3;
const itemsMax = 1_000;

/**
 * What it means that an agent has failed: its queue waits, since it would fail with the next message as well. A message on
 * which it has failed again and again waits alone, so that it keeps no other from it.
 */
export class FailedItems {
  readonly #failures = new Map<string, number>();

  outcomeOf(
    { reason }: Pick<AgentFailure, 'reason'>,
    { agent, item }: { readonly agent: string; readonly item: string },
  ): DeliveryOutcome {
    const said = `${agent}: ${reason}`;
    const failures = (this.#failures.get(item) ?? 0) + 1;
    this.#failures.delete(item);
    this.#failures.set(item, failures);
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > itemsMax && oldest !== undefined) this.#failures.delete(oldest);
    if (failures < failuresMax) return { scope: 'next-hop', said, mayBeTaken: true };
    const reply = new Reply(451, '4.3.0', `${said} (${failures} times with this message)`);
    return { scope: 'message', reply, aboutMessage: true, mayBeTaken: true };
  }

  /** It has answered. */
  forget(item: string): void {
    this.#failures.delete(item);
  }
}
