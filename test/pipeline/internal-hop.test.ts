import { join } from 'node:path';

import { OrganizationCertificates } from '@mailyard/certificates';
import { TestClient } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { certificateIn, type Certificate } from '../stack/certificate.js';
import { Services } from '../stack/services.js';

const proxyFrom =
  'XPROXYFROM SID=08D0000000000001 IP=192.0.2.1 PORT=1 DOMAIN=x CONNECTOR=f1b6d8c0-0000-4000-8000-000000000001 PERMS=FFFF AUTHAS=Internal';
const internalPorts = [717, 2525, 465, 475];

describe('ports between services', () => {
  let stack: Services;
  let ours: Certificate;
  let foreign: Certificate;

  beforeAll(async () => {
    stack = await Services.start();
    ours = await certificateIn(stack.site.pkiDir);
    const foreignDir = join(stack.site.scratchDir, 'foreign-pki');
    await OrganizationCertificates.ensure(foreignDir, { fqdn: 'mbx01.contoso.com' });
    foreign = await certificateIn(foreignDir);
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);
  afterEach(() => expectBalance(stack, new Ledger()), 20_000);

  async function connected(standardPort: number): Promise<TestClient> {
    const client = await TestClient.connect(stack.site.port(standardPort));
    await client.expect(/^220 /);
    await hello(client, standardPort);
    return client;
  }

  /** Mailbox Delivery speaks LMTP. */
  async function hello(client: TestClient, standardPort: number): Promise<string> {
    return (await client.command(`${standardPort === 475 ? 'LHLO' : 'EHLO'} intruder.example`, /^250/)).text;
  }

  async function refused(client: TestClient): Promise<void> {
    await client.command(proxyFrom, /^[45]\d\d /);
    await client.command(proxyFrom.replace('XPROXYFROM', 'XPROXY'), /^[45]\d\d /);
    await client.command('MAIL FROM:<sender@example.net>', /^[45]\d\d /);
    await client.command('RCPT TO:<alice@contoso.com>', /^[45]\d\d /);
    client.close();
  }

  describe.each(internalPorts)('%i', (standardPort) => {
    it('takes nothing from a peer without TLS', async () => {
      await refused(await connected(standardPort));
    });

    it('takes nothing from a peer without a certificate', async () => {
      const client = await connected(standardPort);
      await client.upgradeTls({ command: 'X-ANONYMOUSTLS' });
      await hello(client, standardPort);
      await refused(client);
    });

    it('takes nothing from a peer whose certificate another CA made', async () => {
      const client = await connected(standardPort);
      await client.upgradeTls({ command: 'X-ANONYMOUSTLS', cert: foreign.cert, key: foreign.key });
      await hello(client, standardPort);
      await refused(client);
    });

    it('proves with its own certificate that it is of the organization', async () => {
      const client = await connected(standardPort);
      await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...ours });
      await hello(client, standardPort);
      client.close();
      const other = await connected(standardPort);
      await expect(other.upgradeTls({ command: 'X-ANONYMOUSTLS', ca: foreign.ca })).rejects.toThrow(
        /certificate|self.signed/i,
      );
    });
  });

  it.each([2525, 465])(
    '%i takes mail from a peer with a certificate of the organization',
    async (standardPort) => {
      const client = await connected(standardPort);
      await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...ours });
      await hello(client, standardPort);
      await client.command('MAIL FROM:<sender@example.net>', /^250 /);
      await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
      await client.quit();
    },
  );

  it.each([25, 587])('%i does not know the verbs of the internal hop', async (standardPort) => {
    const client = await TestClient.connect(stack.site.port(standardPort));
    await client.expect(/^220 /);
    expect(await hello(client, standardPort)).not.toMatch(/XPROXY/);
    for (const line of [proxyFrom, proxyFrom.replace('XPROXYFROM', 'XPROXY'), 'XPROXYTO SID=1']) {
      await client.command(line, /^5\d\d /);
    }
    await client.quit();
  });
});
