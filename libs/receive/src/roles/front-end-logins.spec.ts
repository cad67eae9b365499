import { Organization, type ReceiveConnector } from '@mailyard/directory';
import { cpuMs, TestClient } from '@mailyard/testing';

import { alicePassword, connectorOf, defaultConnector } from '../testing/contoso.js';
import { authPlain, FrontEndClients, sendHello } from '../testing/front-end-clients.js';

let clients: FrontEndClients;

beforeEach(async () => {
  clients = await FrontEndClients.start();
});
afterEach(() => clients.test.stop());

describe('port 587, users', () => {
  it('nothing without a login', async () => {
    const client = await clients.greeted(defaultConnector('Client Frontend'));
    await client.ehlo();
    await client.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    await client.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
  });

  it('a user may relay, and is proxied to 465 by name', async () => {
    const client = await clients.asAlice(defaultConnector('Client Frontend'));
    await sendHello(client, 'al@contoso.com', 'x@fabrikam.com');
    expect(clients.hub.submission.messages[0]?.source).toMatchObject({
      authAs: 'Internal',
      login: 'alice@contoso.com',
      connector: { name: 'MBX01\\Client Proxy MBX01' },
      client: { tls: expect.stringMatching(/^TLS1_3:/) },
    });
  });

  it.each([['alice'], ['ALICE@contoso.com']])('login as %s', async (user) => {
    const client = await clients.asAlice(defaultConnector('Client Frontend'), user);
    const { code } = await client.command('MAIL FROM:<alice@contoso.com>', /^250 /);
    expect(code).toBe(250);
  });

  it.each([
    ['alice@contoso.com', 'alice', 235],
    ['alice', String.raw`CONTOSO\alice`, 235],
    ['ALICE', 'alice@contoso.com', 235],
    ['alice', 'bob@contoso.com', 535],
    ['alice', 'root', 535],
  ])('RFC 4616 §2: %s to act as %s: %i', async (user, authorization, code) => {
    const client = await clients.inTls(defaultConnector('Client Frontend'));
    await client.ehlo();
    const response = Buffer.from(`${authorization}\0${user}\0${alicePassword}`).toString('base64');
    await client.command(`AUTH PLAIN ${response}`, new RegExp(`^${code} `));
  });

  it('a user may send only as an address of theirs', async () => {
    const client = await clients.asAlice(defaultConnector('Client Frontend'));
    for (const other of ['bob@contoso.com', 'alice@fabrikam.com', 'team@contoso.com']) {
      await client.command(`MAIL FROM:<${other}>`, /^550 5\.7\.60 /);
    }
    await client.command('MAIL FROM:<>', /^250 /);
  });

  it('a wrong password ends after MaxLogonFailures', async () => {
    const client = await clients.inTls(defaultConnector('Client Frontend', { MaxLogonFailures: 2 }));
    await client.ehlo();
    await client.command(authPlain('alice@contoso.com', 'wrong'), /^535 5\.7\.3 /);
    const last = await client.command(authPlain('alice@contoso.com', 'wrong'), /^535 5\.7\.3 /);
    expect(last.code).toBe(535);
    await client.expect(/^421 4\.7\.0 /);
    await client.closed();
  });

  it('a denied user is told nothing but 535', async () => {
    const client = await clients.inTls(
      defaultConnector('Client Frontend', {
        AccessControl: [{ User: 'alice', ExtendedRights: ['ms-Exch-SMTP-Submit'], Deny: true }],
      }),
    );
    await client.ehlo();
    await client.command(authPlain('alice@contoso.com', alicePassword), /^535 5\.7\.3 /);
  });
});

it('the protocol log tells when a user has a way to a hub', async () => {
  const connector = defaultConnector('Client Frontend', { ProtocolLoggingLevel: 'Verbose' });
  const { port, log } = await clients.test.frontEnd(connector, [clients.hub.hub]);
  const client = await TestClient.connect(port);
  await client.expect(/^220 /);
  await client.ehlo();
  await client.upgradeTls({ command: 'STARTTLS' });
  await client.ehlo();
  await client.command(authPlain('alice@contoso.com', alicePassword), /^235 /);
  await sendHello(client, 'alice@contoso.com', 'bob@contoso.com');
  await client.quit();
  const proxied = 'Proxy session was successfully set up. Session for alice@contoso.com will now be proxied';
  const contexts = log.flatMap(({ context = [] }) => context);
  expect(contexts.slice(-5)).toEqual([
    'Set Session Permissions',
    'authenticated',
    'receiving message',
    proxied,
    'Local',
  ]);
});

/** A session on a Front End that is there already. */
async function sessionFrom(localAddress: string, port: number): Promise<TestClient> {
  const client = await TestClient.connect(port, { localAddress });
  await client.expect(/^220 /);
  await client.ehlo();
  await client.upgradeTls({ command: 'STARTTLS' });
  await client.ehlo();
  return client;
}

const patient = (changes = {}): ReceiveConnector =>
  defaultConnector('Client Frontend', { MaxLogonFailures: 0, ...changes });

describe('who guesses passwords', () => {
  /** Over many sessions, since the limit of one is no limit. */
  async function guesses(port: number, localAddress: string, user: string): Promise<readonly number[]> {
    const codes: number[] = [];
    for (let session = 0; session < 4; session += 1) {
      const client = await sessionFrom(localAddress, port);
      for (let guess = 0; guess < 4; guess += 1) {
        const { code } = await client.command(authPlain(user, `guess ${session} ${guess}`), /^\d/);
        codes.push(code);
      }
    }
    return codes;
  }

  it.each(['alice', 'nobody'])('at %s gets 454 after a while, like for any other name', async (user) => {
    const { port } = await clients.test.frontEnd(patient(), [clients.hub.hub]);
    const codes = await guesses(port, '127.0.0.21', user);
    expect(codes).toEqual([...Array<number>(11).fill(535), ...Array<number>(5).fill(454)]);
    // Nor does a right password help, or another way to write the name, or another address.
    const other = await sessionFrom('127.0.0.22', port);
    const written = `CONTOSO\\${user.toUpperCase()}`;
    await other.command(authPlain(written, alicePassword), /^454 4\.7\.0 Temporary authentication failure$/);
    expect(clients.test.failedSignIns).toContainEqual({
      account: user,
      address: '127.0.0.21',
      reason: user === 'alice' ? 'wrong password' : 'unknown account',
      mechanism: 'PLAIN',
      connector: 'MBX01\\Client Frontend MBX01',
      session: expect.stringMatching(/^[0-9A-F]{16}$/),
    });
    expect(JSON.stringify(clients.test.failedSignIns)).not.toContain('guess');
  });

  it('locks nobody out of an address from which they have signed in', async () => {
    const { port } = await clients.test.frontEnd(patient(), [clients.hub.hub]);
    const home = await sessionFrom('127.0.0.31', port);
    await home.command(authPlain('alice', alicePassword), /^235 /);
    expect(await guesses(port, '127.0.0.32', 'alice')).toContain(454);
    expect(await guesses(port, '127.0.0.31', 'bob')).toContain(454);
    const again = await sessionFrom('127.0.0.31', port);
    await again.command(authPlain('alice', alicePassword), /^235 /);
  });
});

describe('an account with RemoteIPRanges', () => {
  beforeEach(() => {
    const { revision, objects } = clients.test.organization;
    const Credentials = objects.Credentials.map((credential) => ({
      ...credential,
      RemoteIPRanges: ['127.0.0.40-127.0.0.49', '2001:db8::/32'],
    }));
    clients.test.organization = new Organization(revision + 1, { ...objects, Credentials });
  });

  it.each([
    ['127.0.0.45', 235],
    ['127.0.0.50', 535],
  ])('from %s: %i, as for a wrong password', async (localAddress, code) => {
    const { port } = await clients.test.frontEnd(patient(), [clients.hub.hub]);
    const client = await sessionFrom(localAddress, port);
    await client.command(authPlain('alice', alicePassword), new RegExp(`^${code} `));
    const reasons = code === 235 ? [] : [{ reason: 'address not allowed', address: localAddress }];
    expect(clients.test.failedSignIns).toMatchObject(reasons);
  });
});

describe('an answer to AUTH', () => {
  it('takes as much work for a right password that may not submit as for a wrong one, even when it is remembered', async () => {
    await clients.asAlice(defaultConnector('Client Frontend'));
    const client = await clients.inTls(defaultConnector('Default Frontend', { MaxLogonFailures: 0 }));
    await client.ehlo();
    const work = (password: string): Promise<number> =>
      cpuMs(() => client.command(authPlain('alice@contoso.com', password), /^535 /));
    const wrong = await work('wrong');
    expect(await work(alicePassword)).toBeGreaterThan(wrong / 4);
  });
});

it.each([
  [{ AuthMechanism: ['None'] }, []],
  [{ AuthMechanism: ['Tls'] }, ['STARTTLS']],
  [{ AuthMechanism: ['BasicAuth'] }, ['AUTH LOGIN PLAIN']],
  [{ AuthMechanism: ['Tls', 'BasicAuth'] }, ['STARTTLS', 'AUTH LOGIN PLAIN']],
  [{ AuthMechanism: ['Tls', 'BasicAuth', 'BasicAuthRequireTLS'] }, ['STARTTLS']],
  [{ AuthMechanism: ['Tls', 'Integrated'] }, ['STARTTLS']],
  [{ AuthMechanism: ['Tls', 'ExchangeServer'] }, ['STARTTLS', 'X-ANONYMOUSTLS']],
  [{ AuthMechanism: ['ExternalAuthoritative'], PermissionGroups: ['ExchangeServers'] }, []],
  [{ AuthMechanism: ['Tls', 'ExternalAuthoritative'], PermissionGroups: ['ExchangeServers'] }, ['STARTTLS']],
])('%j offers %j before TLS', async (parameters, offered) => {
  const client = await clients.greeted(connectorOf(parameters));
  const keywords = await client.ehlo();
  const shown = ['STARTTLS', 'X-ANONYMOUSTLS', 'AUTH'].flatMap((keyword) =>
    keywords.has(keyword) ? [`${keyword} ${keywords.get(keyword)}`.trim()] : [],
  );
  expect(shown).toEqual(offered);
});

it('an externally secured peer is never made to wait', async () => {
  const client = await clients.greeted(
    connectorOf({
      AuthMechanism: ['ExternalAuthoritative'],
      PermissionGroups: ['ExchangeServers'],
      TarpitInterval: 60_000,
    }),
  );
  await client.ehlo();
  await client.command('MAIL FROM:<bob@contoso.com>', /^250 /);
  await client.command('RCPT TO:<nobody@contoso.com>', /^550 5\.1\.10 /);
});
