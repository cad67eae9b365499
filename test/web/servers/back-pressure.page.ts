import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Servers > Back pressure', () => {
  const { visitor } = visit('/servers/back-pressure');

  it('shows how short each process is of what it needs, and what clients get for it', async () => {
    const { page } = visitor();
    const row = page.getByRole('row').filter({ hasText: 'QueueLength[SubmissionQueue]' });
    await row.getByText('Low').waitFor();
    await row.getByText(/^above /).waitFor();
    await row.click();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('Messages that are accepted and not yet routed.').waitFor();
    await details.getByText('all mail is taken').waitFor();
    await details.getByText('No process was short of it.').waitFor();
    await visitor().expectGood('back-pressure');
  });

  it('the bell opens and closes by keys', async () => {
    const { page } = visitor();
    await page.getByRole('button', { name: /^Notifications/ }).focus();
    await visitor().keys('Enter');
    const opened = page.getByRole('dialog', { name: 'Notifications' });
    await opened.waitFor();
    await visitor().keys('Escape');
    await opened.waitFor({ state: 'detached' });
    await visitor().expectGood('notifications-read');
  });
});
