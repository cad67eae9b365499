import { demoPassword } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Mail flow > Rules', () => {
  const { visitor, site } = visit('/mail-flow/rules');
  const row = (name: string) => visitor().page.getByRole('row').filter({ hasText: name });
  const focused = () => visitor().page.locator(':focus');
  const type = (text: string) => visitor().page.keyboard.type(text);
  const atField = (name: string) => visitor().page.getByLabel(name, { exact: true }).and(focused()).waitFor();
  const atList = (name: string) => visitor().page.getByRole('listbox', { name }).and(focused()).waitFor();
  const atRow = (name: string) => row(name).and(focused()).waitFor();
  const authorization = `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`;
  const order = (method: string, path: string, body?: object) =>
    fetch(`http://127.0.0.1:${site().port(8080)}/api/v1/transport-rules${path}`, {
      method,
      headers: { Authorization: authorization, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  afterAll(async () => {
    for (const name of ['Mark', 'Footer']) await order('DELETE', `/${name}?force=true`);
  }, 30_000);

  it('§6: a rule is made by the keyboard alone: a condition, an exception, an action', async () => {
    const { page } = visitor();
    await page.getByText('No rules').waitFor();
    await visitor().keys('n');
    await atField('Name');
    await type('Mark');
    await visitor().expectGood('rule-new');
    await visitor().keys('Enter');
    await atList('Conditions');
    await visitor().keys('Insert');
    await page.getByRole('dialog', { name: 'Add a condition' }).waitFor();
    await visitor().keys('Enter');
    await type('The subject incl');
    await visitor().keys('Enter', 'Tab');
    await atField('Subject contains words');
    await type('invoice');
    await visitor().keys('Control+Enter');
    await page.getByRole('option').filter({ hasText: 'The subject includes' }).and(focused()).waitFor();
    await visitor().expectGood('rule-conditions');
    await visitor().keys('Control+Enter');
    await atList('Exceptions');
    await visitor().keys('Insert');
    await page.getByRole('dialog', { name: 'Add an exception' }).waitFor();
    await visitor().keys('Enter');
    await type('The sender is');
    await visitor().keys('Enter', 'Tab');
    await visitor().keys('Enter');
    await atField('Name, alias or address');
    await type('bob');
    await visitor().keys('Enter');
    await page.getByRole('option').filter({ hasText: 'bob' }).and(focused()).waitFor();
    await visitor().expectGood('rule-exception');
    await visitor().keys('Control+Enter');
    await page.getByRole('option').filter({ hasText: 'The sender is' }).and(focused()).waitFor();
    await visitor().keys('Control+Enter');
    await atList('Actions');
    await visitor().keys('Control+Enter');
    await page.getByText(/does nothing/).waitFor();
    await visitor().keys('Insert');
    await page.getByRole('dialog', { name: 'Add an action' }).waitFor();
    await visitor().keys('Enter');
    await type('Prepend');
    await visitor().keys('Enter', 'Tab');
    await atField('Prepend subject');
    await type('[INVOICE] ');
    await visitor().keys('Control+Enter');
    await page.getByRole('option').filter({ hasText: 'Prepend' }).and(focused()).waitFor();
    await visitor().keys('Control+Enter');
    await atRow('Mark');
  }, 60_000);

  it('it is moved, edited and switched off, and its details say what it asks and does', async () => {
    const { page } = visitor();
    await order('POST', '', { Name: 'Footer', ApplyHtmlDisclaimerText: '<p>Contoso</p>' });
    await row('Footer').waitFor();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('The subject includes').getByText('invoice').waitFor();
    await visitor().keys('Alt+ArrowDown');
    await page.getByText('Mark is applied as number 1 now.').waitFor();
    await visitor().keys('e');
    const dialog = page.getByRole('dialog', { name: 'Edit Mark' });
    await dialog.getByRole('tab', { name: 'Exceptions' }).click();
    await dialog.getByRole('option').filter({ hasText: 'The sender is' }).click();
    await visitor().keys('Delete');
    await visitor().expectGood('rule-edit');
    await visitor().keys('Control+Enter');
    await page.getByText('Mark is saved.').waitFor();
    await details.getByText('Except if').waitFor({ state: 'detached' });
    await row('Footer').click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
    await row('Footer').getByText('Off').waitFor();
    await visitor().expectGood('rules');
  }, 60_000);

  it('a message tells which rules would be for it, and what they would do', async () => {
    const { page } = visitor();
    await page.getByRole('button', { name: 'Test with a message' }).click();
    await page
      .getByLabel('or its text')
      .fill('From: kate@fabrikam.com\nTo: alice@contoso.com\nSubject: invoice 4711\n\nhello\n');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('Subject: [INVOICE] invoice 4711').waitFor();
    await page.getByText('Mark: acts').waitFor();
    await visitor().expectGood('rules-test');
    await visitor().keys('Escape');
  }, 60_000);
});
