import { randomUUID, X509Certificate } from 'node:crypto';

import { issueAuthority } from '@mailyard/certificates';
import { newSecret, writeSubscriptionFile } from '@mailyard/edge-sync';

import { inBrowser } from '../browser.js';
import { order } from '../order.js';
import { visit } from '../stack.js';

/** What an object has of its own, or of its server. */
const own = ['Guid', 'Identity', 'Server', 'Fqdn', 'WhenCreated', 'WhenChanged'];

inBrowser('Receive connectors of two servers', () => {
  const { visitor, site } = visit('/mail-flow/receive-connectors');
  const row = (text: string) => visitor().page.getByRole('row').filter({ hasText: text });
  const one = async (identity: string): Promise<Readonly<Record<string, unknown>>> => {
    const { rows } = (await order(site(), 'Get-ReceiveConnector', { identity })) as {
      readonly rows: readonly Record<string, unknown>[];
    };
    return rows[0] ?? {};
  };

  beforeAll(async () => {
    const Servers = [{ Name: 'MBX02', Fqdn: 'mbx02.contoso.com' }];
    await order(site(), 'Apply-Organization', { text: JSON.stringify({ Servers }) });
    const parameters = {
      Name: 'Devices of MBX01',
      Server: 'MBX01',
      TransportRole: 'FrontendTransport',
      Usage: 'Custom',
      Bindings: ['0.0.0.0:25'],
      RemoteIPRanges: ['192.168.31.0/28'],
      PermissionGroups: ['AnonymousUsers'],
      MaxHopCount: 33,
      AccessControl: [
        {
          User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
          ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
        },
      ],
    };
    await order(site(), 'New-ReceiveConnector', { parameters, force: true });
  }, 30_000);
  afterAll(async () => {
    for (const identity of [String.raw`MBX01\Devices of MBX01`, String.raw`MBX02\Devices of MBX02`]) {
      await order(site(), 'Remove-ReceiveConnector', { identity, force: true });
    }
    const Servers = [{ Name: 'MBX01', Fqdn: 'mbx01.contoso.com' }];
    await order(site(), 'Apply-Organization', {
      text: JSON.stringify({ Servers }),
      prune: true,
      force: true,
    });
  }, 30_000);

  it('acceptance 13: Copy to server… makes an equal connector there, permissions included, and lists what differs', async () => {
    const { page } = visitor();
    await row('Devices of MBX01').click();
    await page.getByRole('button', { name: 'Copy to server…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Copy Devices of MBX01 to another server' });
    await dialog.getByText('FQDN: mbx01.contoso.com becomes mbx02.contoso.com').waitFor();
    await dialog.getByText('Name: Devices of MBX01 becomes Devices of MBX02').waitFor();
    await visitor().expectGood('receive-connector-copy');
    await visitor().keys('Control+Enter');
    await row('Devices of MBX02').and(page.locator('[aria-selected=true]')).waitFor();
    const copy = await one(String.raw`MBX02\Devices of MBX02`);
    expect(copy).toMatchObject({ Server: 'MBX02', Fqdn: 'mbx02.contoso.com' });
    const shared = (object: object) =>
      Object.fromEntries(Object.entries(object).filter(([name]) => ![...own, 'Name'].includes(name)));
    expect(shared(copy)).toEqual(shared(await one(String.raw`MBX01\Devices of MBX01`)));
  });

  it('acceptance 14: an Edge server is not in the drop-down, and the page says why', async () => {
    const { page } = visitor();
    const said = page.getByText('Connectors of Edge servers are made in their own management shell.');
    const servers = page.getByRole('button', { name: /Server$/ });
    await servers.waitFor();
    expect(await said.count()).toBe(0);
    await order(site(), 'New-EdgeSubscription', {
      fileData: Buffer.from(await subscriptionFile()).toString('base64'),
      site: 'Default-First-Site-Name',
    });
    try {
      await said.waitFor();
      await servers.click();
      expect(await page.getByRole('option').allTextContents()).toEqual(['All servers', 'MBX01', 'MBX02']);
      await visitor().expectGood('receive-connectors-edge');
      await page.getByRole('option', { name: 'MBX02' }).click();
      await row('Devices of MBX01').waitFor({ state: 'detached' });
      await row('Devices of MBX02').waitFor();
    } finally {
      await order(site(), 'Remove-EdgeSubscription', { identity: 'EDGE09' });
    }
    await said.waitFor({ state: 'detached' });
  });
});

/** As an Edge makes it, whom nobody will meet. */
async function subscriptionFile(): Promise<string> {
  const { certificate } = await issueAuthority(new Date());
  return writeSubscriptionFile({
    EdgeServerName: 'EDGE09',
    EdgeServerFQDN: 'edge09.contoso.com',
    EdgeCertificateBlob: new X509Certificate(certificate).raw.toString('base64'),
    ESRAPassword: newSecret(),
    EffectiveDate: new Date().toISOString(),
    ExpirationDate: new Date(Date.now() + 3_600_000).toISOString(),
    SyncPort: 5636,
    SmtpPort: 25,
    Addresses: ['192.0.2.25'],
    SubscriptionId: randomUUID(),
    VersionNumber: '0.1.0',
  });
}
