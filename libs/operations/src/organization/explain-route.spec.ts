import { TestServer } from '../spec-support/test-server.js';
import { applyOrganizationFile } from './apply-organization.js';
import { explainRoute } from './explain-route.js';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 30_000);
afterAll(() => server.stop());

it('a route is explained: by which connector, into which queue, and why by no other', async () => {
  const connectors = `
SendConnectors:
  - { Name: To Internet, AddressSpaces: ['*'] }
  - { Name: Partner, AddressSpaces: ['SMTP:*.fabrikam.example;5'], MaxMessageSize: 1 MB }
`;
  const asked = { from: 'alice@contoso.com', to: 'a@sales.fabrikam.example' };
  expect(await server.order(explainRoute, asked)).toMatchObject({
    losers: [],
    routes: [
      {
        outcome: 'unreachable',
        said: expect.stringMatching(/^A matching connector cannot be found/) as string,
      },
    ],
  });
  await server.order(applyOrganizationFile, { text: connectors });
  expect(await server.order(explainRoute, { ...asked, size: '2MB' })).toMatchObject({
    server: 'MBX01',
    size: 2_097_152,
    routes: [{ deliveryType: 'DnsConnectorDelivery', nextHopDomain: 'sales.fabrikam.example' }],
    winner: { connector: 'To Internet', kind: 'SendConnector' },
    losers: [{ connector: 'Partner', reason: 'takes no more than 1 MB, the message has 2 MB' }],
  });
  expect(await server.order(explainRoute, asked)).toMatchObject({ winner: { connector: 'Partner' } });
  expect(await server.order(explainRoute, { from: '<>', to: 'FAX:+49 30' })).toMatchObject({
    from: '',
    routes: [{ outcome: 'failed', said: expect.stringMatching(/^550 5\.4\.4 /) as string }],
  });
  await expect(server.order(explainRoute, { ...asked, to: 'nobody' })).rejects.toThrow('is no SMTP address');
  await expect(server.order(explainRoute, { ...asked, server: 'MBX09' })).rejects.toThrow('no server MBX09');
});
