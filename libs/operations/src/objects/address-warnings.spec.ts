import { TestServer } from '../spec-support/test-server.js';
import { objectOperations } from './object-operations.js';

const { New, Set: Change } = objectOperations.ReceiveConnectors;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.announced({ addresses: ['127.0.0.1', '10.1.2.10', 'fd00::10'], address: '10.1.2.10' });
}, 30_000);
afterAll(() => server.stop());

/** Warnings of a connector that would be made. */
async function warnings(parameters: object): Promise<readonly string[]> {
  const connector = {
    Name: 'Test',
    Usage: 'Custom',
    Bindings: '0.0.0.0:2600',
    RemoteIPRanges: '192.168.5.7',
    PermissionGroups: 'AnonymousUsers',
    ...parameters,
  };
  const made = await server.order(New, { parameters: connector, validateOnly: true });
  return made.warnings;
}

it.each([
  ['10.1.2.10:2600', []],
  ['0.0.0.0:2600', []],
  ['[fd00:0::10]:2600', []],
  [
    '10.1.2.11:2600',
    [
      'Test: No service of MBX01 runs on a machine with 10.1.2.11. The connector is saved and listens as soon as that address exists.',
    ],
  ],
])('B5: %s', async (Bindings, expected) => {
  const RemoteIPRanges = Bindings.startsWith('[') ? 'fd00::7' : '192.168.5.7';
  expect(await warnings({ Bindings, RemoteIPRanges })).toEqual(expected);
});

it.each([
  ['0.0.0.0-255.255.255.255', []],
  ['192.168.5.0/24', []],
  ['192.168.4.0/23', ['Test: This lets 512 addresses use the connector. List single devices where you can.']],
])('R3: %s', async (RemoteIPRanges, expected) => {
  expect(await warnings({ RemoteIPRanges })).toEqual(expected);
});

it('R4: a range with another server, whose mail would come to a connector that is not for servers', async () => {
  await server.announced({ server: 'MBX02', address: '10.1.2.11' });
  const hub = { TransportRole: 'HubTransport', Bindings: '0.0.0.0:2525', RemoteIPRanges: '10.1.2.0/28' };
  const taken =
    'Test: The range holds MBX02 (10.1.2.11); its mail would arrive here instead of at Default MBX01.';
  expect(await warnings(hub)).toEqual([taken]);
  expect(await warnings({ ...hub, RemoteIPRanges: '10.1.2.12' })).toEqual([]);
  expect(await warnings({ ...hub, Bindings: '0.0.0.0:2600' })).toEqual([]);
  expect(await warnings({ ...hub, PermissionGroups: 'ExchangeServers' })).toEqual([]);
  // Told of a connector that is changed, too.
  const changed = {
    identity: String.raw`MBX01\Default Frontend MBX01`,
    parameters: { Bindings: '10.1.2.99:25' },
    validateOnly: true,
  };
  const { warnings: told } = await server.order(Change, changed);
  expect(told.join()).toMatch(/No service of MBX01 runs on a machine with 10\.1\.2\.99/);
});
