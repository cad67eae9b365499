import { randomUUID } from 'node:crypto';

import type { AgentHost, DeliveryConnector } from '@mailyard/agent-host';
import {
  deliveryAgentFor,
  type DeliveryAgentConnector,
  type Organization,
  type TransportAgent,
} from '@mailyard/directory';
import { queueNameOf, type NextHop } from '@mailyard/routing';
import type { OpenedSecret } from '@mailyard/service';

import type { DeliveryAgent, DeliveryOutcome, DeliverySession } from '../../delivery-agent.js';
import {
  isLimitReached,
  lanesTo,
  type OutboundDestination,
  type OutboundLimits,
  type Place,
} from '../../limits/outbound-limits.js';
import { ownLimit } from '../smtp/hosts/reached.js';
import { ConnectionTrace, type ConnectionEvent } from '../smtp/session/connection-trace.js';
import { OpenConnections } from '../smtp/session/open-connections.js';
import { AgentConnection, type AgentTarget } from './agent-connection.js';
import { deferredQueue } from './agent-outcome.js';
import { builtInFile } from './built-in-files.js';
import { AgentSession } from './agent-session.js';
import { FailedItems } from './failed-items.js';

export interface InstalledDeliveryAgentOptions {
  readonly host: Pick<AgentHost, 'askToDeliver' | 'processOf'>;
  readonly organization: () => Organization;
  readonly password: (connector: DeliveryAgentConnector) => Promise<OpenedSecret>;
  readonly limits: Pick<OutboundLimits, 'enter'>;
  /** For the connectivity log. */
  readonly onConnection: (event: ConnectionEvent) => void;
  /** What became of a message. */
  readonly onOutcome: (connector: DeliveryAgentConnector, outcome: DeliveryOutcome) => void;
  /** A next hop that had one lane may have more. */
  readonly onReached: (nextHop: NextHop) => void;
}

/**
 * DeliveryAgent: to a system that does not speak SMTP, by the agent whose SupportedDeliveryProtocol is the DeliveryProtocol of
 * the connector, in its process.
 */
export class InstalledDeliveryAgent implements DeliveryAgent {
  /** OnDeliverMailItem is asked about one message of a connection at a time, as in Exchange. */
  readonly concurrency = 1;
  readonly #options: InstalledDeliveryAgentOptions;
  readonly #open = new OpenConnections();
  readonly #failed = new FailedItems();
  readonly #builtIn = new WeakMap<TransportAgent, TransportAgent>();
  readonly #sessions = new Set<DeliverySession>();

  constructor(options: InstalledDeliveryAgentOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): void {
    for (const session of this.#sessions) session.close();
  }

  open(nextHop: NextHop): DeliverySession {
    const { host, organization, onOutcome } = this.#options;
    const session: DeliverySession = new AgentSession({
      host,
      organization,
      onOutcome,
      target: () => this.#target(nextHop),
      open: (target, signal) => this.#opened(nextHop, target, signal),
      failed: this.#failed,
      onClosed: () => this.#sessions.delete(session),
    });
    this.#sessions.add(session);
    return session;
  }

  sessionsTo(nextHop: NextHop): number {
    const queue = queueNameOf(nextHop);
    const open = this.#open.count(queue);
    if (open === 0 || this.#open.isFull(queue)) return Math.max(1, open);
    const connector = this.#options.organization().deliveryAgentConnector(nextHop.connector);
    return lanesTo(open, connector?.MaxConcurrentConnections ?? 1);
  }

  #target({ connector: guid }: NextHop): AgentTarget | DeliveryOutcome {
    const { organization } = this.#options;
    const now = organization();
    const connector = now.deliveryAgentConnector(guid);
    if (connector === undefined) return { scope: 'own-limit', reason: 'no connector leads there any more' };
    const agent = deliveryAgentFor(connector.DeliveryProtocol, now.objects);
    if (agent === undefined) {
      const said = `no agent is enabled that supports the protocol ${connector.DeliveryProtocol} of ${connector.Name}`;
      return { scope: 'next-hop', said };
    }
    return { connector, agent: this.#withFile(agent) };
  }

  /** The same for as long as the agent is. */
  #withFile(agent: TransportAgent): TransportAgent {
    const AssemblyPath = builtInFile(agent);
    if (AssemblyPath === undefined) return agent;
    const known = this.#builtIn.get(agent) ?? { ...agent, AssemblyPath };
    this.#builtIn.set(agent, known);
    return known;
  }

  async #opened(
    nextHop: NextHop,
    target: AgentTarget,
    signal: AbortSignal,
  ): Promise<AgentConnection | DeliveryOutcome> {
    const { limits, onReached, password } = this.#options;
    const { connector } = target;
    const secret = connector.SealedPassword === undefined ? undefined : await password(connector);
    if (secret?.kind === 'closed') {
      return {
        scope: 'next-hop',
        said: `the secret of ${connector.Name} cannot be opened: ${secret.reason}`,
      };
    }
    const place = await limits.enter(destinationOf(connector, nextHop));
    if (isLimitReached(place)) return this.#withoutPlace(nextHop, ownLimit(place));
    const trace = new ConnectionTrace(
      nextHop.domain,
      `${nextHop.deliveryType};${connector.Name}`,
      this.#options.onConnection,
    );
    const shown = shownConnector(connector, secret?.secret);
    const opened = await this.#asked({ nextHop, target, shown, place, trace, signal });
    if ('scope' in opened) {
      place.release();
      trace.failed(opened);
      return opened;
    }
    this.#open.add(queueNameOf(nextHop));
    onReached(nextHop);
    return opened;
  }

  /** Whose queue has connections already goes on over those. */
  #withoutPlace(nextHop: NextHop, outcome: DeliveryOutcome): DeliveryOutcome {
    if (outcome.scope !== 'own-limit' || !this.#open.refused(queueNameOf(nextHop))) return outcome;
    return { scope: 'own-limit', reason: outcome.reason };
  }

  async #asked(asked: Opening): Promise<AgentConnection | DeliveryOutcome> {
    const { nextHop, target, shown, place, trace, signal } = asked;
    const { host } = this.#options;
    const { agent } = target;
    const id = randomUUID();
    const request = {
      event: 'OnOpenConnection',
      connection: { id },
      connector: shown,
      nextHopDomain: nextHop.domain,
    } as const;
    let remote = target.connector.DeliveryProtocol;
    if (agent.Events.includes('OnOpenConnection')) {
      const outcome = await host.askToDeliver(agent, { request, signal });
      if (outcome.of === 'failure') return { scope: 'next-hop', said: `${agent.Name}: ${outcome.reason}` };
      const [action] = outcome.actions;
      if (action?.action === 'DeferQueue') return deferredQueue(action);
      if (action?.action === 'RegisterConnection') remote = action.remoteHost;
    }
    trace.established(remote);
    return new AgentConnection({
      id,
      target,
      shown,
      process: host.processOf(agent),
      remote: { host: remote },
      place,
      host,
      onEnded: (messages) => {
        this.#open.remove(queueNameOf(nextHop));
        trace.over(messages);
      },
    });
  }
}

interface Opening {
  readonly nextHop: NextHop;
  readonly target: AgentTarget;
  readonly shown: DeliveryConnector;
  readonly place: Place;
  readonly trace: ConnectionTrace;
  readonly signal: AbortSignal;
}

function shownConnector(connector: DeliveryAgentConnector, password: string | undefined): DeliveryConnector {
  const { Guid, Name, DeliveryProtocol, AgentSettings = {}, AuthenticationCredential: user } = connector;
  return {
    guid: Guid,
    name: Name,
    protocol: DeliveryProtocol,
    settings: AgentSettings,
    ...(user === undefined || password === undefined
      ? {}
      : { credential: { userName: user.UserName, password } }),
    maxConcurrentConnections: connector.MaxConcurrentConnections,
  };
}

/** Hubs of a server share the connections of a connector; what goes by agents counts for no SMTP destination. */
function destinationOf(
  { Guid, MaxConcurrentConnections: value }: DeliveryAgentConnector,
  { domain }: NextHop,
): OutboundDestination {
  const connector = { connections: { value, parameter: 'MaxConcurrentConnections' } };
  return {
    connector: Guid,
    key: `agent ${Guid} ${domain}`,
    limits: { server: {}, connector, destination: {} },
  };
}
