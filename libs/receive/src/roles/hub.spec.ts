import { Organization } from '@mailyard/directory';
import { formatProxyCommand, type ProxyFrom } from '@mailyard/smtp';
import { TestClient } from '@mailyard/testing';

import { rightsOf } from '../rights/rights.js';
import { alicePassword, connectorOf } from '../testing/contoso.js';
import { TestOrganization, type RunningHub } from '../testing/test-organization.js';

let test: TestOrganization;
let hub: RunningHub;

beforeEach(async () => {
  test = await TestOrganization.start();
  hub = await test.hub();
});
afterEach(() => test.stop());

async function stranger(): Promise<TestClient> {
  const client = await TestClient.connect(hub.hub.inbound.port);
  await client.expect(/^220 /);
  await client.ehlo();
  return client;
}

/** A peer that shows the certificate of an organization, or none. */
async function peerOf(whose: 'own' | 'foreign' | undefined): Promise<TestClient> {
  const client = await stranger();
  const identity = whose === undefined ? {} : await test.identity(whose);
  await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...identity });
  return client;
}

const anonymous: ProxyFrom = {
  verb: 'XPROXYFROM',
  sid: '08D5A2B3C4D5E6F7',
  ip: '192.0.2.7',
  port: 4711,
  domain: 'mail.fabrikam.com',
  connector: '7e5c3f0a-0000-4000-8000-000000000001',
  perms: rightsOf('ms-Exch-SMTP-Submit', 'ms-Exch-Accept-Headers-Routing'),
  authAs: 'Anonymous',
};
const proxyLine = (changes: Partial<ProxyFrom> = {}) => formatProxyCommand({ ...anonymous, ...changes });

async function content(client: TestClient): Promise<void> {
  await client.sendRaw('BDAT 5 LAST\r\nhello');
  await client.expect(/^250 2\.6\.0 /);
}

describe('peers that are not of the organization', () => {
  it.each([
    ['no TLS', () => stranger()],
    ['no certificate', () => peerOf(undefined)],
    ['a foreign certificate', () => peerOf('foreign')],
  ])('%s: neither MAIL nor proxy commands', async (_, connect) => {
    const client = await connect();
    const keywords = await client.ehlo();
    expect(keywords.has('XPROXYFROM')).toBe(false);
    await client.command(proxyLine(), /^500 5\.3\.3 /);
    await client.command(proxyLine({ verb: 'XPROXY', login: 'alice@contoso.com' }), /^500 5\.3\.3 /);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^530 5\.7\.57 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^503 /);
    expect(hub.submission.messages).toEqual([]);
  });

  it('a user with a password cannot log in: users are Front End’s', async () => {
    const client = await stranger();
    await client.upgradeTls({ command: 'STARTTLS' });
    const keywords = await client.ehlo();
    expect(keywords.has('AUTH')).toBe(false);
    const blob = Buffer.from(`\0alice@contoso.com\0${alicePassword}`).toString('base64');
    await client.command(`AUTH PLAIN ${blob}`, /^500 5\.3\.3 /);
    await client.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    expect(hub.submission.messages).toEqual([]);
  });
});

describe('a server of the organization', () => {
  it('submits in its own name, with everything that servers may', async () => {
    const client = await peerOf('own');
    await client.ehlo('mbx02.contoso.com');
    await client.command('MAIL FROM:<bob@contoso.com>', /^250 /);
    await client.command('RCPT TO:<x@fabrikam.com>', /^250 /);
    await content(client);
    const [message] = hub.submission.messages;
    expect(message?.source).toMatchObject({
      authAs: 'Internal',
      headerRights: { routing: true, organization: true, forest: true },
      peer: { helo: 'mbx02.contoso.com' },
      server: { fqdn: 'mbx01.contoso.com', ip: '127.0.0.1' },
      receivedAt: Date.parse('2016-08-05T16:24:41Z'),
    });
    expect(message?.source.client).toBeUndefined();
    expect(message?.limits).toEqual({
      maxMessageBytes: Infinity,
      maxHeaderBytes: 262_144,
      hops: { maxHopCount: 60, maxLocalHopCount: 5, localHosts: ['mbx01.contoso.com'] },
    });
  });

  it('is known by the name of its last EHLO', async () => {
    const client = await peerOf('own');
    for (const name of ['mbx02.contoso.com', 'mbx03.contoso.com']) {
      await client.ehlo(name);
      await client.command('MAIL FROM:<bob@contoso.com>', /^250 /);
      await client.command('RCPT TO:<x@fabrikam.com>', /^250 /);
      await content(client);
      expect(hub.submission.messages.at(-1)?.header.first('Received')).toContain(`from ${name} `);
    }
  });

  it('an unknown recipient is the categorizer’s affair: the message is ours already', async () => {
    const client = await peerOf('own');
    await client.ehlo();
    await client.command('MAIL FROM:<>', /^250 /);
    await client.command('RCPT TO:<nobody@contoso.com>', /^250 /);
  });

  it('is offered proxy commands, without TLS again and with a bare SIZE', async () => {
    const client = await peerOf('own');
    const keywords = await client.ehlo();
    expect(keywords.has('XPROXYFROM') && keywords.has('XPROXY')).toBe(true);
    expect(keywords.has('XPROXYTO')).toBe(false);
    expect(keywords.get('SIZE')).toBe('');
  });
});

describe('a transaction in the name of a client', () => {
  async function frontEnd(): Promise<TestClient> {
    const client = await peerOf('own');
    await client.ehlo();
    return client;
  }

  it('has the client’s rights and identity', async () => {
    const client = await frontEnd();
    await client.command(proxyLine({ tls: 'TLS1_3:TLS_AES_256_GCM_SHA384' }), /^250 /);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
    await content(client);
    const [message] = hub.submission.messages;
    expect(message?.source).toMatchObject({
      authAs: 'Anonymous',
      headerRights: { routing: true, organization: false, forest: false },
      client: {
        sessionId: '08D5A2B3C4D5E6F7',
        ip: '192.0.2.7',
        port: 4711,
        helo: 'mail.fabrikam.com',
        connectorGuid: anonymous.connector,
        tls: 'TLS1_3:TLS_AES_256_GCM_SHA384',
      },
    });
    expect(message?.source.login).toBeUndefined();
    expect(message?.limits.maxMessageBytes).toBe(37_748_736);
  });

  it('is known to have met the Fqdn of Front End’s connector', async () => {
    const connector = connectorOf({ Guid: anonymous.connector, Fqdn: 'mail.contoso.com' });
    const objects = { ...test.organization.objects, ReceiveConnectors: [connector] };
    hub = await test.hub('hub-2', { organization: new Organization(2, objects) });
    const client = await frontEnd();
    await client.command(proxyLine(), /^250 /);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
    await content(client);
    expect(hub.submission.messages[0]?.source.client?.connectorFqdn).toBe('mail.contoso.com');
  });

  it('does not relay without Accept-Any-Recipient, although Front End itself may', async () => {
    const client = await frontEnd();
    await client.command(proxyLine(), /^250 /);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<x@fabrikam.com>', /^550 5\.7\.54 /);
  });

  it('without Submit among PERMS there is no MAIL', async () => {
    const client = await frontEnd();
    await client.command(proxyLine({ perms: 0 }), /^250 /);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^530 5\.7\.57 /);
  });

  it('XPROXY names the user who has logged in', async () => {
    const client = await frontEnd();
    const perms = rightsOf('ms-Exch-SMTP-Submit', 'ms-Exch-SMTP-Accept-Any-Recipient');
    const user = { verb: 'XPROXY', authAs: 'Internal', login: 'alice@contoso.com', perms } as const;
    await client.command(proxyLine(user), /^250 /);
    await client.command('MAIL FROM:<alice@contoso.com>', /^250 /);
    await client.command('RCPT TO:<x@fabrikam.com>', /^250 /);
    await content(client);
    expect(hub.submission.messages[0]?.source).toMatchObject({
      authAs: 'Internal',
      login: 'alice@contoso.com',
      headerRights: { routing: false },
    });
  });

  it('counts once under the name that is given to it, and the next one has none', async () => {
    const client = await frontEnd();
    const once = { name: 'outbox:alice', forSeconds: 60 };
    await client.command(proxyLine({ once }), /^250 /);
    for (let count = 0; count < 2; count += 1) {
      await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
      await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
      await content(client);
    }
    expect(hub.submission.messages.map(({ limits }) => limits.once)).toEqual([once, undefined]);
  });

  it('lasts for one transaction: the next is the peer’s own', async () => {
    const client = await frontEnd();
    await client.command(proxyLine(), /^250 /);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RSET', /^250 /);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
    await client.command('RCPT TO:<x@fabrikam.com>', /^250 /);
    await content(client);
    expect(hub.submission.messages[0]?.source.authAs).toBe('Internal');
  });

  it('a malformed proxy command refuses the MAIL after it, so that no client gets Front End’s rights', async () => {
    const client = await frontEnd();
    await client.command('XPROXYFROM SID=1 IP=nowhere', /^501 /);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^503 5\.5\.1 /);
  });
});

it('the limits of the client’s connector hold at the hub, where the content is read', async () => {
  const narrow = connectorOf({ MaxHeaderSize: 1000, MaxHopCount: 10, MaxLocalHopCount: 0 });
  const { objects } = test.organization;
  test.organization = new Organization(2, { ...objects, ReceiveConnectors: [narrow] });
  hub = await test.hub();
  const client = await peerOf('own');
  await client.ehlo();
  await client.command(proxyLine({ connector: narrow.Guid }), /^250 /);
  await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
  await content(client);
  const limits = hub.submission.messages[0]?.limits;
  // The hub's own connector allows 256 KB, 60 hops and 5 local ones.
  expect(limits).toMatchObject({ maxHeaderBytes: 1000, hops: { maxHopCount: 10, maxLocalHopCount: 5 } });
});

it('MaxRecipientsPerMessage holds for strangers only: Front End has counted already', async () => {
  const client = await peerOf('own');
  await client.ehlo();
  await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  await client.sendRaw('RCPT TO:<alice@contoso.com>\r\n'.repeat(5001));
  for (let recipient = 0; recipient < 5001; recipient += 1) await client.expect(/^250 /);
  await content(client);
  expect(hub.submission.messages[0]?.envelope.recipients).toHaveLength(5001);
});

it('commands without mail end the session of a stranger, never that of a server (MaxCommandsWithoutMail)', async () => {
  const own = await peerOf('own');
  await own.ehlo();
  await own.sendRaw('NOOP\r\n'.repeat(150));
  for (let count = 0; count < 150; count += 1) await own.expect(/^250 /);
  const other = await stranger();
  await other.sendRaw('NOOP\r\n'.repeat(150));
  for (let count = 1; count < 100; count += 1) await other.expect(/^250 /);
  await other.expect(/^421 4\.7\.0 Too many commands without mail/);
});

it('refusals do not end the connection of a server: they belong to many clients (MaxProtocolErrors)', async () => {
  const client = await peerOf('own');
  await client.ehlo();
  for (let refusal = 0; refusal < 10; refusal += 1) {
    await client.command(proxyLine({ perms: 0 }), /^250 /);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^530 /);
  }
  await client.command('NOOP', /^250 /);
});
