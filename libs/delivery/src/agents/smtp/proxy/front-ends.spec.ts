import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  noObjects,
  Organization,
  receiveConnectorSchema,
  serverSchema,
  transportSettingsSchema,
} from '@mailyard/directory';
import type { ListenerReport, ServiceInstance } from '@mailyard/service';
import { eventually } from '@mailyard/testing';

import { FrontEnds } from './front-ends.js';

const sites = { MBX01: 'Seattle', MBX02: 'Seattle', MBX03: 'Paris' } as const;

const organization = new Organization(1, {
  ...noObjects,
  TransportSettings: [transportSettingsSchema.parse({ Guid: randomUUID() })],
  AcceptedDomains: [
    acceptedDomainSchema.parse({
      Guid: randomUUID(),
      Name: 'contoso.com',
      DomainName: 'contoso.com',
      DomainType: 'Authoritative',
      Default: true,
    }),
  ],
  Servers: Object.entries(sites).map(([Name, ADSite]) =>
    serverSchema.parse({ Guid: randomUUID(), Name, Fqdn: `${Name.toLowerCase()}.contoso.com`, ADSite }),
  ),
  ReceiveConnectors: Object.keys(sites).flatMap((Server) =>
    [
      { Name: `Outbound Proxy Frontend ${Server}`, Bindings: ['0.0.0.0:717'] },
      { Name: `Default Frontend ${Server}`, Bindings: ['0.0.0.0:25'] },
    ].map((parameters) =>
      receiveConnectorSchema.parse({
        Guid: randomUUID(),
        Server,
        TransportRole: 'FrontendTransport',
        RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
        AuthMechanism: 'Tls, ExchangeServer',
        Fqdn: `${Server.toLowerCase()}.contoso.com`,
        ...parameters,
      }),
    ),
  ),
});

function instance(server: string, address: string, changes: Partial<ListenerReport> = {}): ServiceInstance {
  const at = (name: string, port: number): ListenerReport => ({
    name: `${name} ${server}`,
    endpoint: { address: '0.0.0.0', port },
    state: 'Listening',
  });
  return {
    id: address,
    service: 'front-end-transport',
    server,
    host: server,
    pid: 1,
    address,
    listeners: [at('Default Frontend', 10_025), { ...at('Outbound Proxy Frontend', 10_717), ...changes }],
    state: 'Active',
    startedAt: '',
    version: '',
  };
}

let live: readonly ServiceInstance[] | Error;
let now: number;
let frontEnds: FrontEnds;

beforeEach(() => {
  now = 0;
  frontEnds = new FrontEnds({
    live: () => (live instanceof Error ? Promise.reject(live) : Promise.resolve(live)),
    organization: () => organization,
    server: 'MBX01',
    onFault: () => undefined,
    freshMs: 5,
    now: () => now,
  });
});
afterEach(() => frontEnds.stop());

const addresses = (): readonly string[] => frontEnds.inOrder().map(({ endpoint }) => endpoint.address);

it('those of the own server come first, then those of its AD site, then others', async () => {
  live = [instance('MBX03', '10.0.0.3'), instance('MBX02', '10.0.0.2'), instance('MBX01', '10.0.0.1')];
  await frontEnds.start();
  for (let turn = 0; turn < 3; turn += 1) expect(addresses()).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
  expect(frontEnds.inOrder()[0]?.endpoint).toEqual({ address: '10.0.0.1', port: 10_717 });
});

it('equals take turns, and one that has just failed is the last to be asked', async () => {
  live = [instance('MBX01', '10.0.0.1'), instance('MBX01', '10.0.0.2'), instance('MBX03', '10.0.0.3')];
  await frontEnds.start();
  expect(new Set([addresses()[0], addresses()[0], addresses()[0]])).toEqual(
    new Set(['10.0.0.1', '10.0.0.2']),
  );
  const failing = frontEnds.inOrder().find(({ endpoint }) => endpoint.address === '10.0.0.1');
  if (failing === undefined) throw new Error('it is there');
  frontEnds.failed(failing);
  for (let turn = 0; turn < 3; turn += 1) expect(addresses().at(-1)).toBe('10.0.0.1');
  now = 5_001;
  expect(addresses().at(-1)).toBe('10.0.0.3');
});

it.each([
  ['that does not listen there', { state: 'Failed' as const }],
  ['at a connector that is gone', { name: 'Former' }],
])('one %s is none', async (_, changes) => {
  live = [instance('MBX01', '10.0.0.1', changes)];
  await frontEnds.start();
  expect(addresses()).toEqual([]);
});

it('one that leaves says so to whoever uses it; one that cannot be asked for is still there', async () => {
  live = [instance('MBX01', '10.0.0.1'), instance('MBX02', '10.0.0.2')];
  await frontEnds.start();
  const [first, second] = frontEnds.inOrder();
  live = new Error('Redis is away');
  await eventually(() => expect(addresses()).toEqual(['10.0.0.1', '10.0.0.2']));
  live = [instance('MBX02', '10.0.0.2')];
  await eventually(() => expect(first?.leaving.aborted).toBe(true));
  expect([second?.leaving.aborted, addresses()]).toEqual([false, ['10.0.0.2']]);
});
