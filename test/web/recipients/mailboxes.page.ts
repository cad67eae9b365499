import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Recipients > Mailboxes', () => {
  const { visitor } = visit('/recipients/mailboxes');
  const row = (name: string) => visitor().page.getByRole('row').filter({ hasText: name });

  it('a mailbox is made by the keyboard alone, with a password, and its row is selected', async () => {
    const { page } = visitor();
    await row('alice').waitFor();
    await visitor().keys('n');
    await page.getByRole('dialog', { name: 'New mailbox' }).waitFor();
    await page.keyboard.type('dora');
    await visitor().keys('Tab');
    await page.keyboard.type('Dora Dale');
    await visitor().keys('Tab', 'Tab', 'Tab');
    await page.keyboard.type('a-long-password-1');
    await visitor().keys('Tab');
    await page.keyboard.type('a-long-password-1');
    await visitor().expectGood('mailbox-new');
    await visitor().keys('Enter');
    await page.getByText('Mailbox “Dora Dale” takes mail now.').waitFor();
    await row('dora@contoso.com').and(page.locator('[aria-selected=true]')).waitFor();
    await visitor().expectGood('mailboxes');
  });

  it('an address is added in the edit dialog, and one of another domain is refused at its field', async () => {
    const { page } = visitor();
    await visitor().keys('e');
    const dialog = page.getByRole('dialog', { name: 'Mailbox dora' });
    await dialog.getByRole('tab', { name: 'Email addresses' }).click();
    const addresses = dialog.getByLabel('Email addresses', { exact: true }).last();
    await addresses.fill('dora@contoso.com\ndora@nosuch.example');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog
      .getByText(/nosuch\.example/)
      .last()
      .waitFor();
    await visitor().expectGood('mailbox-edit');
    visitor().forgive(/422|400/);
    await addresses.fill('dora@contoso.com\nsales-dora@contoso.com');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Mailbox “Dora Dale” is saved.').waitFor();
    await page.getByRole('complementary', { name: 'Details' }).getByText('sales-dora@contoso.com').waitFor();
  });

  it('is removed after a question that tells what goes with it', async () => {
    const { page } = visitor();
    await row('dora@contoso.com').click();
    await visitor().keys('Delete');
    await page.getByRole('alertdialog').getByText('mail in its folder stays on disk').waitFor();
    await visitor().expectGood('mailbox-remove');
    await page.getByRole('button', { name: 'Remove mailbox' }).click();
    await row('dora@contoso.com').waitFor({ state: 'detached' });
    visitor().forgive(/409|422|400/);
  });
});
