import { inBrowser } from '../browser.js';
import { order } from '../order.js';
import { visit } from '../stack.js';

inBrowser('Permissions', () => {
  const { visitor, site } = visit('/permissions/accounts');
  const row = (name: string) => visitor().page.getByRole('row').filter({ hasText: name });

  it('an account is made by the keyboard alone, and is in the audit log with the cmdlet that does the same', async () => {
    const { page } = visitor();
    await row('admin').waitFor();
    await visitor().keys('n');
    await page.getByRole('dialog', { name: 'New account' }).waitFor();
    await page.keyboard.type('ines');
    await visitor().keys('Tab', 'Tab');
    await page.keyboard.type('a-long-password-1');
    await visitor().keys('Tab');
    await page.keyboard.type('a-long-password-2');
    await page.getByText('The two passwords differ.').waitFor();
    await visitor().expectGood('account-new');
    await visitor().keys('Backspace');
    await page.keyboard.type('1');
    await visitor().keys('Enter');
    await page.getByText('ines may sign in.').waitFor();
    await row('ines').click();
    await page.getByText('Without a role group it may sign in and do nothing.').waitFor();
    await visitor().expectGood('accounts');
    await visitor().open('/permissions/audit?q=ines');
    await row('New-Administrator').click();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('ines').first().waitFor();
    expect(await details.textContent()).not.toContain('a-long-password');
    await visitor().expectGood('audit');
  });

  it('the last account that manages accounts cannot be disabled, and is told why', async () => {
    const { page } = visitor();
    await visitor().open('/permissions/accounts');
    await row('admin').click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByText(/nobody else may manage administrators/).waitFor();
    visitor().forgive(/409|422|400/);
    await visitor().expectGood('account-disable-refused');
    await visitor().keys('Escape');
  });

  it('an account comes into a role group by its members, and what it may is told', async () => {
    const { page } = visitor();
    await visitor().open('/permissions/role-groups');
    await row('Recipient Management').click();
    await visitor().keys('e');
    const dialog = page.getByRole('dialog', { name: 'Members of Recipient Management' });
    await dialog.getByText('ines').click();
    await visitor().expectGood('role-group-members');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row('Recipient Management').getByText('ines').waitFor();
    await page.getByRole('complementary', { name: 'Details' }).getByText('Mail Recipients').waitFor();
    await page
      .getByRole('complementary', { name: 'Details' })
      .getByText('Send connectors')
      .waitFor({ state: 'detached' });
    await visitor().expectGood('role-groups');
    await visitor().open('/permissions/accounts');
  });

  it('§2.2: a role group is copied with its roles, and without its members', async () => {
    const { page } = visitor();
    await visitor().open('/permissions/role-groups');
    await row('Server Management').click();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Copy Server Management' });
    await dialog.getByLabel('Name', { exact: true }).fill('Night Shift');
    await visitor().expectGood('role-group-copy');
    await dialog.getByRole('button', { name: 'Finish' }).click();
    await page.getByText('Night Shift is made; it has no members yet.').waitFor();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByRole('heading', { name: 'Night Shift' }).waitFor();
    await details.getByText('Transport Queues').waitFor();
    await details.getByText('Nobody.').waitFor();
    await order(site(), 'Remove-RoleGroup', { identity: 'Night Shift' });
    await visitor().open('/permissions/accounts');
  });

  it('§2.2: accounts tell their last sign-in, and who never came', async () => {
    const { page } = visitor();
    await page.getByRole('columnheader', { name: 'Last sign-in' }).waitFor();
    await row('ines').getByText('never').waitFor();
    await row('admin')
      .getByText(/now|ago/)
      .waitFor();
  });

  it('an account is removed after a question', async () => {
    const { page } = visitor();
    await row('ines').click();
    await visitor().keys('Delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await row('ines').waitFor({ state: 'detached' });
  });

  it('a token shows its value once, and opens nothing once it is revoked', async () => {
    const { page } = visitor();
    await visitor().open('/permissions/tokens');
    await page.getByText('No token yet').waitFor();
    await visitor().keys('n');
    await page.getByLabel('What it is for').fill('Grafana');
    await visitor().keys('Enter');
    const value = await page.getByLabel('Token', { exact: true }).inputValue();
    await visitor().expectGood('token-made');
    await visitor().keys('Escape');
    const status = async (): Promise<number> =>
      (await fetch(`${visitor().url}/api/v1/session`, { headers: { Authorization: `Bearer ${value}` } }))
        .status;
    expect(await status()).toBe(200);
    await row('Grafana').click();
    await visitor().expectGood('tokens');
    await visitor().keys('Delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await row('Grafana').waitFor({ state: 'detached' });
    expect(await status()).toBe(401);
  });

  it('the own second factor counts only once a code of the app was given', async () => {
    const { page } = visitor();
    await page.getByRole('button', { name: 'Menu of' }).click();
    await page.getByRole('menuitem', { name: 'Second factor…' }).click();
    await page.getByText('Signing in needs your password alone.').waitFor();
    await page.getByRole('button', { name: 'Set up' }).click();
    const key = await page.getByLabel('Key for the app').inputValue();
    expect(key).toMatch(/^[A-Z2-7 ]{16,}$/);
    await page.getByRole('img', { name: 'QR code for the app' }).waitFor();
    // It is on the screen alone.
    const kept = await page.evaluate<string>(
      'JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }])',
    );
    expect(kept).not.toContain(key);
    await page.getByLabel('Code of the app').fill('000000');
    await visitor().expectGood('second-factor');
    await visitor().keys('Enter');
    await page.getByText(/is not the one of now/).waitFor();
    visitor().forgive(/400|422/);
    await visitor().keys('Escape');
    await page.getByRole('button', { name: 'Menu of' }).click();
    await page.getByRole('menuitem', { name: 'Change password…' }).click();
    await page.getByLabel('Current password').fill('x');
    await visitor().expectGood('own-password');
    await visitor().keys('Escape');
  });
});
