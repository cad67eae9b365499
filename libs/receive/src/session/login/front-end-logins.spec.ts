import { SmtpDialogue } from '@mailyard/testing';

import { alicePassword, connectorOf, defaultConnector, edgeLogin } from '../../testing/contoso.js';
import { authPlain, FrontEndClients, sendHello } from '../../testing/front-end-clients.js';

let clients: FrontEndClients;

beforeEach(async () => {
  clients = await FrontEndClients.start();
});
afterEach(() => clients.test.stop());

describe('port 587, users', () => {
  it('nothing without a login', async () => {
    const dialogue = await clients.greeted(defaultConnector('Client Frontend'));
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await dialogue.upgradeTls({ command: 'STARTTLS' });
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
  });

  it('a user may relay, and is proxied to 465 by name', async () => {
    const dialogue = await clients.asAlice(defaultConnector('Client Frontend'));
    await sendHello(dialogue, 'al@contoso.com', 'x@fabrikam.com');
    expect(clients.hub.acceptance.messages[0]?.source).toMatchObject({
      authAs: 'Internal',
      login: 'alice@contoso.com',
      connector: { name: 'MBX01\\Client Proxy MBX01' },
      client: { tls: expect.stringMatching(/^TLS1_3:/) },
    });
  });

  it.each([['alice'], ['ALICE@contoso.com']])('login as %s', async (user) => {
    const dialogue = await clients.asAlice(defaultConnector('Client Frontend'), user);
    const { code } = await dialogue.command('MAIL FROM:<alice@contoso.com>', /^250 /);
    expect(code).toBe(250);
  });

  it.each([
    ['alice@contoso.com', 'alice', 235],
    ['alice', String.raw`CONTOSO\alice`, 235],
    ['ALICE', 'alice@contoso.com', 235],
    ['alice', 'bob@contoso.com', 535],
    ['alice', 'root', 535],
  ])('RFC 4616 §2: %s to act as %s: %i', async (user, authorization, code) => {
    const dialogue = await clients.inTls(defaultConnector('Client Frontend'));
    await dialogue.ehlo();
    const response = Buffer.from(`${authorization}\0${user}\0${alicePassword}`).toString('base64');
    await dialogue.command(`AUTH PLAIN ${response}`, new RegExp(`^${code} `));
  });

  it('a user may send only as an address of theirs', async () => {
    const dialogue = await clients.asAlice(defaultConnector('Client Frontend'));
    for (const other of ['bob@contoso.com', 'alice@fabrikam.com', 'team@contoso.com']) {
      await dialogue.command(`MAIL FROM:<${other}>`, /^550 5\.7\.60 /);
    }
    await dialogue.command('MAIL FROM:<>', /^250 /);
  });

  it('a wrong password ends after MaxLogonFailures', async () => {
    const dialogue = await clients.inTls(defaultConnector('Client Frontend', { MaxLogonFailures: 2 }));
    await dialogue.ehlo();
    await dialogue.command(authPlain('alice@contoso.com', 'wrong'), /^535 5\.7\.3 /);
    const last = await dialogue.command(authPlain('alice@contoso.com', 'wrong'), /^535 5\.7\.3 /);
    expect(last.code).toBe(535);
    await dialogue.expect(/^421 4\.7\.0 /);
    await dialogue.closed();
  });

  it('a denied user is told nothing but 535', async () => {
    const dialogue = await clients.inTls(
      defaultConnector('Client Frontend', {
        AccessControl: [{ User: 'alice', ExtendedRights: ['ms-Exch-SMTP-Submit'], Deny: true }],
      }),
    );
    await dialogue.ehlo();
    await dialogue.command(authPlain('alice@contoso.com', alicePassword), /^535 5\.7\.3 /);
  });
});

it('the protocol log tells when a user has a way to a hub', async () => {
  const connector = defaultConnector('Client Frontend', { ProtocolLoggingLevel: 'Verbose' });
  const { port, log } = await clients.test.frontEnd(connector, [clients.hub.hub]);
  const dialogue = await SmtpDialogue.connect(port);
  await dialogue.expect(/^220 /);
  await dialogue.ehlo();
  await dialogue.upgradeTls({ command: 'STARTTLS' });
  await dialogue.ehlo();
  await dialogue.command(authPlain('alice@contoso.com', alicePassword), /^235 /);
  await sendHello(dialogue, 'alice@contoso.com', 'bob@contoso.com');
  await dialogue.quit();
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

describe('an account of the group Exchange Servers', () => {
  it.each([edgeLogin, 'edge01', String.raw`CONTOSO\edge01`])('%s submits as a server', async (login) => {
    const dialogue = await clients.asAlice(defaultConnector('Default Frontend'), login);
    await sendHello(dialogue, 'x@fabrikam.com', 'y@fabrikam.com');
    await sendHello(dialogue, 'bob@contoso.com', 'alice@contoso.com');
    expect(clients.hub.acceptance.messages[0]?.source).toMatchObject({
      authAs: 'Internal',
      login: edgeLogin,
      headerRights: { organization: true, forest: true },
      connector: { name: 'MBX01\\Client Proxy MBX01' },
    });
  });

  it('is an ordinary login without addresses where servers have no rights', async () => {
    const dialogue = await clients.asAlice(defaultConnector('Client Frontend'), edgeLogin);
    await dialogue.command('MAIL FROM:<bob@contoso.com>', /^550 5\.7\.60 /);
    await dialogue.command(`MAIL FROM:<${edgeLogin}>`, /^550 5\.7\.60 /);
    await dialogue.command('MAIL FROM:<>', /^250 /);
  });

  it('gains nothing on the port of the outbound proxy', async () => {
    const dialogue = await clients.inTls(defaultConnector('Outbound Proxy Frontend'));
    await dialogue.ehlo();
    await dialogue.command(authPlain(edgeLogin, alicePassword), /^500 5\.3\.3 /);
  });
});

describe('an answer to AUTH', () => {
  it('takes as long for a right password that may not submit as for a wrong one, even when it is remembered', async () => {
    await clients.asAlice(defaultConnector('Client Frontend'));
    const dialogue = await clients.inTls(defaultConnector('Default Frontend', { MaxLogonFailures: 0 }));
    await dialogue.ehlo();
    const duration = async (password: string): Promise<number> => {
      const begin = performance.now();
      await dialogue.command(authPlain('alice@contoso.com', password), /^535 /);
      return performance.now() - begin;
    };
    const wrong = await duration('wrong');
    expect(await duration(alicePassword)).toBeGreaterThan(wrong / 4);
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
  const dialogue = await clients.greeted(connectorOf(parameters));
  const keywords = await dialogue.ehlo();
  const shown = ['STARTTLS', 'X-ANONYMOUSTLS', 'AUTH'].flatMap((keyword) =>
    keywords.has(keyword) ? [`${keyword} ${keywords.get(keyword)}`.trim()] : [],
  );
  expect(shown).toEqual(offered);
});

it('an externally secured peer is never made to wait', async () => {
  const dialogue = await clients.greeted(
    connectorOf({
      AuthMechanism: ['ExternalAuthoritative'],
      PermissionGroups: ['ExchangeServers'],
      TarpitInterval: 60_000,
    }),
  );
  await dialogue.ehlo();
  await dialogue.command('MAIL FROM:<bob@contoso.com>', /^250 /);
  await dialogue.command('RCPT TO:<nobody@contoso.com>', /^550 5\.1\.10 /);
});
