import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

import { TestServer } from '../spec-support/test-server.js';
import { testSmtpConnectivity } from './test-smtp-connectivity.js';

let server: TestServer;
const listeners: Server[] = [];
beforeAll(async () => (server = await TestServer.start()), 30_000);
afterAll(async () => {
  for (const listener of listeners) listener.close();
  await server.stop();
});

/** Its port; whoever comes hears the greeting. */
async function greeting(text: string): Promise<number> {
  const listener = createServer((socket) => socket.on('error', () => undefined).end(`${text}\r\n`));
  listeners.push(listener);
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  return (listener.address() as AddressInfo).port;
}

it('every binding of every Receive connector is told of, as its listener greets', async () => {
  const ports = new Map([
    ['Client Frontend MBX01', await greeting('421 4.3.2 Service not available')],
    ['Default Frontend MBX01', await greeting('220 mbx01.contoso.com Microsoft ESMTP MAIL Service ready')],
    ['Outbound Proxy Frontend MBX01', await greeting('554 5.7.1 go away')],
  ]);
  const { directory } = server;
  const connectors = directory.organization.receiveConnectors('MBX01');
  const moved = connectors.map((connector) => {
    const port = ports.get(connector.Name);
    return port === undefined ? connector : { ...connector, Bindings: [`127.0.0.1:${port}`] };
  });
  await directory.put({ ReceiveConnectors: moved });
  await server.announced({
    listeners: [...ports].map(([name, port]) => ({
      name,
      endpoint: { address: '0.0.0.0', port },
      state: 'Listening' as const,
    })),
  });
  // A second machine, and one whose port somebody else has.
  await server.announced({
    listeners: [
      {
        name: 'Default Frontend MBX01',
        endpoint: { address: '127.0.0.1', port: await greeting('220 second') },
        state: 'Listening' as const,
      },
    ],
  });
  await server.announced({
    service: 'hub-transport',
    listeners: [
      {
        name: 'Client Proxy MBX01',
        endpoint: { address: '127.0.0.1', port: 465 },
        state: 'Failed' as const,
        error: 'EADDRINUSE',
      },
    ],
  });
  const results = await server.order(testSmtpConnectivity, {});
  const told = results.map(({ receiveConnector, statusCode, details }) => [
    receiveConnector,
    statusCode,
    details,
  ]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['Client Frontend MBX01', 'TransientError', '421 4.3.2 Service not available'],
      ['Default Frontend MBX01', 'Success', '220 mbx01.contoso.com Microsoft ESMTP MAIL Service ready'],
      ['Outbound Proxy Frontend MBX01', 'PermanentError', '554 5.7.1 go away'],
      ['Default MBX01', 'UnableToConnect', 'no process of the service listens there'],
      ['Client Proxy MBX01', 'UnableToConnect', 'it cannot listen there: EADDRINUSE'],
    ]),
  );
});
