import { demoPassword } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

/** By the keyboard alone, as step 5 of the document about Edge servers says it word by word. */
inBrowser('Mail flow > Send connectors, Accepted domains, Remote domains', () => {
  const { visitor, site } = visit('/mail-flow/send-connectors');
  const dialog = (name: string) => visitor().page.getByRole('dialog', { name });
  const focused = () => visitor().page.locator(':focus');
  const type = (text: string) => visitor().page.keyboard.type(text);
  const typed = (field: string) => visitor().page.getByLabel(field, { exact: true }).and(focused()).waitFor();
  const option = (name: string) => visitor().page.getByRole('option', { name }).and(focused());

  afterAll(async () => {
    await removed(site().port(8080), 'send-connectors/To%20Edge');
    await removed(site().port(8080), 'accepted-domains/fourthcoffee.com');
    await removed(site().port(8080), 'remote-domains/Adatum');
  }, 30_000);

  it('says what waits when there is none, and how to make one', async () => {
    await visitor().page.getByText('No Send connectors yet').waitFor();
    await visitor().expectGood('send-connectors-empty');
  });

  it('R316–R331: “To Edge” through all pages', async () => {
    await visitor().keys('n');
    await dialog('New Send connector').waitFor();
    await typed('Name');
    await type('To Edge');
    await visitor().keys('Tab', 'ArrowDown');
    await visitor().page.getByRole('radio', { name: 'Internal' }).and(focused()).waitFor();
    await visitor().keys('Enter');

    await visitor()
      .page.getByRole('radio', { name: 'Route mail through smart hosts' })
      .and(focused())
      .waitFor();
    await visitor().keys('Tab', 'Enter');
    await typed('Fully qualified domain name (FQDN) or IP address');
    await type('edge01.contoso.net');
    await visitor().keys('Enter');
    await option('edge01.contoso.net').waitFor();
    // S15: a warning, which keeps nobody from going on.
    await dialog('New Send connector')
      .getByText(/edge01\.contoso\.net has no MX, A or AAAA record/)
      .waitFor();
    await visitor().keys('Control+Enter');

    await visitor().page.getByRole('radio', { name: 'None' }).and(focused()).waitFor();
    await visitor().keys('ArrowDown', 'Tab', 'Space', 'Tab');
    await typed('User name');
    await type(String.raw`EDGE01\mailuser`);
    await visitor().keys('Tab');
    await type('A-secret-of-edge01');
    await visitor().expectGood('send-connector-login');
    await visitor().keys('Enter');

    await visitor().page.getByText('Step 4 of 5').waitFor();
    await visitor().page.getByRole('listbox', { name: 'Address space' }).and(focused()).waitFor();
    await visitor().keys('Insert');
    await dialog('Add domain').waitFor();
    await typed('Fully Qualified Domain Name (FQDN)');
    await type('*contoso.com');
    await visitor().keys('Enter');
    await dialog('Add domain')
      .getByText(/"\*contoso\.com" is no address space/)
      .waitFor();
    await visitor().keys('Control+a');
    await type('*');
    await visitor().keys('Enter');
    await option('*').waitFor();
    await visitor().keys('Control+Enter');

    await visitor().page.getByText('Step 5 of 5').waitFor();
    await option('MBX01').waitFor();
    await visitor().expectGood('send-connector-servers');
    await visitor().keys('Control+Enter');
    await visitor().page.getByRole('row').filter({ hasText: 'To Edge' }).and(focused()).waitFor();
    expect(await shown(site().port(8080), 'send-connectors/To%20Edge')).toMatchObject({
      Usage: 'Internal',
      DNSRoutingEnabled: false,
      SmartHosts: ['edge01.contoso.net'],
      SmartHostAuthMechanism: 'BasicAuthRequireTLS',
      AddressSpaces: [{ Type: 'SMTP', Address: '*', Cost: 1 }],
      SourceTransportServers: ['MBX01'],
      MaxMessageSize: 'Unlimited',
    });
  }, 60_000);

  it('§3.5: it is tested after saving, and the details say how far that came', async () => {
    const details = visitor().page.getByRole('complementary');
    await details.getByText('edge01.contoso.net:25').waitFor();
    await details.getByText('edge01.contoso.net has no address here').waitFor();
    await visitor().expectGood('send-connector-tested');
  }, 60_000);

  it('R333: every value stands in Edit, and the password nowhere in the browser', async () => {
    const { page } = visitor();
    await page
      .getByRole('complementary')
      .getByText(/hands it to edge01\.contoso\.net/)
      .waitFor();
    await visitor().keys('F2');
    await typed('Name');
    await visitor().keys('Shift+Tab', 'ArrowDown');
    await page.getByText('edge01.contoso.net').last().waitFor();
    await visitor().expectGood('send-connector-delivery');
    const kept = await page.evaluate(
      'JSON.stringify([location.href, { ...sessionStorage }, { ...localStorage }, document.body.innerHTML])',
    );
    expect(String(kept)).not.toContain('A-secret-of-edge01');
    await visitor().keys('Escape');
    await dialog('Edit To Edge').waitFor({ state: 'detached' });
  }, 60_000);

  it('an accepted domain is made, its type changed; a relayed one that no connector reaches says so', async () => {
    const { page } = visitor();
    await visitor().open('/mail-flow/accepted-domains');
    await page.getByRole('row').filter({ hasText: 'contoso.com' }).first().waitFor();
    await visitor().keys('n');
    await typed('Name');
    await type('fourthcoffee.com');
    await visitor().keys('Tab');
    await type('fourthcoffee com');
    await visitor().keys('Enter');
    await page
      .getByRole('dialog')
      .getByText(/must be a domain/)
      .first()
      .waitFor();
    await visitor().keys('Control+a');
    await type('fourthcoffee.com');
    await visitor().keys('Enter');
    await page.getByRole('row').filter({ hasText: 'fourthcoffee.com' }).and(focused()).waitFor();
    await visitor().expectGood('accepted-domains');
  }, 60_000);

  it('a remote domain is made and edited in tabs; the default one cannot be removed', async () => {
    const { page } = visitor();
    await visitor().open('/mail-flow/remote-domains');
    await page.getByRole('row').filter({ hasText: 'Default' }).waitFor();
    await visitor().keys('n');
    await typed('Name');
    await type('Adatum');
    await visitor().keys('Tab');
    await type('adatum.com');
    await visitor().keys('Enter');
    await page.getByRole('row').filter({ hasText: 'Adatum' }).and(focused()).waitFor();
    await visitor().keys('e');
    await typed('Name');
    await visitor().keys('Shift+Tab', 'ArrowDown');
    await page.getByLabel('Allow non-delivery reports').waitFor();
    await visitor().keys('Tab', 'Tab', 'Space');
    await visitor().expectGood('remote-domain-edit');
    await visitor().keys('Control+Enter');
    await page.getByText('Adatum is saved.').waitFor();
    expect(await shown(site().port(8080), 'remote-domains/Adatum')).toMatchObject({ NDREnabled: false });
    await visitor().open('/mail-flow/remote-domains?q=default');
    await page.getByRole('row').filter({ hasText: 'Default' }).waitFor();
    await visitor().keys('/', 'ArrowDown', 'ArrowDown');
    expect(await page.getByRole('button', { name: 'Remove' }).isDisabled()).toBe(true);
  }, 60_000);
});

const headers = { Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}` };

async function shown(port: number, path: string): Promise<unknown> {
  return (await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, { headers })).json();
}

async function removed(port: number, path: string): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/api/v1/${path}?force=true`, { method: 'DELETE', headers });
}
