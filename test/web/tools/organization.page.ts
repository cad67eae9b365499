import { demoPassword, type Site } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Tools > Organization file', () => {
  const { visitor, site } = visit('/tools/organization');

  it('a change is there as it is made, and is rolled back after its end was shown', async () => {
    const { page } = visitor();
    const grid = page.getByRole('grid', { name: 'Revisions of the organization' });
    await grid.getByRole('row').nth(1).waitFor();
    await made(site(), 'To be rolled back');
    const change = grid.getByRole('row').filter({ hasText: 'To be rolled back' });
    await change.waitFor({ timeout: 5_000 });
    await visitor().expectGood('organization');
    // The newest is on top: what it was before is below.
    await grid.getByRole('row').nth(2).click();
    await page.getByRole('button', { name: 'Roll back to' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('- To be rolled back').waitFor();
    await visitor().expectGood('organization-roll-back');
    await dialog.getByRole('button', { name: 'Roll back to' }).click();
    const typed = dialog.getByLabel(/^Type \d+ to confirm$/);
    const over = page.getByText(/^The organization is as it was at revision \d+/);
    await typed.or(over).waitFor();
    if (await typed.isVisible()) {
      await typed.fill(
        /\d+/.exec((await dialog.getByText(/^Roll back to revision/).textContent()) ?? '')?.[0] ?? '',
      );
      await visitor().keys('Enter');
    }
    await over.waitFor();
    visitor().forgive(/409/);
    await visitor().expectGood('organization-rolled-back');
  });
});

async function made(site: Site, Name: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${site.port(8080)}/api/v1/mail-contacts`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ Name, ExternalEmailAddress: 'back@fabrikam.example' }),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
}
