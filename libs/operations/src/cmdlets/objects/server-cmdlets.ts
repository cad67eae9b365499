import { getServices } from '../../health/get-services.js';
import { objectOperations } from '../../objects/object-operations.js';
import { identityParameter, parameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { outputObject, type OutputForm } from './object-output.js';

const form: OutputForm = {
  more: ({ ADSite }) => ({
    Site: ADSite ?? null,
    ServerRole: 'Mailbox',
    IsMailboxServer: true,
    IsHubTransportServer: true,
    IsFrontendTransportServer: true,
    IsEdgeServer: false,
  }),
  container: () => ['Servers', 'Exchange Administrative Group'],
};

const shown =
  `Name Fqdn Site ServerRole IsMailboxServer IsHubTransportServer IsFrontendTransportServer IsEdgeServer
  DistinguishedName Identity Guid WhenChanged WhenCreated WhenChangedUTC WhenCreatedUTC Id IsValid ObjectState`.split(
    /\s+/,
  );

const services = ['front-end-transport', 'hub-transport', 'mailbox-delivery'];
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
        output: rows.map(({ Name }) => {
          const there = running.filter(({ server }) => server === Name).map(({ service }) => service);
          const missing = services.filter((service) => !there.includes(service));
          return {
            Role: 'Mailbox Server Role',
            Server: Name,
            RequiredServicesRunning: missing.length === 0,
            ServicesRunning: services.filter((service) => there.includes(service)),
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
