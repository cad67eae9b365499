import { demoPassword } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Recipients > Mailboxes', () => {
  const { visitor, site } = visit('/recipients/mailboxes');
  const mailbox = async (method: string, name: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`http://127.0.0.1:${site().port(8080)}/api/v1/mailboxes/${name}`, {
      method,
      headers: {
        Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
        'Content-Type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const row = (name: string) => visitor().page.getByRole('row').filter({ hasText: name });

  it('a mailbox is made by the keyboard alone, with a password, and its row is selected', async () => {
    const { page } = visitor();
    await row('alice').waitFor();
    await visitor().keys('n');
    await page.getByRole('dialog', { name: 'New mailbox' }).waitFor();
    await page.keyboard.type('dora');
    await visitor().keys('Tab');
    await page.keyboard.type('Dora Dale');
    await visitor().keys('Tab', 'Tab', 'Tab', 'Tab');
    await page.keyboard.type('a-long-password-1');
    await visitor().keys('Tab');
    await page.keyboard.type('a-long-password-1');
    await visitor().expectGood('mailbox-new');
    await visitor().keys('Enter');
    await page.getByText('dora is made.').waitFor();
    await row('dora@contoso.com').and(page.locator('[aria-selected=true]')).waitFor();
    await visitor().expectGood('mailboxes');
  });

  it('an address is added in the edit dialog, and one of another domain is refused at its field', async () => {
    const { page } = visitor();
    await visitor().keys('e');
    const dialog = page.getByRole('dialog', { name: 'Mailbox dora' });
    await dialog.getByRole('tab', { name: 'Email addresses' }).click();
    const addresses = dialog.getByRole('listbox', { name: 'All addresses' });
    await addresses.press('Insert');
    const address = page.getByRole('dialog', { name: 'Add' });
    await address.getByRole('textbox').fill('dora@nosuch.example');
    await visitor().keys('Enter');
    await address.getByText(/nosuch\.example/).waitFor();
    await visitor().expectGood('mailbox-edit');
    visitor().forgive(/422|400/);
    await address.getByRole('textbox').fill('sales-dora@contoso.com');
    await visitor().keys('Enter');
    await addresses.getByRole('option', { name: 'sales-dora@contoso.com' }).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('dora is saved.').waitFor();
    await page.getByRole('complementary', { name: 'Details' }).getByText('sales-dora@contoso.com').waitFor();
  });

  it('§2.2: details tell the limits and the size on disk, as its Mailbox Delivery sees it', async () => {
    const details = visitor().page.getByRole('complementary', { name: 'Details' });
    await details.getByText('Size on disk').waitFor();
    await details.getByText(/0 byte in 0 messages/).waitFor();
    await details.getByText('never, to send mail').waitFor();
    await visitor().expectGood('mailbox-details');
  });

  it('§2.2: limits of several mailboxes are changed at once, and what stays empty stays as it is', async () => {
    const { page } = visitor();
    await row('alice@contoso.com').click();
    await row('dora@contoso.com').click({ modifiers: ['Control'] });
    await page.getByRole('button', { name: 'Limits' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mail flow limits of 2 mailboxes' });
    await dialog.getByLabel('Maximum send message size (MB)').fill('7');
    await visitor().expectGood('mailbox-limits');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('2 mailboxes have these limits now.').waitFor();
    for (const name of ['alice', 'dora']) {
      const object = { MaxSendSize: 7 * 1024 ** 2, MaxReceiveSize: 'Unlimited' };
      expect(await mailbox('GET', name)).toMatchObject(object);
    }
    await mailbox('PATCH', 'alice', { MaxSendSize: 'Unlimited' });
  });

  it.each([
    ['limits', 'Mail flow limits of 1 mailbox'],
    ['password', 'New password for dora@contoso.com'],
    ['edit', 'Mailbox dora'],
    ['enable', 'Enable a mailbox'],
  ])('§2.2: the address leads to its dialog: %s', async (dialog, title) => {
    const { Guid } = await mailbox('GET', 'dora');
    await visitor().open(`/recipients/mailboxes?at=${String(Guid)}&dialog=${dialog}`);
    await visitor().page.getByRole('dialog', { name: title }).waitFor();
    await visitor().keys('Escape');
    await visitor().page.waitForURL((url) => !url.searchParams.has('dialog'));
  });

  it('is removed after a question that tells what goes with it', async () => {
    const { page } = visitor();
    await row('dora@contoso.com').click();
    await visitor().keys('Delete');
    await page.getByRole('alertdialog').getByText('its mail stays in mailboxes/DB01/dora').waitFor();
    await visitor().expectGood('mailbox-remove');
    await page.getByRole('button', { name: 'Remove “dora”' }).click();
    await row('dora@contoso.com').waitFor({ state: 'detached' });
    visitor().forgive(/409|422|400/);
  });
});
