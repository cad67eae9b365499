import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Servers > Certificates', () => {
  const { visitor } = visit('/servers/certificates');
  const row = (name: string) => visitor().page.getByRole('row').filter({ hasText: name });

  it('a certificate is made, exported without its key, and removed', async () => {
    const { page } = visitor();
    await row('Mailyard').getByText('Valid').waitFor();
    await visitor().keys('n');
    await page.getByLabel('Friendly name').fill('Relay');
    await page.getByLabel('Names it bears').fill('relay.contoso.com\nmx.contoso.com');
    await visitor().expectGood('certificate-new');
    await page.getByRole('button', { name: 'Make certificate' }).click();
    await row('Relay').click();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('mx.contoso.com').waitFor();
    await details.getByText('No connector names it.').waitFor();
    await visitor().expectGood('certificates');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export', exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('Relay.cer');
    const { subjectAltName } = new X509Certificate(await readFile(await file.path()));
    expect(subjectAltName).toContain('DNS:relay.contoso.com');
    await page.getByRole('button', { name: 'Renew' }).click();
    await visitor().keys('Control+Enter');
    await page.getByText('“Relay” is renewed.').waitFor();
    expect(await row('Relay').count()).toBe(2);
    await row('Relay').last().click();
    await visitor().keys('Delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('“Relay” is removed.').waitFor();
    await row('Relay').click();
    await visitor().keys('Delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await row('Relay').waitFor({ state: 'detached' });
  });
});
