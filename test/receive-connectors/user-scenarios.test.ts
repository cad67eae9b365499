import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { issueAuthority, issueInternal } from '@mailyard/certificates';
import { eventually, TestClient, type UpgradeOptions } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import type { MaildirMessage } from '../mail/maildir.js';
import { message } from '../mail/message.js';
import { transact } from '../mail/send.js';
import { certificateIn } from '../stack/certificate.js';
import { Services } from '../stack/services.js';
import { demoPassword } from '../stack/site.js';
import { peers, scenarioText, serverAccount } from './user-scenarios.js';

const relayDenied = /^550 5\.7\.54 /;
const defaultFrontend = /^220 mbx01\.contoso\.com Microsoft ESMTP MAIL Service ready/;

let stack: Services;
let ledger: Ledger;

beforeAll(async () => {
  stack = await Services.start({ organization: scenarioText });
}, 60_000);
afterAll(() => stack.stop(), 60_000);
beforeEach(() => {
  ledger = new Ledger();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await expectBalance(stack, ledger);
}, 20_000);

const clients: TestClient[] = [];

async function connected(localAddress: string, port = 25): Promise<TestClient> {
  const client = await TestClient.connect(stack.site.port(port), { localAddress });
  clients.push(client);
  return client;
}

async function expectConnector(
  localAddress: string,
  greeting: string | RegExp = defaultFrontend,
): Promise<TestClient> {
  const client = await connected(localAddress);
  const expected = typeof greeting === 'string' ? new RegExp(`^220 ${greeting}$`) : greeting;
  await client.expect(expected);
  await client.ehlo();
  return client;
}

/** The offer of authentication and TLS. */
async function offered(client: TestClient): Promise<readonly string[]> {
  const keywords = await client.ehlo();
  return ['STARTTLS', 'X-ANONYMOUSTLS', 'AUTH'].filter((keyword) => keywords.has(keyword));
}

async function logIn(client: TestClient, user: string): Promise<void> {
  await client.command('AUTH LOGIN', /^334 VXNlcm5hbWU6$/);
  await client.command(Buffer.from(user).toString('base64'), /^334 UGFzc3dvcmQ6$/);
  await client.command(Buffer.from(demoPassword).toString('base64'), /^235 2\.7\.0 /);
}

/** Whether a recipient outside may be named; nothing is sent. */
async function expectRelay(client: TestClient, sender: string, expected: RegExp): Promise<void> {
  await client.command(`MAIL FROM:<${sender}>`, /^250 2\.1\.0 /);
  await client.command('RCPT TO:<somebody@example.net>', expected);
  await client.command('RSET', /^250 /);
}

async function toAlice(client: TestClient, sender: string): Promise<MaildirMessage> {
  const sent = message({ from: sender });
  const reply = await transact(client, sent, { from: sender });
  expect(reply.text).toMatch(/^250 2\.6\.0 <.*> \[InternalId=\d+, Hostname=.+\] Queued mail for delivery$/);
  ledger.accept(sent.id, ['alice']);
  return stack.site.mailbox('alice').message(sent.id);
}

const authAs = (stored: MaildirMessage) => stored.fields('X-MS-Exchange-Organization-AuthAs');

describe('scenario 1: mail from the Internet', () => {
  it('R20 R22 R128 R179: anonymous mail from any address comes through Default Frontend', async () => {
    const client = await expectConnector(peers.internet);
    expect(authAs(await toAlice(client, 'x@fabrikam.net'))).toEqual(['Anonymous']);
  });

  it('R227 R232: it does not relay', async () => {
    await expectRelay(await expectConnector(peers.internet), 'x@fabrikam.net', relayDenied);
  });
});

describe('scenario 2: a partner with mutual TLS', () => {
  const partner = 'Fabrikam\\.com TLS';
  let identity: Pick<UpgradeOptions, 'cert' | 'key'>;

  beforeAll(async () => {
    const yesterday = new Date(Date.now() - 86_400_000);
    const authority = await issueAuthority(yesterday);
    const { certificate, key } = await issueInternal(authority, 'mail.fabrikam.com', yesterday);
    identity = { cert: certificate, key };
    const trusted = join(stack.site.pkiDir, 'trusted');
    await mkdir(trusted, { recursive: true });
    await writeFile(join(trusted, 'fabrikam.crt'), authority.certificate);
  });

  async function inTls(): Promise<TestClient> {
    const client = await expectConnector(peers.partner, partner);
    await client.upgradeTls({ command: 'STARTTLS', ...identity });
    await client.ehlo('mail.fabrikam.com');
    return client;
  }

  it('R53 R65: 17.17.17.1/24 is .0 to .255 of that network, and nobody else', async () => {
    await expectConnector(peers.partner, partner);
    await expectConnector(peers.besidePartner);
  });

  it('R55 R234: without the partner’s certificate nothing is accepted', async () => {
    const client = await expectConnector(peers.partner, partner);
    expect(await offered(client)).toEqual(['STARTTLS']);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^530 5\.7\.57 /);
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    await client.command('MAIL FROM:<x@fabrikam.com>', /^530 5\.7\.57 /);
  });

  it('R53 R70: with it mail arrives, and its header shows TLS; a CA that was put in place is known without restart', async () => {
    const client = await eventually(
      async () => {
        const secured = await inTls();
        const { code } = await secured.command('MAIL FROM:<x@fabrikam.com>', /^/);
        if (code !== 250) secured.close();
        return code === 250 && secured;
      },
      { deadlineMs: 25_000, intervalMs: 500, what: 'the partner’s CA to be known' },
    );
    await client.command('RSET', /^250 /);
    await expectRelay(client, 'x@fabrikam.com', relayDenied);
    const stored = await toAlice(client, 'x@fabrikam.com');
    expect(stored.fields('Received').join('\n')).toMatch(
      /from mail\.fabrikam\.com \(127\.17\.17\.9\) by .* \(version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384\) .* via Frontend Transport/,
    );
    expect(authAs(stored)).toEqual(['Partner']);
    expect(stored.fields('X-MS-Exchange-Organization-AuthDomain')).toEqual(['fabrikam.com']);
  }, 40_000);

  it('mail of that domain from elsewhere waits: it could be anybody’s', async () => {
    const client = await expectConnector(peers.internet);
    await client.command('MAIL FROM:<x@fabrikam.com>', /^451 4\.7\.5 /);
  });
});

describe('scenario 3: a service or device', () => {
  it('R71 R80: anonymous mail is accepted, a login is offered', async () => {
    const client = await expectConnector(peers.appliance, 'Security appliance');
    expect(await offered(client)).toEqual(['STARTTLS', 'AUTH']);
    await expectRelay(client, 'scanner@contoso.com', relayDenied);
    expect(authAs(await toAlice(client, 'scanner@contoso.com'))).toEqual(['Anonymous']);
  });

  it('R86 R87: Basic authentication in clear text, where Tls is not set', async () => {
    const client = await expectConnector(peers.service, 'Inbound From Service');
    expect(await offered(client)).toEqual(['AUTH']);
    await logIn(client, 'bob@contoso.com');
    await expectRelay(client, 'bob@contoso.com', /^250 2\.1\.5 /);
    expect(authAs(await toAlice(client, 'bob@contoso.com'))).toEqual(['Internal']);
  });

  it('R173 R240: a single address is more specific than the network around it', async () => {
    await expectConnector(peers.service, 'Inbound From Service');
    await expectConnector(peers.appliance, 'Security appliance');
  });

  it('R81: users only: nothing without a login, anything with it', async () => {
    const client = await expectConnector(peers.deviceWithUsers, 'Device with users');
    expect(await offered(client)).toEqual(['X-ANONYMOUSTLS', 'AUTH']);
    await client.command('MAIL FROM:<bob@contoso.com>', /^530 5\.7\.57 /);
    await logIn(client, String.raw`CONTOSO\bob`);
    await expectRelay(client, 'bob@contoso.com', /^250 2\.1\.5 /);
    await client.command('MAIL FROM:<alice@contoso.com>', /^550 5\.7\.60 /);
  });

  it('a user’s From is compared with the user’s addresses, in the reply to the end of the message', async () => {
    const client = await expectConnector(peers.service, 'Inbound From Service');
    await logIn(client, 'bob');
    const forged = message({ from: 'alice@contoso.com' });
    const reply = await transact(client, forged, { from: 'bob@contoso.com' });
    expect(reply.text).toBe('550 5.7.60 SMTP; Client does not have permissions to send as this sender');
    await toAlice(client, 'bob@contoso.com');
  });
});

describe('scenario 4: servers of the organization', () => {
  const organization = 'Inbound From Organization';

  it('R93 R97: the organization’s certificate makes a server, which may send anything to anybody', async () => {
    const client = await expectConnector(peers.organizationServer, organization);
    expect(await offered(client)).toEqual(['STARTTLS', 'X-ANONYMOUSTLS']);
    await client.command('MAIL FROM:<bob@contoso.com>', /^530 5\.7\.57 /);
    const { cert, key } = await certificateIn(stack.site.pkiDir);
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', cert, key });
    await client.ehlo('mbx02.contoso.com');
    await expectRelay(client, 'bob@contoso.com', /^250 2\.1\.5 /);
    expect(authAs(await toAlice(client, 'bob@contoso.com'))).toEqual(['Internal']);
  });

  it('R95: other addresses use the connector of the Internet', async () => {
    await expectConnector('127.1.2.11');
  });

  it.each([25, 587])('R268 R271: an account of Exchange Servers signs in on port %d', async (port) => {
    const client = await connected(peers.internet, port);
    await client.expect(defaultFrontend);
    await client.ehlo();
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    await logIn(client, serverAccount);
    await client.command('MAIL FROM:<>', /^250 /);
    await client.command('RCPT TO:<somebody@example.net>', /^250 2\.1\.5 /);
  });

  it.each([25, 587])('R268: on port %d it has the rights of a server', async (port) => {
    const client = await connected(peers.internet, port);
    await client.expect(defaultFrontend);
    await client.ehlo();
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    await logIn(client, serverAccount);
    // It speaks for any sender, and vouches for none of whom it does not say so (ADR 38).
    const stored = await toAlice(client, 'bob@contoso.com');
    expect(authAs(stored)).toEqual(['Anonymous']);
    expect(stored.fields('X-MS-Exchange-Organization-SCL')).toEqual(['-1']);
    expect(authAs(await toAlice(client, 'stranger@example.net'))).toEqual(['Anonymous']);
  });
});

describe('relay for devices', () => {
  it('R144: without the right for ANONYMOUS LOGON the connector does not relay', async () => {
    await expectRelay(
      await expectConnector(peers.notYetRelay, 'Relay before it is granted'),
      'x@contoso.com',
      relayDenied,
    );
  });

  it('R146 R151 R236 R249: recipe A, an access control entry; the sender stays anonymous', async () => {
    const client = await expectConnector(peers.relay, 'Anonymous relay');
    expect(await offered(client)).toEqual([]);
    await expectRelay(client, 'printer@contoso.com', /^250 2\.1\.5 /);
    const stored = await toAlice(client, 'printer@contoso.com');
    expect(authAs(stored)).toEqual(['Anonymous']);
    expect(stored.fields('X-MS-Exchange-Organization-SCL')).toEqual([]);
  });

  it('R142 R237: recipe A holds for its addresses and no others', async () => {
    await expectRelay(await expectConnector('127.168.8.13'), 'printer@contoso.com', relayDenied);
  });

  it('R82 R276: recipe B, Externally Secured; the sender counts as internal, without login or TLS', async () => {
    const client = await expectConnector(peers.externallySecured, 'Externally secured');
    expect(await offered(client)).toEqual([]);
    await expectRelay(client, 'printer@contoso.com', /^250 2\.1\.5 /);
    const stored = await toAlice(client, 'bob@contoso.com');
    expect(authAs(stored)).toEqual(['Internal']);
    expect(stored.fields('X-MS-Exchange-Organization-SCL')).toEqual(['-1']);
    expect(authAs(await toAlice(client, 'stranger@example.net'))).toEqual(['Internal']);
  });
});
