import type { TransportAgent } from '@mailyard/directory';

import { disableTransportAgent } from '../../agents/disable-transport-agent.js';
import { enableTransportAgent } from '../../agents/enable-transport-agent.js';
import { getTransportAgent } from '../../agents/get-transport-agent.js';
import { getTransportPipeline } from '../../agents/get-transport-pipeline.js';
import { installTransportAgent } from '../../agents/install-transport-agent.js';
import { setTransportAgent } from '../../agents/set-transport-agent.js';
import { uninstallTransportAgent } from '../../agents/uninstall-transport-agent.js';
import { identityParameter, parameter, type Cmdlet, type Order, type OutputObject } from '../cmdlet.js';
import { ParameterError } from '../binding/parameter-error.js';
import { triedOn } from '../cmdlet-lists.js';
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

const service = parameter('TransportService', 'Where it acts.', {
  type: 'enum',
  values: ['Hub', 'FrontEnd'],
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
  parameter(
    'SupportedDeliveryProtocol',
    'Of an agent that delivers: the DeliveryProtocol of its connectors.',
  ),
  parameter('WritablePaths', 'Folders that its process may read and write.', { multiple: true }),
] as const;

const switches = [
  { operation: enableTransportAgent, synopsis: 'From now on the agent is asked.', confirms: false },
  { operation: disableTransportAgent, synopsis: 'The agent is no longer asked.', confirms: true },
  { operation: uninstallTransportAgent, synopsis: 'Removes an agent; its file stays.', confirms: true },
].map(({ operation, synopsis, confirms }): Cmdlet => ({
  name: operation.name,
  synopsis,
  parameters: [identity, service],
  output: nothing,
  confirms,
  changes: true,
  examples: [],
  async run({ parameters: { Identity, TransportService }, whatIf, order }) {
    await requireService(Identity, TransportService, order);
    const { Name, Enabled } = await order(operation, { identity: Identity, validateOnly: whatIf });
    return whatIf ? triedOn(operation.name, [`${Name}, which would be ${stateOf(Enabled)}`]) : {};
  },
}));

const stateOf = (isEnabled: boolean): string => (isEnabled ? 'enabled' : 'disabled');

/** Exchange tells two agents of one name apart by it; here a name is of one agent. */
async function requireService(identity: unknown, service: unknown, order: Order): Promise<void> {
  if ((service ?? null) === null) return;
  const agents = await order(getTransportAgent, { identity });
  const other = agents.find(({ TransportService }) => TransportService !== service);
  if (other === undefined) return;
  throw new ParameterError('TransportService', `${other.Name} is an agent of ${other.TransportService}`);
}

export const agentCmdlets: readonly Cmdlet[] = [
  {
    name: 'Get-TransportAgent',
    synopsis: 'Shows the transport agents in the order of their priorities.',
    parameters: [{ ...identity, mandatory: false }, service],
    output,
    confirms: false,
    changes: false,
    examples: [],
    async run({ parameters: { Identity, TransportService: of }, order }) {
      const agents = await order(getTransportAgent, { identity: Identity ?? undefined });
      const wanted = agents.filter(({ TransportService }) => (of ?? TransportService) === TransportService);
      return { output: wanted.map(agentObject) };
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
      const made = await order(installTransportAgent, { ...inputOf(parameters), validateOnly: whatIf });
      if (whatIf) return triedOn('Install-TransportAgent', [`${made.Name} of ${made.TransportService}`]);
      return { output: [agentObject(made)], warnings: ['the agent is disabled: Enable-TransportAgent'] };
    },
  },
  {
    name: 'Set-TransportAgent',
    synopsis: 'Changes what is said of an agent.',
    parameters: [identity, ...settings, service],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters: { TransportService, ...said }, whatIf, order }) {
      await requireService(said['Identity'], TransportService, order);
      const { Name } = await order(setTransportAgent, { ...inputOf(said), validateOnly: whatIf });
      const { Identity: _, ...changes } = said;
      const told = Object.entries(changes).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
      return whatIf ? triedOn('Set-TransportAgent', [`${Name}: ${told.join(', ')}`]) : {};
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
