import type { AgentAction, AgentHost, DeliveryMailItem } from '@mailyard/agent-host';
import type { DeliveryAgentConnector, Organization } from '@mailyard/directory';

import {
  noLongerHeld,
  type DeliveryOutcome,
  type DeliverySession,
  type OutgoingMessage,
} from '../../delivery-agent.js';
import type { AgentConnection, AgentTarget } from './agent-connection.js';
import { acknowledgementOf, type ConnectionGone } from './agent-outcome.js';
import type { FailedItems } from './failed-items.js';
import { agentItem } from './mail-item.js';

export interface AgentSessionOptions {
  readonly host: Pick<AgentHost, 'askToDeliver'>;
  readonly organization: () => Organization;
  readonly onOutcome: (connector: DeliveryAgentConnector, outcome: DeliveryOutcome) => void;
  /** By the organization of this moment. */
  readonly target: () => AgentTarget | DeliveryOutcome;
  readonly open: (target: AgentTarget, signal: AbortSignal) => Promise<AgentConnection | DeliveryOutcome>;
  readonly failed: FailedItems;
  readonly onClosed: () => void;
}

/** Message after message over a connection that an agent has opened. */
export class AgentSession implements DeliverySession {
  readonly #options: AgentSessionOptions;
  #connection: AgentConnection | undefined;
  #connecting = false;
  #closed = false;
  #underWay: AbortController | undefined;

  constructor(options: AgentSessionOptions) {
    this.#options = options;
  }

  async deliver(message: OutgoingMessage): Promise<DeliveryOutcome> {
    const target = this.#options.target();
    if ('scope' in target) return target;
    const outcome = await this.#delivered(target, message);
    this.#options.onOutcome(target.connector, outcome);
    return outcome;
  }

  get connecting(): boolean {
    return this.#connecting;
  }

  close(): void {
    this.#closed = true;
    this.#underWay?.abort();
    this.#endConnection();
    this.#options.onClosed();
  }

  /** A connection that had ended before the message is replaced, once. */
  async #delivered(target: AgentTarget, message: OutgoingMessage): Promise<DeliveryOutcome> {
    const first = await this.#attempt(target, message);
    if (!('gone' in first)) return first;
    const second = await this.#attempt(target, message);
    return 'gone' in second ? { scope: 'next-hop', said: `${target.agent.Name}: ${second.gone}` } : second;
  }

  async #attempt(target: AgentTarget, message: OutgoingMessage): Promise<DeliveryOutcome | ConnectionGone> {
    this.#underWay = new AbortController();
    const { signal } = this.#underWay;
    const connection = await this.#connectionTo(target, signal);
    if (this.#closed) this.#endConnection();
    if ('scope' in connection) return this.#closed ? closedByUs : connection;
    return this.#closed ? closedByUs : this.#handOver(connection, message, signal);
  }

  async #connectionTo(target: AgentTarget, signal: AbortSignal): Promise<AgentConnection | DeliveryOutcome> {
    if (this.#connection?.isFor(target) === true) return this.#connection;
    this.#endConnection();
    this.#connecting = true;
    try {
      const opened = await this.#options.open(target, signal);
      if (!('scope' in opened)) this.#connection = opened;
      return opened;
    } finally {
      this.#connecting = false;
    }
  }

  async #handOver(
    connection: AgentConnection,
    message: OutgoingMessage,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome | ConnectionGone> {
    const { host, organization, failed } = this.#options;
    const { agent, connector } = connection.options.target;
    const { mailItem, octets } = agentItem(message, connector.Guid, organization());
    const { hold } = message;
    if (hold?.isSure() === false && !(await hold.confirm())) return noLongerHeld;
    const answer = await host.askToDeliver(agent, {
      request: connection.about({ event: 'OnDeliverMailItem', mailItem }),
      content: octets,
      process: connection.options.process,
      signal,
    });
    connection.messages += 1;
    if (this.#closed) return { ...closedByUs, mayBeTaken: true };
    if (answer.of === 'failure') {
      this.#endConnection();
      if (answer.unasked === true) return { gone: answer.reason };
      return failed.outcomeOf(answer, { agent: agent.Name, item: mailItem.id });
    }
    failed.forget(mailItem.id);
    return this.#acknowledged(connection, answer.actions, mailItem);
  }

  #acknowledged(
    connection: AgentConnection,
    actions: readonly AgentAction[],
    { recipients }: Pick<DeliveryMailItem, 'recipients'>,
  ): DeliveryOutcome | ConnectionGone {
    const { target, remote } = connection.options;
    const addresses = recipients.map(({ address }) => address);
    const acknowledged = acknowledgementOf(actions, addresses, remote);
    const goesOn = !('gone' in acknowledged || acknowledged.connectionEnds);
    if (!goesOn || !connection.isFor(target)) this.#endConnection();
    return 'gone' in acknowledged ? acknowledged : acknowledged.outcome;
  }

  #endConnection(): void {
    this.#connection?.end();
    this.#connection = undefined;
  }
}

const closedByUs: DeliveryOutcome = { scope: 'own-limit', reason: 'the session was closed' };
