import { Organization } from '@mailyard/directory';

import { alicePassword, defaultConnector, edgeLogin } from '../testing/contoso.js';
import { authPlain, FrontEndClients, sendHello } from '../testing/front-end-clients.js';

let clients: FrontEndClients;

beforeEach(async () => {
  clients = await FrontEndClients.start();
});
afterEach(() => clients.test.stop());

describe('an account of the group Exchange Servers', () => {
  it.each([
    ['Default Frontend', edgeLogin],
    ['Default Frontend', 'edge01'],
    ['Default Frontend', String.raw`CONTOSO\edge01`],
    ['Client Frontend', edgeLogin],
  ])('at %s, %s submits as a server, whoever the sender is', async (connector, login) => {
    const client = await clients.asAlice(defaultConnector(connector), login);
    for (const sender of ['x@fabrikam.com', 'bob@contoso.com', edgeLogin]) {
      await sendHello(client, sender, 'alice@contoso.com');
    }
    await sendHello(client, 'x@fabrikam.com', 'y@fabrikam.com');
    expect(clients.hub.submission.messages[0]).toMatchObject({
      limits: expect.not.objectContaining({ senders: expect.anything() }),
      source: {
        authAs: 'Internal',
        login: edgeLogin,
        serverAccount: true,
        headerRights: { organization: true, forest: true },
        connector: { name: 'MBX01\\Client Proxy MBX01' },
      },
    });
  });

  it('hands over what others wrote to unknown recipients, however many (MaxCommandsWithoutMail)', async () => {
    const connector = { ...defaultConnector('Default Frontend'), MaxCommandsWithoutMail: 12 };
    const client = await clients.asAlice(connector, edgeLogin);
    for (let count = 0; count < 8; count++) {
      await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
      await client.command('RCPT TO:<nobody@contoso.com>', /^550 5\.1\.10 /);
      await client.command('RSET', /^250 /);
    }
  });

  it('is not held to the rate of a person on 587', async () => {
    const client = await clients.asAlice(defaultConnector('Client Frontend'), edgeLogin);
    for (let message = 0; message < 8; message += 1) {
      await sendHello(client, 'x@fabrikam.com', 'alice@contoso.com');
    }
    expect(clients.hub.submission.messages).toHaveLength(8);
  });

  it('does not get what the connector denies it', async () => {
    const AccessControl = [
      { User: edgeLogin, ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Sender'], Deny: true },
    ];
    const client = await clients.asAlice(defaultConnector('Client Frontend', { AccessControl }), edgeLogin);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^550 5\.7\.60 /);
  });

  it.each([
    ['is in the group no more', [{ MemberOf: [] }]],
    ['may come from elsewhere alone', [{ RemoteIPRanges: ['192.0.2.1'] }]],
    ['is gone', []],
  ])('that %s is no server in its next transaction, signed in or not', async (_, changes) => {
    const { test } = clients;
    const client = await clients.asAlice(defaultConnector('Client Frontend'), edgeLogin);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RSET', /^250 /);
    const { revision, objects } = test.organization;
    const others = objects.Credentials.filter(({ Login }) => Login !== edgeLogin);
    const own = objects.Credentials.find(({ Login }) => Login === edgeLogin);
    const changed = own === undefined ? [] : changes.map((change) => ({ ...own, ...change }));
    test.organization = new Organization(revision + 1, { ...objects, Credentials: [...others, ...changed] });
    await client.command('MAIL FROM:<x@fabrikam.com>', /^5[35]0 5\.7\./);
  });

  it('gains nothing on the port of the outbound proxy', async () => {
    const client = await clients.inTls(defaultConnector('Outbound Proxy Frontend'));
    await client.ehlo();
    await client.command(authPlain(edgeLogin, alicePassword), /^500 5\.3\.3 /);
  });
});
