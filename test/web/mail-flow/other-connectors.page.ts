import { demoPassword } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Mail flow > Other connectors', () => {
  const { visitor, site } = visit('/mail-flow/other-connectors');
  const focused = () => visitor().page.locator(':focus');
  const type = (text: string) => visitor().page.keyboard.type(text);
  const typed = (field: string) => visitor().page.getByLabel(field, { exact: true }).and(focused()).waitFor();
  const row = (name: string) => visitor().page.getByRole('row').filter({ hasText: name }).and(focused());

  afterAll(async () => {
    for (const [kind, identity] of [
      ['delivery-agent-connectors', 'Fax'],
      ['inbound-connectors', 'Fabrikam'],
      ['receive-connectors', String.raw`MBX01\Own hub`],
      ['send-connectors', 'To Fabrikam'],
    ] as const) {
      await fetch(`${pathOf(kind, identity)}?force=true`, { method: 'DELETE', headers });
    }
  }, 30_000);

  it('a Delivery Agent connector is made in three pages', async () => {
    const { page } = visitor();
    await page.getByRole('button', { name: 'New Inbound' }).waitFor();
    await visitor().keys('n');
    await typed('Name');
    await type('Fax');
    await visitor().keys('Tab');
    await type('FAX');
    await visitor().keys('Enter');
    await page.getByRole('listbox', { name: 'Address space' }).and(focused()).waitFor();
    await visitor().keys('Insert');
    await typed('Fully Qualified Domain Name (FQDN)');
    await visitor().keys('Shift+Tab', 'Control+a');
    await type('FAX');
    await visitor().keys('Tab');
    await type('*');
    await visitor().keys('Enter');
    await page.getByRole('option').filter({ hasText: 'FAX' }).and(focused()).waitFor();
    await visitor().keys('Control+Enter');
    await page.getByRole('option', { name: 'MBX01' }).and(focused()).waitFor();
    await visitor().expectGood('delivery-agent-servers');
    await visitor().keys('Control+Enter');
    await row('Fax').waitFor();
    await page.getByText('Mail for these addresses is handed to an agent that speaks FAX.').waitFor();
    await visitor().expectGood('other-connectors');
  }, 60_000);

  it('an Inbound connector says what is demanded of a partner', async () => {
    const { page } = visitor();
    await visitor().open('/mail-flow/other-connectors?dialog=InboundConnectors');
    await typed('Name');
    await type('Fabrikam');
    await visitor().keys('Control+Enter');
    await added('Sender domains', 'Domain', 'fabrikam.com');
    await visitor().keys('Control+Enter');
    await page.getByLabel('This mail comes within TLS').and(focused()).waitFor();
    await visitor().keys('Control+Enter');
    await row('Fabrikam').waitFor();
    await visitor().keys('e');
    await typed('Name');
    await visitor().expectGood('inbound-connector-edit');
    await visitor().keys('Escape');
    await row('Fabrikam').waitFor();
  }, 60_000);

  it('from a server of one’s own it becomes a Receive connector that trusts its addresses alone', async () => {
    const { page } = visitor();
    await visitor().open('/mail-flow/other-connectors?dialog=InboundConnectors');
    await typed('Name');
    await type('Own hub');
    await visitor().keys('Tab', 'ArrowDown');
    await page.getByRole('radio', { name: 'Your organization' }).and(focused()).waitFor();
    await visitor().keys('Enter');
    await added('Addresses of the server', 'IP address, range or network', '192.168.20.7');
    await visitor().expectGood('inbound-own-server');
    await visitor().keys('Control+Enter');
    await page.waitForURL(/receive-connectors/);
    expect(await shown('receive-connectors', String.raw`MBX01\Own hub`)).toMatchObject({
      RemoteIPRanges: ['192.168.20.7'],
      AuthMechanism: ['Tls', 'ExternalAuthoritative'],
    });
  }, 60_000);

  it('an Outbound connector is a Send connector in the words of Exchange Online', async () => {
    const { page } = visitor();
    await visitor().open('/mail-flow/other-connectors?dialog=OutboundConnectors');
    await typed('Name');
    await type('To Fabrikam');
    await visitor().keys('Control+Enter');
    await added('Recipient domains', 'Domain', 'fabrikam.com');
    await visitor().keys('Control+Enter');
    await page.getByRole('radio', { name: 'MX record' }).and(focused()).waitFor();
    await visitor().keys('Control+Enter');
    await page.getByText('Keep to MTA-STS policies of domains').waitFor();
    await visitor().expectGood('outbound-security');
    await visitor().keys('Control+Enter');
    await page.waitForURL(/send-connectors/);
    await page.getByRole('complementary').getByText('Takes mail for fabrikam.com').waitFor();
    expect(await shown('send-connectors', 'To Fabrikam')).toMatchObject({ Usage: 'Internet' });
  }, 60_000);

  /** A row of the list that has the focus. */
  async function added(list: string, field: string, text: string): Promise<void> {
    await visitor().page.getByRole('listbox', { name: list }).and(focused()).waitFor();
    await visitor().keys('Insert');
    await typed(field);
    await type(text);
    await visitor().keys('Enter');
    await visitor().page.getByRole('option', { name: text }).and(focused()).waitFor();
  }

  const pathOf = (kind: string, identity: string): string =>
    `http://127.0.0.1:${site().port(8080)}/api/v1/${kind}/${encodeURIComponent(identity)}`;

  async function shown(kind: string, identity: string): Promise<unknown> {
    return (await fetch(pathOf(kind, identity), { headers })).json();
  }
});

const headers = { Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}` };
