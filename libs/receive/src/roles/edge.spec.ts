import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  edgeSubscriptionSchema,
  noObjects,
  Organization,
  serverSchema,
  transportSettingsSchema,
  type ReceiveConnector,
} from '@mailyard/directory';
import { TestClient } from '@mailyard/testing';

import { alicePassword, connectorOf, contoso } from '../testing/contoso.js';
import { authPlain } from '../testing/front-end-clients.js';
import { MemorySubmission } from '../testing/memory-submission.js';
import { TestOrganization } from '../testing/test-organization.js';
import { anonymousRcpt } from './anonymous-access.js';
import { edge } from './edge.js';

const basic = ['Tls', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer'];
const fromInternet = connectorOf({
  TransportRole: 'HubTransport',
  AuthMechanism: ['Tls', 'ExchangeServer'],
  PermissionGroups: ['AnonymousUsers', 'ExchangeServers', 'Partners'],
});
const fromInside = connectorOf({
  TransportRole: 'HubTransport',
  AuthMechanism: basic,
  PermissionGroups: ['ExchangeServers'],
});

let test: TestOrganization;
let target: MemorySubmission;

/** An Edge for contoso.com, with two accounts of its own. */
async function edgeDirectory(): Promise<Organization> {
  const [first] = (await contoso()).objects.Credentials;
  if (first === undefined) throw new Error('contoso has a credential');
  const account = (name: string, MemberOf: readonly 'Exchange Servers'[]) => ({
    ...first,
    Guid: randomUUID(),
    Login: `${name}@edge01.contoso.com`,
    MemberOf,
  });
  return new Organization(1, {
    ...noObjects,
    Servers: [
      serverSchema.parse({
        Guid: randomUUID(),
        Name: 'MBX01',
        Fqdn: 'edge01.contoso.com',
        ServerRole: 'Edge',
      }),
    ],
    AcceptedDomains: [
      acceptedDomainSchema.parse({
        Guid: randomUUID(),
        Name: 'contoso.com',
        DomainName: 'contoso.com',
        Default: true,
      }),
    ],
    Credentials: [account('svc', ['Exchange Servers']), account('printer', [])],
    TransportSettings: [transportSettingsSchema.parse({ Guid: randomUUID(), MaxSendSize: '1KB' })],
  });
}

beforeEach(async () => {
  test = await TestOrganization.start();
  test.organization = await edgeDirectory();
  target = new MemorySubmission();
});
afterEach(() => test.stop());

async function greeted(connector: ReceiveConnector): Promise<TestClient> {
  const client = await TestClient.connect(await test.serve(connector, { role: edge, target }));
  await client.expect(/^220 /);
  await client.ehlo();
  return client;
}

async function inTls(connector = fromInside): Promise<TestClient> {
  const client = await greeted(connector);
  await client.upgradeTls({ command: 'STARTTLS' });
  await client.ehlo();
  return client;
}

async function send(client: TestClient, from: string, to: string): Promise<void> {
  await client.command(`MAIL FROM:<${from}> SIZE=5000`, /^250 /);
  await client.command(`RCPT TO:<${to}>`, /^250 2\.1\.5 /);
  await client.sendRaw('BDAT 5 LAST\r\nhello');
  await client.expect(/^250 2\.6\.0 /);
}

it('whose subscription is not completed has everybody try again later, and refuses nobody for good', async () => {
  const { AcceptedDomains, ...others } = (await edgeDirectory()).objects;
  expect(AcceptedDomains).toHaveLength(1);
  const subscription = edgeSubscriptionSchema.parse({
    Guid: randomUUID(),
    Name: 'MBX01',
    Fqdn: 'edge01.contoso.com',
    Peer: 'Organization',
    Addresses: [],
    Port: 25,
    SyncPort: 5636,
    SealedPassword: '',
  });
  test.organization = new Organization(2, {
    ...others,
    AcceptedDomains: [],
    EdgeSubscriptions: [subscription],
  });
  const client = await greeted(fromInternet);
  await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  await client.command('RCPT TO:<whoever@contoso.com>', /^451 4\.3\.5 /);
});

describe('strangers', () => {
  it('reach everybody in the accepted domains, since nobody here knows who lives there', async () => {
    const client = await greeted(fromInternet);
    await send(client, 'x@fabrikam.com', 'whoever@contoso.com');
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<Postmaster>', /^250 /);
    expect(target.messages[0]?.source).toMatchObject({
      authAs: 'Anonymous',
      headerRights: { routing: true, organization: false, forest: false },
    });
    expect(target.messages[0]?.source).not.toHaveProperty('bypassAntiSpam');
  });

  it.each([
    'x@fabrikam.com',
    'x@sub.contoso.com',
    'x%fabrikam.com@fabrikam.net',
    // Behind the Edge a connector may lead there.
    'IMCEAFAX-+2B49+20123@contoso.com',
    'x@edge01.contoso.com',
  ])('do not relay to %s', async (recipient) => {
    const client = await greeted(fromInternet);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command(`RCPT TO:<${recipient}>`, /^550 5\.7\.54 /);
  });

  it('H40: reach nobody whom the organization of a subscribed Edge does not know', async () => {
    const asked: string[] = [];
    test.recipients = {
      mayExist: ({ localPart, domain }) => {
        asked.push(`${localPart}@${domain}`);
        return localPart === 'anybody' ? undefined : Promise.resolve(localPart === 'alice');
      },
    };
    const client = await greeted(fromInternet);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<ghost@contoso.com>', /^550 5\.1\.1 User unknown$/);
    await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
    await client.command('RCPT TO:<anybody@contoso.com>', /^250 /);
    await client.command('RCPT TO:<ghost@fabrikam.com>', /^550 5\.7\.54 /);
    // Whoever may not have mail here is not looked for.
    expect(asked).toEqual(['ghost@contoso.com', 'alice@contoso.com', 'anybody@contoso.com']);
    await client.sendRaw('BDAT 5 LAST\r\nhello');
    await client.expect(/^250 2\.6\.0 /);
    expect(target.messages[0]?.envelope.recipients).toHaveLength(2);
  });

  it('hear no 550 while recipients cannot be looked up', async () => {
    test.recipients = { mayExist: () => Promise.reject(new Error('Redis is away')) };
    const client = await greeted(fromInternet);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^451 4\.3\.0 /);
    expect(test.faults).toHaveLength(1);
    test.faults.length = 0;
  });

  it('speak for nobody', async () => {
    const client = await greeted(fromInternet);
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await test.identity('own')) });
    const said = await client.ehlo();
    expect([...said.keys()].filter((word) => word.startsWith('XPROXY'))).toEqual([]);
    await client.command('XPROXYFROM SID=1 IP=192.0.2.7 PORT=1 DOMAIN=x CONNECTOR=1', /^500 5\.3\.3 /);
  });

  it('get the answer that explain gives', () => {
    const asked = { from: '192.0.2.7', path: { localPart: 'whoever', domain: 'contoso.com' } };
    expect(anonymousRcpt(fromInternet, asked, test.organization).reply.code).toBe(250);
    expect(anonymousRcpt(fromInside, asked, test.organization)).toMatchObject({ command: 'MAIL' });
  });

  it('have nothing to submit at the connector for the organization', async () => {
    const client = await inTls();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^530 5\.7\.57 /);
  });
});

describe('local accounts (AUTH LOGIN after STARTTLS)', () => {
  it.each([['svc'], ['svc@edge01.contoso.com'], [String.raw`EDGE01\svc`]])(
    '%s of Exchange Servers submits as a server: any sender, any recipient',
    async (login) => {
      const client = await inTls();
      await client.command(authPlain(login, alicePassword), /^235 2\.7\.0 /);
      await send(client, 'alice@contoso.com', 'x@fabrikam.com');
      await send(client, 'x@northwind.com', 'y@fabrikam.com');
      expect(target.messages[0]?.source).toMatchObject({
        authAs: 'Internal',
        bypassAntiSpam: true,
        headerRights: { routing: true, organization: true, forest: true },
      });
      expect(target.messages[0]?.limits.maxMessageBytes).toBe(Infinity);
    },
  );

  it('another one has no right at all here: MAIL says so', async () => {
    const client = await inTls();
    await client.command(authPlain('printer', alicePassword), /^235 2\.7\.0 /);
    await client.command('MAIL FROM:<printer@contoso.com>', /^530 5\.7\.57 /);
  });

  it('a wrong password is refused after AuthTarpitInterval', async () => {
    const client = await inTls(connectorOf({ ...fromInside, AuthTarpitInterval: 300 }));
    const before = performance.now();
    await client.command(authPlain('svc', 'wrong'), /^535 5\.7\.3 /);
    expect(performance.now() - before).toBeGreaterThan(290);
  });
});

it('who is externally secured may relay, and brings no fields of the organization', async () => {
  const secured = connectorOf({
    TransportRole: 'HubTransport',
    AuthMechanism: ['Tls', 'ExternalAuthoritative'],
    PermissionGroups: ['ExchangeServers'],
  });
  await send(await greeted(secured), 'alice@contoso.com', 'x@fabrikam.com');
  expect(target.messages[0]?.source).toMatchObject({
    authAs: 'Internal',
    bypassAntiSpam: true,
    headerRights: { routing: true, organization: false, forest: false },
  });
});
