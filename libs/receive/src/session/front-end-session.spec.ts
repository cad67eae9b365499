import { Organization, type ReceiveConnector } from '@mailyard/directory';
import { eventually, SmtpDialogue } from '@mailyard/testing';

import { alicePassword, connectorOf, contoso, defaultConnector, edgeLogin } from '../testing/contoso.js';
import { TestOrganization, type RunningHub } from '../testing/services.js';

let test: TestOrganization;
let hub: RunningHub;

beforeEach(async () => {
  test = await TestOrganization.start();
  hub = await test.hub();
});
afterEach(() => test.stop());

async function client(connector: ReceiveConnector): Promise<SmtpDialogue> {
  const { port } = await test.frontEnd(connector, [hub.hub]);
  const dialogue = await SmtpDialogue.connect(port);
  await dialogue.expect(/^220 /);
  return dialogue;
}

async function inTls(connector: ReceiveConnector): Promise<SmtpDialogue> {
  const dialogue = await client(connector);
  await dialogue.ehlo();
  await dialogue.upgradeTls({ command: 'STARTTLS' });
  return dialogue;
}

const plain = (user: string, password: string) =>
  `AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`;

async function asAlice(connector: ReceiveConnector, user = 'alice@contoso.com'): Promise<SmtpDialogue> {
  const dialogue = await inTls(connector);
  await dialogue.ehlo();
  await dialogue.command(plain(user, alicePassword), /^235 2\.7\.0 /);
  return dialogue;
}

async function withOrganizationCertificate(connector: ReceiveConnector): Promise<SmtpDialogue> {
  const dialogue = await client(connector);
  await dialogue.ehlo();
  await dialogue.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await test.identity('own')) });
  await dialogue.ehlo();
  return dialogue;
}

async function sendHello(dialogue: SmtpDialogue, from: string, to: string): Promise<void> {
  await dialogue.command(`MAIL FROM:<${from}>`, /^250 2\.1\.0 Sender OK$/);
  await dialogue.command(`RCPT TO:<${to}>`, /^250 2\.1\.5 Recipient OK$/);
  await dialogue.command('DATA', /^354 /);
  await dialogue.sendRaw('Subject: hello\r\n\r\n..dot\r\n.\r\n');
  await dialogue.expect(/^250 2\.6\.0 <m@test> \[InternalId=1, Hostname=mbx01\.contoso\.com\] Queued mail/);
}

describe('the connection', () => {
  it('is greeted with name and date, or with the connector’s Banner', async () => {
    const usual = await test.frontEnd(defaultConnector('Default Frontend'), []);
    const dialogue = await SmtpDialogue.connect(usual.port);
    await dialogue.expect(
      /^220 mbx01\.contoso\.com Microsoft ESMTP MAIL Service ready at Fri, 5 Aug 2016 16:24:41 \+0000$/,
    );
    const own = await test.frontEnd(connectorOf({ Banner: '220 go ahead' }), []);
    await (await SmtpDialogue.connect(own.port)).expect(/^220 go ahead$/);
  });

  it('is refused with 421 4.3.2 while the service drains', async () => {
    const { port } = await test.frontEnd(defaultConnector('Default Frontend'), []);
    test.active = false;
    const dialogue = await SmtpDialogue.connect(port);
    await dialogue.expect(/^421 4\.3\.2 Service not active$/);
    await dialogue.closed();
  });

  it('MaxInboundConnection: one too many gets 421, and a place that is free again is given', async () => {
    const { port } = await test.frontEnd(connectorOf({ MaxInboundConnection: 1 }), []);
    const first = await SmtpDialogue.connect(port);
    await first.expect(/^220 /);
    const second = await SmtpDialogue.connect(port);
    await second.expect(/^421 4\.3\.2 The maximum number of concurrent connections/);
    await first.quit();
    await eventually(async () => {
      const third = await SmtpDialogue.connect(port);
      await third.expect(/^220 /);
    });
  });
});

describe('limits of sources and rates', () => {
  const tooMany =
    /^421 4\.3\.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel$/;

  it('MaxInboundConnectionPerSource: the address has its own limit', async () => {
    const { port } = await test.frontEnd(connectorOf({ MaxInboundConnectionPerSource: 1 }), []);
    const first = await SmtpDialogue.connect(port, { localAddress: '127.0.0.3' });
    await first.expect(/^220 /);
    const second = await SmtpDialogue.connect(port, { localAddress: '127.0.0.3' });
    await second.expect(tooMany);
    await second.closed();
    await (await SmtpDialogue.connect(port, { localAddress: '127.0.0.4' })).expect(/^220 /);
    expect(test.exceeded).toEqual(['MaxInboundConnectionPerSource']);
  });

  it('MaxConnectionRatePerMinute of the server', async () => {
    const { objects } = test.organization;
    const Servers = objects.Servers.map((server) => ({ ...server, MaxConnectionRatePerMinute: 1 }));
    test.organization = new Organization(2, { ...objects, Servers });
    const { port } = await test.frontEnd(connectorOf(), []);
    await (await SmtpDialogue.connect(port)).expect(/^220 /);
    const second = await SmtpDialogue.connect(port, { localAddress: '127.0.0.3' });
    await second.expect(
      /^421 4\.3\.2 The rate of connections has exceeded a limit, closing transmission channel$/,
    );
    await second.closed();
  });

  it('MessageRateLimit by user: one MAIL too many ends the session, whatever connection it comes over', async () => {
    const connector = defaultConnector('Client Frontend', { MessageRateLimit: 2 });
    const dialogue = await asAlice(connector);
    await dialogue.ehlo();
    await sendHello(dialogue, 'alice@contoso.com', 'bob@contoso.com');
    // Another address of hers is the same user.
    await sendHello(dialogue, 'al@contoso.com', 'bob@contoso.com');
    const again = await asAlice(connector, 'alice');
    await again.ehlo();
    await again.command(
      'MAIL FROM:<alice@contoso.com>',
      /^421 4\.4\.2 Message submission rate for this client has exceeded the configured limit$/,
    );
    await again.closed();
    expect(test.exceeded).toEqual(['MessageRateLimit']);
  });

  it('servers of the organization have none: where only they may do something, sources are counted later', async () => {
    const narrow = { MaxInboundConnectionPerSource: 1, MessageRateLimit: 1, MessageRateSource: 'IPAddress' };
    const servers = ['Tls', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer'];
    const internal = connectorOf({
      ...narrow,
      AuthMechanism: servers,
      PermissionGroups: ['ExchangeServers', 'ExchangeUsers'],
    });
    const { port } = await test.frontEnd(internal, [hub.hub]);
    const secured = async (identity: object, command: 'STARTTLS' | 'X-ANONYMOUSTLS') => {
      const dialogue = await SmtpDialogue.connect(port);
      await dialogue.expect(/^220 /);
      await dialogue.ehlo();
      await dialogue.upgradeTls({ command, ...identity });
      await dialogue.ehlo();
      return dialogue;
    };
    for (let count = 0; count < 3; count += 1) {
      const server = await secured(await test.identity('own'), 'X-ANONYMOUSTLS');
      await sendHello(server, 'x@fabrikam.com', 'bob@contoso.com');
    }
    const [first, second] = [await secured({}, 'STARTTLS'), await secured({}, 'STARTTLS')];
    await first.command(plain('alice@contoso.com', alicePassword), /^235 /);
    await second.command(plain('alice@contoso.com', alicePassword), tooMany);
    await second.closed();
  });
});

describe('what is offered', () => {
  it('port 25: STARTTLS and X-ANONYMOUSTLS before TLS, AUTH only after it', async () => {
    const dialogue = await client(defaultConnector('Default Frontend'));
    const before = await dialogue.ehlo();
    expect([...before.keys()]).toEqual([
      'SIZE',
      'PIPELINING',
      'DSN',
      'ENHANCEDSTATUSCODES',
      'STARTTLS',
      'X-ANONYMOUSTLS',
      '8BITMIME',
      'BINARYMIME',
      'CHUNKING',
      'SMTPUTF8',
    ]);
    expect(before.get('SIZE')).toBe('37748736');
    await dialogue.upgradeTls({ command: 'STARTTLS' });
    const after = await dialogue.ehlo();
    expect(after.get('AUTH')).toBe('LOGIN PLAIN');
    expect(after.has('STARTTLS') || after.has('X-ANONYMOUSTLS')).toBe(false);
  });

  it('a login needs TLS first: without it AUTH is unknown', async () => {
    const dialogue = await client(defaultConnector('Client Frontend'));
    await dialogue.ehlo();
    await dialogue.command(plain('alice@contoso.com', alicePassword), /^50\d /);
  });

  it('proxy commands are nobody’s at Front End', async () => {
    const dialogue = await withOrganizationCertificate(defaultConnector('Default Frontend'));
    await dialogue.command(
      'XPROXYFROM SID=1 IP=10.0.0.1 PORT=1 DOMAIN=x CONNECTOR=x PERMS=7',
      /^500 5\.3\.3/,
    );
  });
});

describe('port 25, anonymous', () => {
  it('a message goes the whole way to the hub, with the client’s identity', async () => {
    const dialogue = await client(defaultConnector('Default Frontend'));
    await dialogue.ehlo('mail.fabrikam.com');
    await sendHello(dialogue, 'x@fabrikam.com', 'alice@contoso.com');
    const [message] = hub.acceptance.messages;
    expect(message?.content.toString()).toBe('Subject: hello\r\n\r\n.dot\r\n');
    expect(message?.source).toMatchObject({
      kind: 'SMTP',
      authAs: 'Anonymous',
      headerRights: { routing: true, organization: false, forest: false },
      client: { ip: '127.0.0.1', helo: 'mail.fabrikam.com' },
      peer: { helo: 'mbx01.contoso.com', tls: 'TLS1_3:TLS_AES_256_GCM_SHA384' },
      connector: { name: 'MBX01\\Default MBX01' },
    });
    expect(message?.limits.maxMessageBytes).toBe(37_748_736);
    expect(test.faults).toEqual([]);
  });

  // Nothing of this may ever be accepted for a client without Accept-Any-Recipient.
  it.each([
    ['victim@fabrikam.com', '550 5.7.54'],
    ['victim@CONTOSO.COM.fabrikam.com', '550 5.7.54'],
    ['@contoso.com:victim@fabrikam.com', '550 5.7.54'],
    ['@fabrikam.com,@contoso.com:victim@fabrikam.com', '550 5.7.54'],
    ['victim@[192.0.2.1]', '550 5.7.54'],
    ['victim@[127.0.0.1]', '550 5.7.54'],
    ['victim@[IPv6:2001:db8::1]', '550 5.7.54'],
    ['victim%fabrikam.com@contoso.com', '550 5.1.10'],
    ['"victim@fabrikam.com"@contoso.com', '550 5.1.10'],
    ['"alice"@fabrikam.com', '550 5.7.54'],
    ['fabrikam.com!victim@contoso.com', '550 5.1.10'],
    ['victim@fabrikam.com@contoso.com', '501 5.1.3'],
    ['victim@contoso.com.', '50'],
    ['nobody@contoso.com', '550 5.1.10'],
    ['postmaster@fabrikam.com', '550 5.7.54'],
    ['victim', '501 5.1.3'],
    ['', '501 5.1.3'],
  ])('relay probe <%s>: %s', async (recipient, expected) => {
    const dialogue = await client(defaultConnector('Default Frontend'));
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    const { text } = await dialogue.command(`RCPT TO:<${recipient}>`, /^5/);
    expect(text.startsWith(expected)).toBe(true);
    await dialogue.command('DATA', /^503 /);
  });

  it.each([
    ['alice@contoso.com'],
    ['ALICE@Contoso.COM'],
    ['team@contoso.com'],
    ['anybody@relay.contoso.com'],
    ['@fabrikam.com:alice@contoso.com'],
    ['Postmaster'],
    ['postmaster@contoso.com'],
  ])('accepts <%s>', async (recipient) => {
    const dialogue = await client(defaultConnector('Default Frontend'));
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<>', /^250 /);
    await dialogue.command(`RCPT TO:<${recipient}>`, /^250 2\.1\.5 /);
  });

  it('<Postmaster> reaches the hub with the default domain (RFC 5321 §4.5.1)', async () => {
    const dialogue = await client(defaultConnector('Default Frontend'));
    await dialogue.ehlo();
    await sendHello(dialogue, 'x@fabrikam.com', 'Postmaster');
    expect(hub.acceptance.messages[0]?.envelope.recipients[0]?.path).toEqual({
      localPart: 'Postmaster',
      domain: 'contoso.com',
    });
  });

  it('a right password is no help where users may not submit, and is not told from a wrong one', async () => {
    const dialogue = await inTls(defaultConnector('Default Frontend', { MaxLogonFailures: 0 }));
    await dialogue.ehlo();
    const wrong = await dialogue.command(plain('alice@contoso.com', 'wrong'), /^535 /);
    const unknown = await dialogue.command(plain('nobody@contoso.com', 'wrong'), /^535 /);
    const right = await dialogue.command(plain('alice@contoso.com', alicePassword), /^535 /);
    expect([wrong.text, unknown.text]).toEqual([right.text, right.text]);
  });

  it('with the hand-made right for ANONYMOUS LOGON it relays', async () => {
    const dialogue = await client(
      defaultConnector('Default Frontend', {
        AccessControl: [
          {
            User: 'NT AUTHORITY\\ANONYMOUS LOGON',
            ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
          },
        ],
      }),
    );
    await dialogue.ehlo();
    await sendHello(dialogue, 'printer@contoso.com', 'x@fabrikam.com');
    expect(hub.acceptance.messages[0]?.source.authAs).toBe('Anonymous');
  });

  it('RequireTLS: MAIL waits for STARTTLS', async () => {
    const connector = defaultConnector('Default Frontend', { RequireTLS: true });
    const dialogue = await client(connector);
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<x@fabrikam.com>', /^451 5\.7\.3 STARTTLS is required/);
    await dialogue.upgradeTls({ command: 'STARTTLS' });
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  });

  it('MaxMessageSize is enforced before the hub sees the end', async () => {
    const dialogue = await client(defaultConnector('Default Frontend', { MaxMessageSize: 65_536 }));
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await dialogue.command('RCPT TO:<alice@contoso.com>', /^250 /);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`${'x'.repeat(998)}\r\n`.repeat(80));
    await dialogue.sendRaw('.\r\n');
    await dialogue.expect(/^552 5\.3\.4 /);
    expect(hub.acceptance.messages).toEqual([]);
  });
});

describe('port 587, users', () => {
  it('nothing without a login', async () => {
    const dialogue = await client(defaultConnector('Client Frontend'));
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await dialogue.upgradeTls({ command: 'STARTTLS' });
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
  });

  it('a user may relay, and is proxied to 465 by name', async () => {
    const dialogue = await asAlice(defaultConnector('Client Frontend'));
    await sendHello(dialogue, 'al@contoso.com', 'x@fabrikam.com');
    expect(hub.acceptance.messages[0]?.source).toMatchObject({
      authAs: 'Internal',
      login: 'alice@contoso.com',
      connector: { name: 'MBX01\\Client Proxy MBX01' },
      client: { tls: expect.stringMatching(/^TLS1_3:/) },
    });
  });

  it.each([['alice'], ['ALICE@contoso.com']])('login as %s', async (user) => {
    const dialogue = await asAlice(defaultConnector('Client Frontend'), user);
    const { code } = await dialogue.command('MAIL FROM:<alice@contoso.com>', /^250 /);
    expect(code).toBe(250);
  });

  it('a user may send only as an address of theirs', async () => {
    const dialogue = await asAlice(defaultConnector('Client Frontend'));
    for (const other of ['bob@contoso.com', 'alice@fabrikam.com', 'team@contoso.com']) {
      await dialogue.command(`MAIL FROM:<${other}>`, /^550 5\.7\.60 /);
    }
    await dialogue.command('MAIL FROM:<>', /^250 /);
  });

  it('a wrong password ends after MaxLogonFailures', async () => {
    const dialogue = await inTls(defaultConnector('Client Frontend', { MaxLogonFailures: 2 }));
    await dialogue.ehlo();
    await dialogue.command(plain('alice@contoso.com', 'wrong'), /^535 5\.7\.3 /);
    const last = await dialogue.command(plain('alice@contoso.com', 'wrong'), /^535 5\.7\.3 /);
    expect(last.code).toBe(535);
    await dialogue.expect(/^421 4\.7\.0 /);
    await dialogue.closed();
  });

  it('a denied user is told nothing but 535', async () => {
    const dialogue = await inTls(
      defaultConnector('Client Frontend', {
        AccessControl: [{ User: 'alice', ExtendedRights: ['ms-Exch-SMTP-Submit'], Deny: true }],
      }),
    );
    await dialogue.ehlo();
    await dialogue.command(plain('alice@contoso.com', alicePassword), /^535 5\.7\.3 /);
  });
});

describe('an account of the group Exchange Servers', () => {
  it.each([edgeLogin, 'edge01', String.raw`CONTOSO\edge01`])('%s submits as a server', async (login) => {
    const dialogue = await asAlice(defaultConnector('Default Frontend'), login);
    await sendHello(dialogue, 'x@fabrikam.com', 'y@fabrikam.com');
    await sendHello(dialogue, 'bob@contoso.com', 'alice@contoso.com');
    expect(hub.acceptance.messages[0]?.source).toMatchObject({
      authAs: 'Internal',
      login: edgeLogin,
      headerRights: { organization: true, forest: true },
      connector: { name: 'MBX01\\Client Proxy MBX01' },
    });
  });

  it('is an ordinary login without addresses where servers have no rights', async () => {
    const dialogue = await asAlice(defaultConnector('Client Frontend'), edgeLogin);
    await dialogue.command('MAIL FROM:<bob@contoso.com>', /^550 5\.7\.60 /);
    await dialogue.command(`MAIL FROM:<${edgeLogin}>`, /^550 5\.7\.60 /);
    await dialogue.command('MAIL FROM:<>', /^250 /);
  });

  it('gains nothing on the port of the outbound proxy', async () => {
    const dialogue = await inTls(defaultConnector('Outbound Proxy Frontend'));
    await dialogue.ehlo();
    await dialogue.command(plain(edgeLogin, alicePassword), /^500 5\.3\.3 /);
  });
});

describe('an answer to AUTH', () => {
  it('takes as long for a right password that may not submit as for a wrong one, even when it is remembered', async () => {
    await asAlice(defaultConnector('Client Frontend'));
    const dialogue = await inTls(defaultConnector('Default Frontend', { MaxLogonFailures: 0 }));
    await dialogue.ehlo();
    const duration = async (password: string): Promise<number> => {
      const begin = performance.now();
      await dialogue.command(plain('alice@contoso.com', password), /^535 /);
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
  const dialogue = await client(connectorOf(parameters));
  const keywords = await dialogue.ehlo();
  const shown = ['STARTTLS', 'X-ANONYMOUSTLS', 'AUTH'].flatMap((keyword) =>
    keywords.has(keyword) ? [`${keyword} ${keywords.get(keyword)}`.trim()] : [],
  );
  expect(shown).toEqual(offered);
});

it('an externally secured peer is never made to wait', async () => {
  const dialogue = await client(
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

describe('a session that lasts while the directory changes', () => {
  it('each transaction runs by the organization as it was at its MAIL', async () => {
    test.organization = await contoso([]);
    const dialogue = await client(defaultConnector('Default Frontend'));
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await dialogue.command('RCPT TO:<y@relay.contoso.com>', /^550 5\.7\.54 /);
    test.organization = await contoso(['relay.contoso.com']);
    await dialogue.command('RCPT TO:<y@relay.contoso.com>', /^550 5\.7\.54 /);
    await dialogue.command('RSET', /^250 /);
    await dialogue.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await dialogue.command('RCPT TO:<y@relay.contoso.com>', /^250 /);
  });
});

describe('port 717, the outbound proxy', () => {
  const connector = () => defaultConnector('Outbound Proxy Frontend');

  it('a peer without the organization’s certificate gets nothing past EHLO', async () => {
    const dialogue = await inTls(connector());
    await dialogue.ehlo();
    await dialogue.command('MAIL FROM:<x@contoso.com>', /^530 5\.7\.57 /);
    await dialogue.command(plain('alice@contoso.com', alicePassword), /^500 5\.3\.3 /);
    await dialogue.command('MAIL FROM:<x@contoso.com>', /^530 5\.7\.57 /);
    await dialogue.command('RCPT TO:<alice@contoso.com>', /^503 /);
  });

  it('a hub’s certificate gets further, but a plain MAIL goes nowhere', async () => {
    const dialogue = await withOrganizationCertificate(connector());
    await dialogue.command('MAIL FROM:<x@contoso.com>', /^451 4\.3\.2 .*XPROXYTO/);
  });
});

describe('protocol log', () => {
  it('tells the session’s rights, only for a Verbose connector', async () => {
    const loud = await test.frontEnd(defaultConnector('Default Frontend'), []);
    const silent = await test.frontEnd(connectorOf({ PermissionGroups: ['AnonymousUsers'] }), []);
    for (const { port } of [loud, silent]) {
      const dialogue = await SmtpDialogue.connect(port);
      await dialogue.expect(/^220 /);
      await dialogue.quit();
    }
    expect(loud.log).toContainEqual({
      event: '*',
      data: 'SMTPSubmit SMTPAcceptAnySender SMTPAcceptAuthoritativeDomainSender AcceptRoutingHeaders',
      context: 'Set Session Permissions',
    });
    expect(silent.log).toEqual([]);
  });
});
