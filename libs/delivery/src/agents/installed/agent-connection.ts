import type { AgentHost, DeliveryConnector, DeliveryRequest } from '@mailyard/agent-host';
import type { DeliveryAgentConnector, TransportAgent } from '@mailyard/directory';

import type { RemoteHost } from '../../delivery-agent.js';
import type { Place } from '../../limits/outbound-limits.js';

/** Whose mail an agent takes: as they are when a connection is opened, and others afterwards need another one. */
export interface AgentTarget {
  readonly connector: DeliveryAgentConnector;
  readonly agent: TransportAgent;
}

export interface AgentConnectionOptions {
  readonly id: string;
  readonly target: AgentTarget;
  readonly shown: DeliveryConnector;
  /** Of the agent: its connections die with it. */
  readonly process: number | undefined;
  readonly remote: RemoteHost;
  readonly place: Place;
  readonly host: Pick<AgentHost, 'askToDeliver' | 'processOf'>;
  readonly onEnded: (messages: number) => void;
}

/** What an agent has opened, and knows by the id that it was given. */
export class AgentConnection {
  /** That went over it. */
  messages = 0;
  #ended = false;

  constructor(readonly options: AgentConnectionOptions) {}

  /** Whether another message of that target may go over it. */
  isFor({ connector, agent }: AgentTarget): boolean {
    const { target, place, host, process } = this.options;
    const isSame = target.connector === connector && target.agent === agent;
    const mayCarryMore = this.messages < connector.MaxMessagesPerConnection && place.held;
    return isSame && mayCarryMore && host.processOf(agent) === process;
  }

  about(request: Pick<DeliveryRequest, 'event' | 'mailItem'>): DeliveryRequest {
    return { ...request, connection: { id: this.options.id }, connector: this.options.shown };
  }

  /** The agent is told, and nobody waits for it. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    const { target, place, host, process, onEnded } = this.options;
    const signal = new AbortController().signal;
    const isTold =
      target.agent.Events.includes('OnCloseConnection') && host.processOf(target.agent) === process;
    const request = this.about({ event: 'OnCloseConnection' });
    if (isTold) void host.askToDeliver(target.agent, { request, process, signal });
    place.release();
    onEnded(this.messages);
  }
}
