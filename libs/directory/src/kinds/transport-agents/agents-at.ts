import { isSameName, nameKey } from '@mailyard/schema';

import { isCategorizerEvent, isReceiveEvent, type AgentEvent, type AgentService } from './agent-event.js';
import { builtInAgents, type BuiltInAgent } from './built-in-agents.js';
import { isInstalled, transportAgentSchema, type TransportAgent } from './transport-agent.js';

/** The agents that are enabled, by service and event, in the order in which they are asked. */
class EnabledAgents {
  /** Services that have agents of others at events of the categorizer. */
  readonly inCategorizer: ReadonlySet<AgentService>;
  /** The same at events of sessions. */
  readonly inSessions: ReadonlySet<AgentService>;
  readonly #at = new Map<string, readonly TransportAgent[]>();

  constructor(agents: readonly TransportAgent[]) {
    const ordered = withBuiltIn(agents)
      .filter(({ Enabled }) => Enabled)
      .toSorted(
        (one, other) => one.Priority - other.Priority || nameKey(one.Name).localeCompare(nameKey(other.Name)),
      );
    const servicesWith = (isMeant: (event: AgentEvent) => boolean): ReadonlySet<AgentService> =>
      new Set(
        ordered
          .filter(isInstalled)
          .filter(({ Events }) => Events.some(isMeant))
          .map(({ TransportService }) => TransportService),
      );
    this.inCategorizer = servicesWith(isCategorizerEvent);
    this.inSessions = servicesWith(isReceiveEvent);
    const named = ordered.flatMap((agent) => agent.Events.map((event) => ({ agent, event })));
    const byPlace = Map.groupBy(named, ({ agent, event }) => placeOf(agent.TransportService, event));
    for (const [place, some] of byPlace) {
      this.#at.set(
        place,
        some.map(({ agent }) => agent),
      );
    }
  }

  at(service: AgentService, event: AgentEvent): readonly TransportAgent[] {
    return this.#at.get(placeOf(service, event)) ?? nobody;
  }
}

const nobody: readonly TransportAgent[] = [];

function placeOf(service: AgentService, event: AgentEvent): string {
  return `${service} ${event}`;
}

/** Also in an organization that is older than this kind of objects. */
function withBuiltIn(agents: readonly TransportAgent[]): readonly TransportAgent[] {
  const missing = builtInAgents.filter(({ Name }) => !agents.some((agent) => isSameName(agent.Name, Name)));
  return [...agents, ...missing.map((each) => transportAgentSchema.parse({ ...each, Guid: nilGuid }))];
}

const nilGuid = '00000000-0000-0000-0000-000000000000';

/** A list is the same for as long as nothing in it changes. */
const known = new WeakMap<readonly TransportAgent[], EnabledAgents>();

interface Agents {
  readonly TransportAgents: readonly TransportAgent[];
}

function enabledOf({ TransportAgents }: Agents): EnabledAgents {
  let enabled = known.get(TransportAgents);
  if (enabled === undefined) {
    enabled = new EnabledAgents(TransportAgents);
    known.set(TransportAgents, enabled);
  }
  return enabled;
}

/** The agents that are enabled at an event, in the order in which they are asked. */
export function agentsAt(
  event: AgentEvent,
  agents: Agents,
  service: AgentService = 'Hub',
): readonly TransportAgent[] {
  return enabledOf(agents).at(service, event);
}

/** Whether an agent that is not built in has to be asked about messages in the categorizer. */
export function asksInCategorizer(agents: Agents): boolean {
  return enabledOf(agents).inCategorizer.has('Hub');
}

/** Whether one has to be asked about the sessions of a service. */
export function asksInSessions(agents: Agents, service: AgentService): boolean {
  return enabledOf(agents).inSessions.has(service);
}

/** Who takes the mail of Delivery Agent connectors with that protocol: the first agent that is enabled for it. */
export function deliveryAgentFor(protocol: string, agents: Agents): TransportAgent | undefined {
  return agentsAt('OnDeliverMailItem', agents).find(({ SupportedDeliveryProtocol: supported = '' }) =>
    isSameName(supported, protocol),
  );
}

export function isBuiltInEnabled(name: BuiltInAgent, { TransportAgents }: Agents): boolean {
  return TransportAgents.find((agent) => isSameName(agent.Name, name))?.Enabled !== false;
}
