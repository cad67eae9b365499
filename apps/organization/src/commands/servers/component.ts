import { getServerComponentState } from '@mailyard/operations/components/get-server-component-state';
import { setServerComponentState } from '@mailyard/operations/components/set-server-component-state';
import { getExchangeDiagnosticInfo } from '@mailyard/operations/health/get-exchange-diagnostic-info';
import { getServerHealth } from '@mailyard/operations/health/get-server-health';

import { CommandError, noOperand, type Command, type CommandLine, type Option } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table } from '../../table.js';

const serverOption: Option = { name: 'server', value: 'NAME', help: 'Another server than MAILYARD_SERVER.' };

const ofServer = (line: CommandLine) => {
  noOperand(line);
  return { server: line.value('server') };
};

export const componentCommands: readonly Command[] = [
  operationCommand({
    name: 'component list',
    options: [serverOption],
    operation: getServerComponentState,
    input: ofServer,
    show: (components) =>
      table(components, [
        ['Component', ({ component }) => component],
        ['State', ({ state }) => state],
        [
          'Requests',
          ({ requests }) =>
            requests
              .map(({ requester, state, instance = '' }) => `${requester}: ${state} ${instance}`.trim())
              .join(', '),
        ],
        [
          'Processes',
          ({ instances }) => instances.map(({ host, pid, state }) => `${host}:${pid} ${state}`).join(', '),
        ],
      ]),
  }),
  operationCommand({
    name: 'component set',
    operands: 'COMPONENT STATE',
    options: [
      {
        name: 'requester',
        value: 'R',
        help: 'HealthAPI, Maintenance (the default), Sidelined, Functional or Deployment.',
      },
      {
        name: 'instance',
        value: 'I',
        help: 'One process alone: its id, pid, or host:pid as `component list` shows it.',
      },
      serverOption,
    ],
    operation: setServerComponentState,
    input: (line) => {
      const [component, state, ...others] = line.operands;
      const complete = state !== undefined && others.length === 0;
      if (!complete) throw new CommandError('one COMPONENT and one STATE are needed');
      return {
        component,
        state,
        requester: line.value('requester') ?? 'Maintenance',
        instance: line.value('instance'),
        server: line.value('server'),
      };
    },
    show: ({ server, component, instance, state, keptBy }) => {
      const whose = instance === undefined ? server : `${server}, process ${instance}`;
      if (keptBy.length === 0) return [`${component} of ${whose} is ${state}`];
      return [`${component} of ${whose} stays ${state}: ${keptBy.join(', ')} asks for that`];
    },
  }),
  operationCommand({
    name: 'resource list',
    options: [serverOption],
    operation: getExchangeDiagnosticInfo,
    input: ofServer,
    show: (resources) =>
      table(resources, [
        ['Process', ({ service, host, pid }) => `${service} ${host}:${pid}`],
        ['Resource', ({ resource }) => resource],
        ['Level', ({ level }) => level],
        ['Value', ({ value }) => value],
        ['Threshold', ({ threshold }) => threshold],
        ['Refuses', ({ refuses }) => refuses],
      ]),
  }),
  operationCommand({
    name: 'health list',
    options: [
      { name: 'set', value: 'S', help: 'FrontendTransport, HubTransport or MailboxTransport alone.' },
    ],
    operation: getServerHealth,
    input: (line) => {
      noOperand(line);
      return { healthSet: line.value('set') };
    },
    show: (monitors) =>
      table(monitors, [
        ['HealthSet', ({ healthSet }) => healthSet],
        ['Monitor', ({ name }) => name],
        ['AlertValue', ({ alertValue }) => alertValue],
        ['Details', ({ details = '' }) => details],
      ]),
  }),
];
