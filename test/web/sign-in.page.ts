import { inBrowser } from './browser.js';
import { visit } from './stack.js';

inBrowser('Signing in', () => {
  const { visitor } = visit('/mail-flow/receive-connectors?q=default');

  it('leads on to the page that was asked for, with its search', async () => {
    const { page } = visitor();
    await page.getByRole('grid', { name: 'Receive connectors' }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('default');
    expect(await page.getByRole('searchbox').inputValue()).toBe('default');
    expect(await page.title()).toBe('Receive connectors · contoso.com · Mailyard');
  });

  it('is asked for again, with the same address, once the session has ended', async () => {
    const { page } = visitor();
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByLabel('User').waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toContain('q=default');
    visitor().forgive(/401/);
    await visitor().expectGood('sign-in');
  });

  it('with a wrong password says one thing, and where it was going stays', async () => {
    const { page } = visitor();
    await page.getByLabel('User').fill('admin');
    await page.getByLabel('Password').fill('wrong');
    await visitor().keys('Enter');
    await page.getByText('User, password or code are not right.').waitFor();
    expect(await page.locator('[name=next]').inputValue()).toContain('q=default');
    visitor().forgive(/401/);
    await visitor().expectGood('sign-in-refused');
  });
});
