import { isDeepStrictEqual } from 'node:util';

import type { Kind, ObjectProblem } from '../kind.js';
import { eventsIn, isDeliveryEvent } from './agent-event.js';
import { builtInAgent, builtInAgents, isBuiltInProtocol, isChangeable } from './built-in-agents.js';
import { transportAgentNames, transportAgentSchema, type TransportAgent } from './transport-agent.js';

export const transportAgents = {
  noun: 'TransportAgent',
  schema: transportAgentSchema,
  identity: transportAgentNames,
  indexes: [transportAgentNames],
  builtIn: builtInAgents,
  text: {
    introduction:
      'Programs that see messages on their way and may act on them, see [transport agents](transport-agents.md). Those that are built in can be disabled, and get another priority; they cannot be removed.',
  },

  *problems(agent): Iterable<ObjectProblem> {
    const builtIn = builtInAgent(agent.Name);
    if (builtIn !== undefined) {
      yield* builtInProblems(agent, transportAgentSchema.parse({ ...builtIn, Guid: agent.Guid }));
      return;
    }
    if (agent.AssemblyPath === undefined) yield { path: ['AssemblyPath'], reason: 'is needed' };
    const allowed = eventsIn(agent.TransportService);
    const foreign = agent.Events.find((event) => !allowed.includes(event));
    if (foreign !== undefined) {
      yield { path: ['Events'], reason: `in the service ${agent.TransportService} there is no ${foreign}` };
    }
    if (agent.Enabled && agent.Events.length === 0) {
      yield { path: ['Events'], reason: 'an enabled agent needs an event to be asked at' };
    }
    yield* deliveryProblems(agent);
  },
} as const satisfies Kind<TransportAgent>;

/** Who delivers says for which protocol, and takes messages. */
function* deliveryProblems({
  Events,
  SupportedDeliveryProtocol: protocol,
}: TransportAgent): Iterable<ObjectProblem> {
  const delivers = Events.includes('OnDeliverMailItem');
  const other = Events.find((event) => isDeliveryEvent(event) && !delivers);
  if (other !== undefined) {
    yield { path: ['Events'], reason: `${other} is for agents that have OnDeliverMailItem as well` };
  }
  const path = ['SupportedDeliveryProtocol'];
  if (delivers && protocol === undefined) {
    yield { path, reason: 'is needed: it says for which connectors OnDeliverMailItem is' };
  }
  if (!delivers && protocol !== undefined) {
    yield { path, reason: 'is for agents that have the event OnDeliverMailItem' };
  }
  if (protocol !== undefined && isBuiltInProtocol(protocol)) {
    yield { path, reason: `${protocol} is the protocol of an agent that is built in` };
  }
}

function* builtInProblems(agent: TransportAgent, builtIn: TransportAgent): Iterable<ObjectProblem> {
  const parameters = Object.keys({ ...builtIn, ...agent }) as readonly (keyof TransportAgent)[];
  for (const parameter of parameters) {
    if (isChangeable(parameter, builtIn) || isDeepStrictEqual(agent[parameter], builtIn[parameter])) continue;
    yield { path: [parameter], reason: `cannot be changed: ${builtIn.Name} is built in` };
  }
}
