import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import type { CmdletCall, CmdletCatalogue } from '../cmdlets/catalogue.js';

const changing = { confirms: false, changes: true, examples: [] };
const identity = {
  name: 'Identity',
  description: 'Which.',
  type: 'string',
  objects: 'ReceiveConnector',
  multiple: false,
  mandatory: false,
  position: 1,
  pipeline: 'value',
} as const;

/** A few cmdlets as the API tells of them. */
const catalogue: CmdletCatalogue = {
  server: 'MBX01',
  serverRole: 'Mailbox',
  cmdlets: [
    {
      name: 'Get-ReceiveConnector',
      synopsis: 'Shows Receive connectors.',
      parameters: [identity],
      output: { typeName: 'ReceiveConnector', columns: ['Identity', 'Bindings', 'Enabled'] },
      confirms: false,
      changes: false,
      examples: [{ command: 'Get-ReceiveConnector', description: 'All.' }],
    },
    {
      ...changing,
      name: 'Set-ReceiveConnector',
      synopsis: 'Changes a Receive connector.',
      parameters: [
        { ...identity, mandatory: true },
        {
          name: 'PermissionGroups',
          description: 'Who.',
          type: 'enum',
          values: ['AnonymousUsers', 'ExchangeUsers'],
          multiple: true,
          mandatory: false,
        },
        {
          name: 'RemoteIPRanges',
          description: 'From where.',
          type: 'string',
          multiple: true,
          mandatory: false,
        },
        {
          name: 'MaxMessageSize',
          description: 'How large.',
          type: 'size',
          multiple: false,
          mandatory: false,
        },
        {
          name: 'ConnectionTimeout',
          description: 'How long.',
          type: 'timespan',
          multiple: false,
          mandatory: false,
        },
        { name: 'Enabled', description: 'Whether.', type: 'boolean', multiple: false, mandatory: false },
        {
          name: 'AuthenticationCredential',
          description: 'A login.',
          type: 'credential',
          multiple: false,
          mandatory: false,
        },
      ],
      output: { typeName: '', columns: [] },
    },
    {
      ...changing,
      name: 'Export-ExchangeCertificate',
      synopsis: 'Gives a certificate as text.',
      parameters: [],
      output: { typeName: 'BinaryFileDataObject', columns: [] },
    },
    {
      ...changing,
      name: 'Remove-ReceiveConnector',
      synopsis: 'Removes one.',
      parameters: [{ ...identity, mandatory: true }],
      output: { typeName: '', columns: [] },
      confirms: true,
    },
  ],
};

const connectors = [
  {
    Identity: 'MBX01\\Default Frontend MBX01',
    Name: 'Default Frontend MBX01',
    Bindings: ['[::]:25', '0.0.0.0:25'],
    Enabled: true,
    PermissionGroups: {
      $type: 'Flags',
      text: 'AnonymousUsers, ExchangeServers',
      value: ['AnonymousUsers', 'ExchangeServers'],
    },
    MaxMessageSize: { $type: 'ByteQuantifiedSize', text: '36 MB (37,748,736 bytes)', value: 37_748_736 },
    ConnectionTimeout: { $type: 'TimeSpan', text: '00:10:00', value: 600_000 },
    WhenChanged: { $type: 'DateTime', text: '2026-11-29T19:40:00.000Z', value: '2026-11-29T19:40:00.000Z' },
    RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
  },
  {
    Identity: 'MBX01\\Relay',
    Name: 'Relay',
    Bindings: ['10.1.1.1:25'],
    Enabled: false,
    RemoteIPRanges: ['10.1.2.10', '10.1.2.15'],
  },
];

/** The contract of the API on a socket of its own: what was called is kept. */
export class CmdletServer {
  readonly calls: { readonly name: string; readonly call: CmdletCall }[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const send = (status: number, body: unknown) => {
        const type = status < 400 ? 'application/json' : 'application/problem+json';
        response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(body));
      };
      if (request.headers.authorization !== `Basic ${Buffer.from('admin:right').toString('base64')}`) {
        response.writeHead(401).end('Log in as admin\n');
      } else if (request.method === 'GET') send(200, catalogue);
      else {
        void json(request).then((body) => {
          const name = request.url?.split('/').at(-1) ?? '';
          this.calls.push({ name, call: body as CmdletCall });
          send(...answer(name, body as CmdletCall));
        });
      }
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function answer(name: string, { parameters, whatIf, force }: CmdletCall): [status: number, body: unknown] {
  if (name === 'Export-ExchangeCertificate') {
    const exported = { Identity: '5113AE02', Base64EncodedData: '-----BEGIN CERTIFICATE-----' };
    return [200, { output: [exported], warnings: [] }];
  }
  const said = parameters['Identity'] as string | undefined;
  const found = connectors.filter(
    ({ Identity, Name }) => said === undefined || Identity === said || Name === said,
  );
  if (found.length === 0) {
    const problem = {
      type: 'not-found',
      title: 'Not found',
      status: 404,
      detail: `there is no ReceiveConnector ${said}`,
    };
    return [404, { ...problem, object: said, cure: 'Did you mean Relay?' }];
  }
  if (name === 'Get-ReceiveConnector') return [200, { output: found, warnings: [] }];
  const opens = JSON.stringify(parameters).includes('AnonymousUsers');
  if (opens && force !== true && whatIf !== true) {
    const problem = {
      type: 'confirmation-required',
      title: 'A danger',
      status: 409,
      detail: 'Anybody could relay.',
    };
    return [409, problem];
  }
  return [200, { output: [], warnings: opens ? ['Anybody can relay.'] : [], verbose: [`~ ${said}`] }];
}
