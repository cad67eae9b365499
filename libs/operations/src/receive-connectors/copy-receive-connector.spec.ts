import { prepareDirectory } from '@mailyard/directory';

import { objectOperations } from '../objects/object-operations.js';
import { TestServer } from '../spec-support/test-server.js';
import { copyReceiveConnector } from './copy-receive-connector.js';

const { Get, New } = objectOperations.ReceiveConnectors;
let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  // A server comes with its first service.
  const settings = {
    server: 'MBX02',
    fqdn: 'mbx02.contoso.com',
    serverRole: 'Mailbox',
    dataDir: server.dataDir,
    organizationFile: 'nowhere.yaml',
  } as const;
  await prepareDirectory(server.directory, { settings, environment: {} });
  await server.order(New, {
    parameters: {
      Name: 'Relay',
      Server: 'MBX01',
      TransportRole: 'FrontendTransport',
      Usage: 'Custom',
      Bindings: '0.0.0.0:25',
      RemoteIPRanges: '192.168.5.0/24',
      PermissionGroups: 'AnonymousUsers',
      Banner: '220 relay',
      AccessControl: [
        {
          User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
          ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
        },
      ],
    },
  });
}, 30_000);
afterAll(() => server.stop());

const one = async (identity: string) => (await server.order(Get, { identity })).rows[0];
const own = ['Guid', 'Identity', 'Server', 'Fqdn', 'WhenCreated', 'WhenChanged'];
const shared = (object: object = {}) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !own.includes(name)));

it('acceptance 13: the copy is equal, permissions included, and tells what had to differ', async () => {
  const identity = String.raw`MBX01\Relay`;
  const tried = await server.order(copyReceiveConnector, { identity, server: 'mbx02', validateOnly: true });
  expect(tried.adapted).toEqual([
    {
      parameter: 'Fqdn',
      from: 'mbx01.contoso.com',
      to: 'mbx02.contoso.com',
      reason: 'it is the name of MBX01',
    },
  ]);
  await server.order(copyReceiveConnector, { identity, server: 'MBX02' });
  const [source, copy] = [await one(identity), await one(String.raw`MBX02\Relay`)];
  expect(copy).toMatchObject({ Server: 'MBX02', Fqdn: 'mbx02.contoso.com' });
  expect(shared(copy)).toEqual(shared(source));
});

it('what is there already is not copied over, and not beside itself', async () => {
  const identity = String.raw`MBX01\Relay`;
  const order = (to: string) => server.order(copyReceiveConnector, { identity, server: to });
  await expect(order('MBX01')).rejects.toThrow('Relay is of MBX01 already');
  await expect(order('MBX02')).rejects.toThrow('MBX02 has a Receive connector "Relay" already');
  await expect(order('MBX03')).rejects.toThrow('MBX03');
});
