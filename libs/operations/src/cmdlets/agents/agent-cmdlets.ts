import type { TransportAgent } from '@mailyard/directory';

import { disableTransportAgent } from '../../agents/disable-transport-agent.js';
import { enableTransportAgent } from '../../agents/enable-transport-agent.js';
import { getTransportAgent } from '../../agents/get-transport-agent.js';
import { getTransportPipeline } from '../../agents/get-transport-pipeline.js';
import { installTransportAgent } from '../../agents/install-transport-agent.js';
import { setTransportAgent } from '../../agents/set-transport-agent.js';
import { uninstallTransportAgent } from '../../agents/uninstall-transport-agent.js';
import { identityParameter, parameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { tried } from '../cmdlet-lists.js';
import { sizeValue, spanValue } from '../values/rich-value.js';

const output = {
  typeName: 'Microsoft.Exchange.Management.AgentTasks.TransportAgentObject',
  columns: ['Identity', 'Enabled', 'Priority'],
};
const nothing = { typeName: '', columns: [] } as const;
const identity = identityParameter('TransportAgent', {
  mandatory: true,
  description: 'Name or Guid of the agent.',
});

const settings = [
  parameter('Priority', 'Of two agents at one event the one with the lower number is asked first.', {
    type: 'integer',
  }),
  parameter('TransportAgentFactory', 'The export of its file that is the agent.'),
  parameter('Events', 'What it is asked at.', { multiple: true }),
  parameter('Touches', 'What it may do.', { multiple: true }),
  parameter('TimeLimit', 'An agent that has not answered by then has failed.', { type: 'timespan' }),
  parameter('FailurePolicy', 'What becomes of a message when it fails.', {
    type: 'enum',
    values: ['Accept', 'Defer', 'Refuse'],
  }),
  parameter('MaxMemory', 'What its process may use.', { type: 'size' }),
] as const;

const switches = [
  { operation: enableTransportAgent, synopsis: 'From now on the agent is asked.', confirms: false },
  { operation: disableTransportAgent, synopsis: 'The agent is no longer asked.', confirms: true },
  { operation: uninstallTransportAgent, synopsis: 'Removes an agent; its file stays.', confirms: true },
].map(({ operation, synopsis, confirms }): Cmdlet => ({
  name: operation.name,
  synopsis,
  parameters: [identity],
  output: nothing,
  confirms,
  changes: true,
  examples: [],
  async run({ parameters: { Identity }, whatIf, order }) {
    if (whatIf) return tried(operation.name, Identity);
    await order(operation, { identity: Identity });
    return {};
  },
}));

export const agentCmdlets: readonly Cmdlet[] = [
  {
    name: 'Get-TransportAgent',
    synopsis: 'Shows the transport agents in the order of their priorities.',
    parameters: [{ ...identity, mandatory: false }],
    output,
    confirms: false,
    changes: false,
    examples: [],
    async run({ parameters: { Identity }, order }) {
      const agents = await order(getTransportAgent, { identity: Identity ?? undefined });
      return { output: agents.map(agentObject) };
    },
  },
  {
    name: 'Install-TransportAgent',
    synopsis: 'Makes an agent known; it is disabled until somebody enables it.',
    parameters: [
      parameter('Name', 'Of the agent.', { mandatory: true, position: 1 }),
      parameter('AssemblyPath', 'Its file, on every machine that runs the service.', { mandatory: true }),
      parameter('TransportService', 'Where it acts.', { default: 'Hub' }),
      ...settings,
    ],
    output,
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters, whatIf, order }) {
      if (whatIf) return tried('Install-TransportAgent', parameters['Name']);
      const made = await order(installTransportAgent, inputOf(parameters));
      return { output: [agentObject(made)], warnings: ['the agent is disabled: Enable-TransportAgent'] };
    },
  },
  {
    name: 'Set-TransportAgent',
    synopsis: 'Changes what is said of an agent.',
    parameters: [identity, ...settings],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters, whatIf, order }) {
      if (whatIf) return tried('Set-TransportAgent', parameters['Identity']);
      await order(setTransportAgent, inputOf(parameters));
      return {};
    },
  },
  ...switches,
  {
    name: 'Get-TransportPipeline',
    synopsis: 'Shows which agents are asked at which event, in their order.',
    parameters: [],
    output: { typeName: 'TransportPipeline', columns: ['Event', 'TransportAgents'] },
    confirms: false,
    changes: false,
    examples: [],
    async run({ order }) {
      const events = await order(getTransportPipeline, {});
      return {
        output: events.map(({ service, event, agents }) => ({
          Event: event,
          TransportService: service,
          TransportAgents: agents,
        })),
      };
    },
  },
];

function agentObject(agent: TransportAgent): OutputObject {
  const { Name, Enabled, Priority, MaxMemory, TimeLimit, ...others } = agent;
  return {
    Identity: Name,
    Enabled,
    Priority,
    ...others,
    AssemblyPath: others.AssemblyPath ?? null,
    TimeLimit: spanValue(TimeLimit),
    MaxMemory: sizeValue(MaxMemory),
    Name,
  };
}

function inputOf(said: OutputObject): OutputObject {
  const known = Object.entries(said).filter(([, value]) => value !== null);
  return Object.fromEntries(
    known.map(([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value]),
  );
}
