import { components, requesters } from '@mailyard/service';

import { getServerComponentState } from '../../components/get-server-component-state.js';
import { setServerComponentState } from '../../components/set-server-component-state.js';
import { getServerHealth } from '../../health/get-server-health.js';
import { healthSetsOf } from '../../health/health-sets.js';
import { identityParameter, parameter, type Cmdlet } from '../cmdlet.js';
import { triedOn } from '../cmdlet-lists.js';

const server = identityParameter('TransportService', { description: 'Name of a server.' });
const component = parameter('Component', 'What of the server.', { type: 'enum', values: components });
const nothing = { typeName: '', columns: [] } as const;
const reading = { confirms: false, changes: false } as const;

export const componentCmdlets: readonly Cmdlet[] = [
  {
    ...reading,
    name: 'Get-ServerComponentState',
    synopsis: 'Shows which components of a server are in service.',
    parameters: [{ ...server, mandatory: true }, component],
    output: {
      typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ServerComponentStateInfo',
      columns: ['Server', 'Component', 'State'],
    },
    examples: [{ command: 'Get-ServerComponentState MBX01', description: 'All of them.' }],
    async run({ parameters: { Identity, Component }, order }) {
      const states = await order(getServerComponentState, { server: Identity });
      const wanted = states.filter((each) => (Component ?? each.component) === each.component);
      return {
        output: wanted.map((each) => ({
          Server: each.server,
          Component: each.component,
          State: each.state,
          LocalStates: each.requests.map(({ requester, state }) => `${requester}:${state}`),
          Instances: each.instances.map(({ host, pid, state }) => `${host}:${pid} ${state}`),
        })),
      };
    },
  },
  {
    name: 'Set-ServerComponentState',
    synopsis:
      'Takes a component out of service, or brings it back; whoever took it out has to bring it back.',
    parameters: [
      { ...server, mandatory: true },
      { ...component, mandatory: true },
      parameter('Requester', 'Who asks for it.', { type: 'enum', values: requesters, mandatory: true }),
      parameter('State', 'Draining lets queues run empty.', {
        type: 'enum',
        values: ['Active', 'Inactive', 'Draining'],
        mandatory: true,
      }),
    ],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [
      {
        command:
          'Set-ServerComponentState MBX01 -Component HubTransport -State Draining -Requester Maintenance',
        description: 'Before maintenance.',
      },
    ],
    async run({ parameters: { Identity, Component, Requester, State }, whatIf, order }) {
      const {
        server: of,
        state,
        keptBy,
      } = await order(setServerComponentState, {
        server: Identity,
        component: Component,
        requester: Requester,
        state: State,
        validateOnly: whatIf,
      });
      const stays = `${String(Component)} stays ${state}: ${keptBy.join(', ')} asks for that`;
      if (!whatIf) return keptBy.length === 0 ? {} : { warnings: [stays] };
      const states = await order(getServerComponentState, { server: of });
      const now = states.find(({ component: each }) => each === Component)?.state ?? 'Active';
      const said = `${String(Component)} of ${of}: ${String(State)} for ${String(Requester)}, which is ${now} now`;
      return triedOn('Set-ServerComponentState', [said]);
    },
  },
  {
    ...reading,
    name: 'Get-ServerHealth',
    synopsis: 'Shows what the monitors of this server found.',
    parameters: [server, parameter('HealthSet', 'Those of this one.')],
    output: { typeName: 'MonitorHealthEntry', columns: ['Name', 'HealthSetName', 'AlertValue', 'Details'] },
    examples: [
      { command: 'Get-ServerHealth | where AlertValue -ne Healthy', description: 'What is not well.' },
    ],
    async run({ parameters: { Identity, HealthSet }, order }) {
      const asked = { server: Identity ?? undefined, healthSet: HealthSet ?? undefined };
      const monitors = await order(getServerHealth, asked);
      return {
        output: monitors.map(({ healthSet, name, alertValue, details }) => ({
          Name: name,
          HealthSetName: healthSet,
          AlertValue: alertValue,
          Details: details ?? null,
        })),
      };
    },
  },
  {
    ...reading,
    name: 'Get-HealthReport',
    synopsis: 'Shows the health sets of this server, each as well as its worst monitor.',
    parameters: [server],
    output: { typeName: 'ConsolidatedHealth', columns: ['HealthSet', 'AlertValue', 'MonitorCount'] },
    examples: [],
    async run({ parameters: { Identity }, order }) {
      const sets = healthSetsOf(await order(getServerHealth, { server: Identity ?? undefined }));
      return {
        output: sets.map(({ healthSet, alertValue, monitorCount }) => ({
          HealthSet: healthSet,
          AlertValue: alertValue,
          MonitorCount: monitorCount,
        })),
      };
    },
  },
];
