import { demoPassword } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Recipients > Groups and Contacts', () => {
  const { visitor, site } = visit('/recipients/contacts');
  const row = (name: string) => visitor().page.getByRole('row').filter({ hasText: name });
  const focused = () => visitor().page.locator(':focus');
  const type = (text: string) => visitor().page.keyboard.type(text);
  const atField = (name: string) => visitor().page.getByLabel(name, { exact: true }).and(focused()).waitFor();
  const isSelected = (name: string) =>
    row(name).and(visitor().page.locator('[aria-selected=true]')).waitFor();

  const order = (method: string, path: string, body?: object) =>
    fetch(`http://127.0.0.1:${site().port(8080)}/api/v1/${path}`, {
      method,
      headers: {
        Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
        'Content-Type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  afterAll(async () => {
    await order('PATCH', 'distribution-groups/Buyers', { Members: [] });
    const groups = ['distribution-groups/All', 'distribution-groups/Buyers'];
    for (const path of [
      ...groups,
      'dynamic-distribution-groups/Everybody',
      'mail-contacts/Kate%20B.%20Wood',
    ]) {
      await order('DELETE', `${path}?force=true`);
    }
  }, 30_000);

  it('a mail contact is called what its parts of the name say (§2.2)', async () => {
    const { page } = visitor();
    await page.getByText('No contacts yet').waitFor();
    await visitor().keys('n');
    await atField('First name');
    await type('Kate');
    await visitor().keys('Tab');
    await type('B');
    await visitor().keys('Tab');
    await type('Wood');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Kate B. Wood');
    await page.getByLabel('External email address').focus();
    await type('kate@fabrikam.com');
    await visitor().expectGood('contact-new');
    await visitor().keys('Enter');
    await isSelected('Kate B. Wood');
    await visitor().keys('e');
    await page.getByRole('dialog', { name: 'Edit Kate B. Wood' }).waitFor();
    await page.getByRole('tab', { name: 'Delivery restrictions' }).click();
    await visitor().expectGood('contact-edit');
    await visitor().keys('Escape');
    await visitor().expectGood('contacts');
  }, 60_000);

  it('§6: a group is made by the keyboard alone, its members found by their names', async () => {
    const { page } = visitor();
    await visitor().open('/recipients/groups');
    await page.getByRole('grid').waitFor();
    await visitor().keys('n');
    await atField('Name');
    await type('Buyers');
    await visitor().keys('Enter');
    await page.getByRole('listbox', { name: 'Members' }).and(focused()).waitFor();
    await visitor().keys('Insert');
    await atField('Name, alias or address');
    await type('wood');
    await page.getByText('Enter takes Kate B. Wood.').waitFor();
    await visitor().expectGood('recipient-picker');
    await visitor().keys('Enter');
    await page.getByRole('option', { name: 'Kate B. Wood' }).and(focused()).waitFor();
    await visitor().keys('Insert');
    await atField('Name, alias or address');
    await visitor().keys('Tab', 'Space', 'ArrowDown', 'Space');
    await page.getByText('2 chosen').waitFor();
    await visitor().keys('Control+Enter');
    // The picker has options, too: what is pressed has to reach the form.
    await page.getByLabel('Name, alias or address', { exact: true }).waitFor({ state: 'detached' });
    const members = page.getByRole('listbox', { name: 'Members' }).getByRole('option');
    await members.nth(2).waitFor();
    await members.and(focused()).waitFor();
    await visitor().keys('Control+Enter');
    await isSelected('Buyers');
    await page.getByRole('complementary', { name: 'Details' }).getByText('Kate B. Wood').waitFor();
  }, 60_000);

  it('“Expand now” shows whom nested groups reach, with loops marked', async () => {
    const { page } = visitor();
    await order('POST', 'distribution-groups', { Name: 'All', Members: ['Buyers', 'bob'] });
    await order('PATCH', 'distribution-groups/Buyers', { Members: ['Kate B. Wood', 'All'] });
    await row('All@contoso.com').click();
    await page.getByRole('button', { name: 'Expand now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Whom All reaches' });
    await dialog.getByText('2 recipients, each once.').waitFor();
    await dialog.getByRole('listitem').filter({ hasText: 'Loop' }).getByText('through Buyers').waitFor();
    await visitor().expectGood('group-expanded');
    await visitor().keys('Escape', 'Delete');
    await page.getByRole('alertdialog').getByText('These have to be changed first:').waitFor();
    await visitor().expectGood('group-remove');
    await visitor().keys('Escape');
    await visitor().expectGood('groups');
  }, 60_000);

  it('a dynamic group shows whom its filter holds now, and a wrong filter says what is wrong', async () => {
    const { page } = visitor();
    await visitor().open('/recipients/groups?dialog=DynamicDistributionGroups');
    await atField('Name');
    await type('Everybody');
    await visitor().keys('Enter');
    await page.getByRole('radio', { name: 'Recipients of these kinds' }).and(focused()).waitFor();
    await visitor().keys('ArrowDown', 'Tab');
    await type("Nome -like 'al*'");
    await page.getByRole('dialog').getByText(/Nome/).last().waitFor();
    await page.getByLabel('Recipient filter (OPATH)').fill("Name -like 'al*'");
    await page.getByRole('region', { name: 'Whom it holds now' }).getByText('alice@contoso.com').waitFor();
    await visitor().expectGood('group-dynamic');
    await visitor().keys('Control+Enter');
    await isSelected('Everybody');
  }, 60_000);
});
