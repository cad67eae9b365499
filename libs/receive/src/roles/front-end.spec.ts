import { eventually, TestClient } from '@mailyard/testing';

import { alicePassword, connectorOf, contoso, defaultConnector } from '../testing/contoso.js';
import { authPlain, FrontEndClients, sendHello } from '../testing/front-end-clients.js';
import { usualEhlo } from '../testing/parameter-rows.js';

let clients: FrontEndClients;

beforeEach(async () => {
  clients = await FrontEndClients.start();
});
afterEach(() => clients.test.stop());

describe('the connection', () => {
  it('is greeted with name and date, or with the connector’s Banner', async () => {
    const usual = await clients.test.frontEnd(defaultConnector('Default Frontend'), []);
    const client = await TestClient.connect(usual.port);
    await client.expect(
      /^220 mbx01\.contoso\.com Microsoft ESMTP MAIL Service ready at Fri, 5 Aug 2016 16:24:41 \+0000$/,
    );
    const own = await clients.test.frontEnd(connectorOf({ Banner: '220 go ahead' }), []);
    await (await TestClient.connect(own.port)).expect(/^220 go ahead$/);
  });

  it('is refused with 421 4.3.2 while the service drains', async () => {
    const { port } = await clients.test.frontEnd(defaultConnector('Default Frontend'), []);
    clients.test.active = false;
    const client = await TestClient.connect(port);
    await client.expect(/^421 4\.3\.2 Service not active$/);
    await client.closed();
  });

  it('MaxInboundConnection: one too many gets 421, and a place that is free again is given', async () => {
    const { port } = await clients.test.frontEnd(connectorOf({ MaxInboundConnection: 1 }), []);
    const first = await TestClient.connect(port);
    await first.expect(/^220 /);
    const second = await TestClient.connect(port);
    await second.expect(/^421 4\.3\.2 The maximum number of concurrent connections/);
    await first.quit();
    await eventually(async () => {
      const third = await TestClient.connect(port);
      await third.expect(/^220 /);
    });
  });
});

it('sessions that are open and replies 4yz and 5yz are counted, whatever the connector logs', async () => {
  const { counted } = clients.test;
  const client = await clients.greeted(
    connectorOf({ ProtocolLoggingLevel: 'None', PermissionGroups: 'AnonymousUsers' }),
  );
  await client.ehlo();
  expect(counted).toEqual({ open: 1, refused: [] });
  await client.command('RCPT TO:<alice@contoso.com>', /^503 /);
  await client.command('MAIL FROM:<a@b.example>', /^250 /);
  await client.command('RCPT TO:<nobody@contoso.com>', /^550 /);
  await client.quit();
  await eventually(() => counted.open === 0);
  expect(counted.refused).toEqual(['503', '550']);
});

describe('what is offered', () => {
  it('port 25: STARTTLS and X-ANONYMOUSTLS before TLS, AUTH only after it', async () => {
    const client = await clients.greeted(defaultConnector('Default Frontend'));
    const { lines } = await client.command('EHLO client.example', /^250-/);
    expect(lines.slice(1)).toEqual(usualEhlo);
    await client.upgradeTls({ command: 'STARTTLS' });
    const after = await client.ehlo();
    expect(after.get('AUTH')).toBe('LOGIN PLAIN');
    expect(after.has('STARTTLS') || after.has('X-ANONYMOUSTLS')).toBe(false);
  });

  it('a login needs TLS first: without it AUTH is unknown', async () => {
    const client = await clients.greeted(defaultConnector('Client Frontend'));
    await client.ehlo();
    await client.command(authPlain('alice@contoso.com', alicePassword), /^50\d /);
  });

  it('proxy commands are nobody’s at Front End', async () => {
    const client = await clients.withOrganizationCertificate(defaultConnector('Default Frontend'));
    await client.command('XPROXYFROM SID=1 IP=10.0.0.1 PORT=1 DOMAIN=x CONNECTOR=x PERMS=7', /^500 5\.3\.3/);
  });
});

describe('port 25, anonymous', () => {
  it('a message goes the whole way to the hub, with the client’s identity', async () => {
    const client = await clients.greeted(defaultConnector('Default Frontend'));
    await client.ehlo('mail.fabrikam.com');
    await sendHello(client, 'x@fabrikam.com', 'alice@contoso.com');
    const [message] = clients.hub.submission.messages;
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
    expect(clients.test.faults).toEqual([]);
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
    const client = await clients.greeted(defaultConnector('Default Frontend'));
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    const { text } = await client.command(`RCPT TO:<${recipient}>`, /^5/);
    expect(text.startsWith(expected)).toBe(true);
    await client.command('DATA', /^503 /);
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
    const client = await clients.greeted(defaultConnector('Default Frontend'));
    await client.ehlo();
    await client.command('MAIL FROM:<>', /^250 /);
    await client.command(`RCPT TO:<${recipient}>`, /^250 2\.1\.5 /);
  });

  it('<Postmaster> reaches the hub with the default domain (RFC 5321 §4.5.1)', async () => {
    const client = await clients.greeted(defaultConnector('Default Frontend'));
    await client.ehlo();
    await sendHello(client, 'x@fabrikam.com', 'Postmaster');
    expect(clients.hub.submission.messages[0]?.envelope.recipients[0]?.path).toEqual({
      localPart: 'Postmaster',
      domain: 'contoso.com',
    });
  });

  it('a right password is no help where users may not submit, and is not told from a wrong one', async () => {
    const client = await clients.inTls(defaultConnector('Default Frontend', { MaxLogonFailures: 0 }));
    await client.ehlo();
    const wrong = await client.command(authPlain('alice@contoso.com', 'wrong'), /^535 /);
    const unknown = await client.command(authPlain('nobody@contoso.com', 'wrong'), /^535 /);
    const right = await client.command(authPlain('alice@contoso.com', alicePassword), /^535 /);
    expect([wrong.text, unknown.text]).toEqual([right.text, right.text]);
  });

  it('with the hand-made right for ANONYMOUS LOGON it relays', async () => {
    const client = await clients.greeted(
      defaultConnector('Default Frontend', {
        AccessControl: [
          {
            User: 'NT AUTHORITY\\ANONYMOUS LOGON',
            ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
          },
        ],
      }),
    );
    await client.ehlo();
    await sendHello(client, 'printer@contoso.com', 'x@fabrikam.com');
    expect(clients.hub.submission.messages[0]?.source.authAs).toBe('Anonymous');
  });

  it('RequireTLS: MAIL waits for STARTTLS', async () => {
    const connector = defaultConnector('Default Frontend', { RequireTLS: true });
    const client = await clients.greeted(connector);
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^451 5\.7\.3 STARTTLS is required/);
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  });

  it('MaxMessageSize is enforced before the hub sees the end', async () => {
    const client = await clients.greeted(defaultConnector('Default Frontend', { MaxMessageSize: 65_536 }));
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${'x'.repeat(998)}\r\n`.repeat(80));
    await client.sendRaw('.\r\n');
    await client.expect(/^552 5\.3\.4 /);
    expect(clients.hub.submission.messages).toEqual([]);
  });
});

describe('a session that lasts while the directory changes', () => {
  it('each transaction runs by the organization as it was at its MAIL', async () => {
    clients.test.organization = await contoso([]);
    const client = await clients.greeted(defaultConnector('Default Frontend'));
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<y@relay.contoso.com>', /^550 5\.7\.54 /);
    clients.test.organization = await contoso(['relay.contoso.com']);
    await client.command('RCPT TO:<y@relay.contoso.com>', /^550 5\.7\.54 /);
    await client.command('RSET', /^250 /);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<y@relay.contoso.com>', /^250 /);
  });
});

describe('port 717, the outbound proxy', () => {
  const connector = () => defaultConnector('Outbound Proxy Frontend');

  it('a peer without the organization’s certificate gets nothing past EHLO', async () => {
    const client = await clients.inTls(connector());
    await client.ehlo();
    await client.command('MAIL FROM:<x@contoso.com>', /^530 5\.7\.57 /);
    await client.command(authPlain('alice@contoso.com', alicePassword), /^500 5\.3\.3 /);
    await client.command('MAIL FROM:<x@contoso.com>', /^530 5\.7\.57 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^503 /);
  });

  it('a hub’s certificate gets further, but a plain MAIL goes nowhere', async () => {
    const client = await clients.withOrganizationCertificate(connector());
    await client.command('MAIL FROM:<x@contoso.com>', /^451 4\.3\.2 .*XPROXYTO/);
  });
});

describe('protocol log', () => {
  it('tells the session’s rights, only for a Verbose connector', async () => {
    const loud = await clients.test.frontEnd(defaultConnector('Default Frontend'), []);
    const silent = await clients.test.frontEnd(connectorOf({ PermissionGroups: ['AnonymousUsers'] }), []);
    for (const { port } of [loud, silent]) {
      const client = await TestClient.connect(port);
      await client.expect(/^220 /);
      await client.quit();
    }
    expect(loud.log).toContainEqual({
      event: '*',
      data: 'SMTPSubmit SMTPAcceptAnySender SMTPAcceptAuthoritativeDomainSender AcceptRoutingHeaders',
      context: 'Set Session Permissions',
    });
    expect(silent.log).toEqual([]);
  });

  it('tells why a right password was refused, which the client never learns', async () => {
    const connector = defaultConnector('Default Frontend', { AuthMechanism: 'BasicAuth' });
    const { port, log } = await clients.test.frontEnd(
      { ...connector, PermissionGroups: ['AnonymousUsers'] },
      [],
    );
    const client = await TestClient.connect(port);
    await client.expect(/^220 /);
    await client.ehlo();
    await client.command(authPlain('alice@contoso.com', alicePassword), /^535 5\.7\.3 /);
    expect(log).toContainEqual({
      event: '*',
      data: 'alice@contoso.com has no right to submit',
      context: 'Inbound authentication',
    });
  });
});
