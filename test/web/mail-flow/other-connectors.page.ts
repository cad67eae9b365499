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
    const headers = { Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}` };
    for (const path of ['delivery-agent-connectors/Fax', 'inbound-connectors/Fabrikam']) {
      const url = `http://127.0.0.1:${site().port(8080)}/api/v1/${path}?force=true`;
      await fetch(url, { method: 'DELETE', headers });
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
    await visitor().keys('Tab', 'Enter');
    await typed('Domain');
    await type('fabrikam.com');
    await visitor().keys('Enter');
    await page.getByRole('option', { name: 'fabrikam.com' }).and(focused()).waitFor();
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
});
