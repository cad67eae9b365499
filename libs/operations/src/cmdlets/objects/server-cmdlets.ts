import type { ServerRole } from '@mailyard/service';

import { getServices } from '../../health/get-services.js';
import { objectOperations } from '../../objects/object-operations.js';
import { identityParameter, parameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { outputObject, type OutputForm } from './object-output.js';

const form: OutputForm = {
  more: ({ ADSite, ServerRole }) => {
    const isEdge = ServerRole === 'Edge';
    return {
      // A server at the perimeter is in no site.
      Site: isEdge ? null : (ADSite ?? null),
      IsMailboxServer: !isEdge,
      IsHubTransportServer: !isEdge,
      IsFrontendTransportServer: !isEdge,
      IsEdgeServer: isEdge,
    };
  },
  container: () => ['Servers', 'Exchange Administrative Group'],
};

const shown =
  `Name Fqdn Site ServerRole IsMailboxServer IsHubTransportServer IsFrontendTransportServer IsEdgeServer
  DistinguishedName Identity Guid WhenChanged WhenCreated WhenChangedUTC WhenCreatedUTC Id IsValid ObjectState`.split(
    /\s+/,
  );

const services: Readonly<Record<ServerRole, readonly string[]>> = {
  Mailbox: ['front-end-transport', 'hub-transport', 'mailbox-delivery'],
  Edge: ['edge-transport'],
};
const reading = { confirms: false, changes: false } as const;

export const serverCmdlets: readonly Cmdlet[] = [
  {
    ...reading,
    name: 'Get-ExchangeServer',
    synopsis:
      'Shows the servers of the organization; the settings of their services are Get-TransportService’s.',
    parameters: [
      identityParameter('TransportService', { description: 'Name or host name of a server.' }),
      parameter('Status', 'Taken as in Exchange: everything that is known is always shown.', {
        type: 'switch',
      }),
    ],
    output: {
      typeName: 'Microsoft.Exchange.Data.Directory.Management.ExchangeServer',
      columns: ['Name', 'Site', 'ServerRole', 'Fqdn'],
    },
    examples: [{ command: 'Get-ExchangeServer | Get-Queue', description: 'The queues of every server.' }],
    async run({ parameters: { Identity }, order }) {
      const { rows } = await order(objectOperations.Servers.Get, { identity: Identity ?? undefined });
      const servers = rows.map((row) => outputObject('Servers', row, { form }));
      return { output: servers.map(ownProperties) };
    },
  },
  {
    ...reading,
    name: 'Test-ServiceHealth',
    synopsis: 'Tells which services of a server run, and which do not.',
    parameters: [
      { ...identityParameter('TransportService'), name: 'Server', description: 'Default: every server.' },
    ],
    output: { typeName: 'Microsoft.Exchange.Monitoring.ServiceHealth', columns: [] },
    examples: [],
    async run({ parameters: { Server }, order }) {
      const { rows } = await order(objectOperations.Servers.Get, { identity: Server ?? undefined });
      const running = await order(getServices, {});
      return {
        output: rows.map(({ Name, ServerRole }) => {
          const role = ServerRole === 'Edge' ? 'Edge' : 'Mailbox';
          const there = running.filter(({ server }) => server === Name).map(({ service }) => service);
          const missing = services[role].filter((service) => !there.includes(service));
          return {
            Role: role === 'Edge' ? 'Edge Transport Server Role' : 'Mailbox Server Role',
            Server: Name,
            RequiredServicesRunning: missing.length === 0,
            ServicesRunning: services[role].filter((service) => there.includes(service)),
            ServicesNotRunning: missing,
          };
        }),
      };
    },
  },
];

function ownProperties(server: OutputObject): OutputObject {
  return Object.fromEntries(shown.map((name) => [name, server[name] ?? null]));
}
