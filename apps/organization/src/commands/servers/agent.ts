import { disableTransportAgent } from '@mailyard/operations/agents/disable-transport-agent';
import { enableTransportAgent } from '@mailyard/operations/agents/enable-transport-agent';
import { getTransportAgent } from '@mailyard/operations/agents/get-transport-agent';
import { getTransportPipeline } from '@mailyard/operations/agents/get-transport-pipeline';
import { installTransportAgent } from '@mailyard/operations/agents/install-transport-agent';
import { setTransportAgent } from '@mailyard/operations/agents/set-transport-agent';
import { uninstallTransportAgent } from '@mailyard/operations/agents/uninstall-transport-agent';

import {
  CommandError,
  noOperand,
  numberOption,
  oneOperand,
  type Command,
  type CommandLine,
  type Option,
} from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table } from '../../table.js';

const parameterOptions: readonly Option[] = [
  {
    name: 'event',
    value: 'EVENT',
    multiple: true,
    help: 'What it is asked at, such as OnResolvedMessage or OnRcptCommand.',
  },
  {
    name: 'touches',
    value: 'WHAT',
    multiple: true,
    help: 'What it may do: verdict, headers, envelope, content.',
  },
  { name: 'priority', value: 'N', help: '1 is first; default: behind all others.' },
  { name: 'failure-policy', value: 'POLICY', help: 'Accept, Defer (the default) or Refuse.' },
  { name: 'time-limit', value: 'TIME', help: 'For one answer; default 00:00:10.' },
  { name: 'max-memory', value: 'SIZE', help: 'Of its process; default 256 MB.' },
  {
    name: 'delivery-protocol',
    value: 'PROTOCOL',
    help: 'Of an agent that delivers: the DeliveryProtocol of its connectors.',
  },
  {
    name: 'writable-path',
    value: 'FOLDER',
    multiple: true,
    help: 'A folder that its process may read and write; default: none.',
  },
  { name: 'factory', value: 'EXPORT', help: 'The export of the file that is the agent; default: default.' },
];

const parametersOf = (line: CommandLine) => ({
  events: given(line.values('event')),
  touches: given(line.values('touches')),
  priority: numberOption(line, 'priority'),
  failurePolicy: line.value('failure-policy'),
  timeLimit: line.value('time-limit'),
  maxMemory: line.value('max-memory'),
  supportedDeliveryProtocol: line.value('delivery-protocol'),
  writablePaths: given(line.values('writable-path')),
  transportAgentFactory: line.value('factory'),
});

function given(values: readonly string[]): readonly string[] | undefined {
  return values.length === 0 ? undefined : values;
}

const identityOf = (line: CommandLine) => ({ identity: oneOperand(line, 'NAME') });

export const agentCommands: readonly Command[] = [
  operationCommand({
    name: 'agent list',
    operation: getTransportAgent,
    input: (line) => {
      noOperand(line);
      return {};
    },
    show: (agents) =>
      table(agents, [
        ['Identity', ({ Name }) => Name],
        ['Enabled', ({ Enabled }) => (Enabled ? 'True' : 'False')],
        ['Priority', ({ Priority }) => Priority],
        ['Service', ({ TransportService }) => TransportService],
        ['Events', ({ Events }) => Events.join(', ')],
        ['Touches', ({ Touches }) => Touches.join(', ')],
        [
          'FailurePolicy',
          ({ FailurePolicy, AssemblyPath }) => (AssemblyPath === undefined ? '' : FailurePolicy),
        ],
        ['AssemblyPath', ({ AssemblyPath = 'built in' }) => AssemblyPath],
      ]),
  }),
  operationCommand({
    name: 'agent install',
    operands: 'NAME FILE',
    options: [
      ...parameterOptions,
      { name: 'service', value: 'SERVICE', help: 'In which it acts, FrontEnd or Hub; default: Hub.' },
    ],
    operation: installTransportAgent,
    input: (line) => {
      const [name, assemblyPath, ...others] = line.operands;
      const complete = assemblyPath !== undefined && others.length === 0;
      if (!complete) throw new CommandError('one NAME and one FILE are needed');
      return { name, assemblyPath, transportService: line.value('service'), ...parametersOf(line) };
    },
    show: ({ Name }) => [`${Name} was installed; it is disabled: agent enable '${Name}'`],
  }),
  operationCommand({
    name: 'agent enable',
    operands: 'NAME',
    operation: enableTransportAgent,
    input: identityOf,
    show: ({ Name }) => [`${Name} is enabled`],
  }),
  operationCommand({
    name: 'agent disable',
    operands: 'NAME',
    operation: disableTransportAgent,
    input: identityOf,
    show: ({ Name }) => [`${Name} is disabled`],
  }),
  operationCommand({
    name: 'agent set',
    operands: 'NAME',
    options: parameterOptions,
    operation: setTransportAgent,
    input: (line) => ({ ...identityOf(line), ...parametersOf(line) }),
    show: ({ Name }) => [`${Name} was changed`],
  }),
  operationCommand({
    name: 'agent uninstall',
    operands: 'NAME',
    operation: uninstallTransportAgent,
    input: identityOf,
    show: ({ Name }) => [`${Name} was removed`],
  }),
  operationCommand({
    name: 'agent pipeline',
    operation: getTransportPipeline,
    input: (line) => {
      noOperand(line);
      return {};
    },
    show: (events) =>
      table(events, [
        ['Service', ({ service }) => service],
        ['Event', ({ event }) => event],
        ['TransportAgents', ({ agents }) => agents.join(', ')],
      ]),
  }),
];
