import { Organization } from '@mailyard/directory';
import { TestClient } from '@mailyard/testing';

import { alicePassword, connectorOf, defaultConnector } from '../testing/contoso.js';
import { authPlain, FrontEndClients, sendHello } from '../testing/front-end-clients.js';

let clients: FrontEndClients;

beforeEach(async () => {
  clients = await FrontEndClients.start();
});
afterEach(() => clients.test.stop());

describe('limits of sources and rates', () => {
  const tooMany =
    /^421 4\.3\.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel$/;

  it('MaxInboundConnectionPerSource: the address has its own limit', async () => {
    const { port } = await clients.test.frontEnd(connectorOf({ MaxInboundConnectionPerSource: 1 }), []);
    const first = await TestClient.connect(port, { localAddress: '127.0.0.3' });
    await first.expect(/^220 /);
    const second = await TestClient.connect(port, { localAddress: '127.0.0.3' });
    await second.expect(tooMany);
    await second.closed();
    await (await TestClient.connect(port, { localAddress: '127.0.0.4' })).expect(/^220 /);
    expect(clients.test.exceeded).toEqual(['MaxInboundConnectionPerSource']);
  });

  it('MaxConnectionRatePerMinute of the server', async () => {
    const { objects } = clients.test.organization;
    const Servers = objects.Servers.map((server) => ({ ...server, MaxConnectionRatePerMinute: 1 }));
    clients.test.organization = new Organization(2, { ...objects, Servers });
    const { port } = await clients.test.frontEnd(connectorOf(), []);
    await (await TestClient.connect(port)).expect(/^220 /);
    const second = await TestClient.connect(port, { localAddress: '127.0.0.3' });
    await second.expect(
      /^421 4\.3\.2 The rate of connections has exceeded a limit, closing transmission channel$/,
    );
    await second.closed();
  });

  it('MessageRateLimit by user: one MAIL too many ends the session, whatever connection it comes over', async () => {
    const connector = defaultConnector('Client Frontend', { MessageRateLimit: 2 });
    const client = await clients.asAlice(connector);
    await client.ehlo();
    await sendHello(client, 'alice@contoso.com', 'bob@contoso.com');
    // Another address of hers is the same user.
    await sendHello(client, 'al@contoso.com', 'bob@contoso.com');
    const again = await clients.asAlice(connector, 'alice');
    await again.ehlo();
    await again.command(
      'MAIL FROM:<alice@contoso.com>',
      /^421 4\.4\.2 Message submission rate for this client has exceeded the configured limit$/,
    );
    await again.closed();
    expect(clients.test.exceeded).toEqual(['MessageRateLimit']);
  });

  it('servers of the organization have none: where only they may do something, sources are counted later', async () => {
    const narrow = { MaxInboundConnectionPerSource: 1, MessageRateLimit: 1, MessageRateSource: 'IPAddress' };
    const servers = ['Tls', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer'];
    const internal = connectorOf({
      ...narrow,
      AuthMechanism: servers,
      PermissionGroups: ['ExchangeServers', 'ExchangeUsers'],
    });
    const { port } = await clients.test.frontEnd(internal, [clients.hub.hub]);
    const secured = async (identity: object, command: 'STARTTLS' | 'X-ANONYMOUSTLS') => {
      const client = await TestClient.connect(port);
      await client.expect(/^220 /);
      await client.ehlo();
      await client.upgradeTls({ command, ...identity });
      await client.ehlo();
      return client;
    };
    for (let count = 0; count < 3; count += 1) {
      const server = await secured(await clients.test.identity('own'), 'X-ANONYMOUSTLS');
      await sendHello(server, 'x@fabrikam.com', 'bob@contoso.com');
    }
    const [first, second] = [await secured({}, 'STARTTLS'), await secured({}, 'STARTTLS')];
    await first.command(authPlain('alice@contoso.com', alicePassword), /^235 /);
    await second.command(authPlain('alice@contoso.com', alicePassword), tooMany);
    await second.closed();
  });
});
