import { demoPassword, type Site } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Tools > Organization file', () => {
  const { visitor, site } = visit('/tools/organization');

  it('a file is planned, applied, and compared with what was before', async () => {
    const { page } = visitor();
    const grid = page.getByRole('grid', { name: 'Revisions of the organization' });
    await grid.getByRole('row').nth(1).waitFor();
    const text = 'MailContacts:\n  - Name: From a file\n    ExternalEmailAddress: file@fabrikam.example\n';
    const file = { name: 'more.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) };
    await page.locator('input[type=file]').setInputFiles(file);
    const plan = page.getByRole('dialog', { name: 'What more.yaml changes' });
    await plan.getByText('+ From a file').waitFor();
    await visitor().expectGood('organization-plan');
    await plan.getByRole('button', { name: 'Apply 1 change' }).click();
    await page.getByText(/^The file is applied: revision \d+/).waitFor();
    await grid.getByRole('row').filter({ hasText: 'From a file' }).waitFor();
    await grid.getByRole('row').nth(1).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('button', { name: 'Compare' }).click();
    const compared = page.getByRole('dialog', { name: /^From revision \d+ to \d+$/ });
    await compared.getByText('+ From a file').waitFor();
    await visitor().keys('Escape');
  });

  it('a change is there as it is made, and is rolled back after its end was shown', async () => {
    const { page } = visitor();
    const grid = page.getByRole('grid', { name: 'Revisions of the organization' });
    await grid.getByRole('row').nth(1).waitFor();
    await made(site(), 'To be rolled back');
    const change = grid.getByRole('row').filter({ hasText: 'To be rolled back' });
    await change.waitFor({ timeout: 5_000 });
    await visitor().expectGood('organization');
    await page.getByRole('button', { name: 'Menu of admin' }).click();
    await page.getByRole('menuitem', { name: 'Command log' }).click();
    const log = page.getByRole('dialog', { name: 'Command log' });
    await log.getByText(/^New-MailContact -Name 'To be rolled back'/).waitFor();
    await visitor().expectGood('command-log');
    await visitor().keys('Escape');
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

inBrowser('Tools > Import', () => {
  const { visitor } = visit('/tools/import');

  it('exports become a plan, of which a row is left out, and then an organization, and back', async () => {
    const { page } = visitor();
    await page.getByRole('button', { name: 'Choose files…' }).and(page.locator(':focus')).waitFor();
    await page.locator('input[type=file]').setInputFiles(exports);
    const files = page.getByRole('table', { name: 'Chosen files' });
    await files.getByText('Get-ReceiveConnector, 2 objects').waitFor();
    await files.getByText('is neither UTF-8 nor UTF-16').waitFor();
    visitor().forgive(/400/);
    await visitor().expectGood('import-files');
    const next = page.getByRole('button', { name: 'Next' });
    await next.click();
    await page.getByLabel('Password of relay for Web provider').fill('Secret-of-the-provider');
    await page.getByRole('button', { name: /EX01$/ }).click();
    await page.getByRole('option', { name: 'MBX01' }).click();
    await visitor().expectGood('import-mapping');
    await next.click();
    const plan = page.getByRole('grid', { name: 'What becomes of the objects' });
    const row = (name: string) => plan.getByRole('row').filter({ hasText: name });
    await row('Web provider').filter({ hasText: 'Make' }).waitFor();
    await row('Web relay B').click();
    await visitor().keys('Delete');
    await row('Web relay B').filter({ hasText: 'Left out' }).waitFor();
    await visitor().expectGood('import-plan');
    await next.click();
    await page.getByRole('button', { name: 'Apply 2 changes' }).click();
    await page.getByText(/^Applied: the organization is at revision \d+/).waitFor();
    await page.getByRole('button', { name: 'Roll back' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('- Web provider').waitFor();
    await dialog.getByRole('button', { name: 'Roll back to' }).click();
    await page.getByText(/^Rolled back: the organization is what it was at revision/).waitFor();
    expect(await page.content()).not.toContain('Secret-of-the-provider');
  });
});

const relays = `Name,Identity,Server,Bindings,RemoteIPRanges,TransportRole,PermissionGroups
Web relay A,EX01\\Web relay A,EX01,0.0.0.0:25,10.77.1.0/24,FrontendTransport,AnonymousUsers
Web relay B,EX01\\Web relay B,EX01,0.0.0.0:25,10.77.2.0/24,FrontendTransport,AnonymousUsers
`;
const provider = `<Objs><Obj RefId="0"><TN RefId="0"><T>Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig</T></TN>
<Props><S N="Name">Web provider</S><S N="AddressSpaces">SMTP:provider.example;1</S><S N="SmartHosts">smtp.provider.example</S>
<B N="DNSRoutingEnabled">false</B><S N="SmartHostAuthMechanism">BasicAuthRequireTLS</S>
<Obj N="AuthenticationCredential" RefId="1"><Props><S N="UserName">relay</S></Props></Obj></Props></Obj></Objs>`;
const exports = [
  { name: 'ReceiveConnector.csv', mimeType: 'text/csv', buffer: Buffer.from(relays) },
  { name: 'SendConnector.xml', mimeType: 'text/xml', buffer: Buffer.from(provider) },
  { name: 'letter.docx', mimeType: 'text/plain', buffer: Buffer.from([0x50, 0x4b, 0, 0]) },
];

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
