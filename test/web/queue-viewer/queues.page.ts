import { readFile } from 'node:fs/promises';

import { message } from '../../mail/message.js';
import { submit } from '../../mail/send.js';
import { inBrowser } from '../browser.js';
import { demoPassword } from '../../stack/site.js';
import { visit } from '../stack.js';

inBrowser('Queues', () => {
  const { visitor, site } = visit('/queue-viewer/queues');
  const grid = (name: string) => visitor().page.getByRole('grid', { name });
  const row = (name: string, text: string) => grid(name).getByRole('row').filter({ hasText: text });
  const send = (subject: string, from = 'erp@example.net') => {
    const sent = message({ from, to: 'carol@contoso.com', subject });
    return submit(site().port(25), sent, { from, to: ['carol@contoso.com'] });
  };

  beforeAll(async () => {
    await send('one for carol');
    await order(site().port(8080), 'Suspend-Queue', { queue: 'DB01' });
    await send('Invoice 1');
    await send('Invoice 2');
    await send('<img src=x onerror=alert(1)> \u202Egnp');
  }, 30_000);
  afterAll(() => order(site().port(8080), 'Resume-Queue', { queue: 'DB01' }));

  it('Submission, Unreachable and Poison are on top, and counts change in place', async () => {
    const { page } = visitor();
    await row('Queues', 'DB01').getByText('Suspended').waitFor();
    const names = await grid('Queues').locator('[role=row] [role=gridcell]:nth-child(2)').allTextContents();
    expect(names.slice(0, 3)).toEqual(['Submission', 'Unreachable Domain', 'Poison Message']);
    await row('Queues', 'DB01').click();
    await page.getByText('Suspended: nothing is delivered').waitFor();
    await send('Invoice 3');
    await row('Queues', 'DB01').getByText('4', { exact: true }).waitFor();
    await visitor().expectGood('queues');
  });

  it('the server searches, sorts and counts; what is selected stays so, and a file has what was found (acceptance 19)', async () => {
    const { page } = visitor();
    const asked: string[] = [];
    const note = (request: { url(): string }) =>
      asked.push(new URL(request.url()).pathname.split('/').at(-1) ?? '');
    page.on('request', note);
    await visitor().open('/queue-viewer/queues');
    await row('Queues', 'DB01').click();
    await page.getByRole('columnheader', { name: 'Next Hop Domain' }).click();
    await page.waitForURL(/sort=domain/);
    await visitor().keys('/');
    await page.keyboard.type('db01 mailbox');
    await row('Queues', 'Submission').waitFor({ state: 'detached' });
    expect(await grid('Queues').getAttribute('aria-rowcount')).toBe('2');
    expect(await row('Queues', 'DB01').getAttribute('aria-selected')).toBe('true');
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as CSV' }).click();
    const lines = (await readFile(await (await file).path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^DB01,SmtpDeliveryToMailbox,Suspended,\d/);
    await page.getByRole('searchbox', { name: 'Search queues' }).fill('');
    await row('Queues', 'Submission').waitFor();
    await page.getByText(/^1 selected of/).waitFor();
    page.off('request', note);
    await row('Queues', 'DB01').click();
    expect(asked).toEqual(expect.arrayContaining(['Search-Queue', 'Get-QueueRow']));
  });

  it('p stops it, and lets it go on', async () => {
    const { page } = visitor();
    await visitor().keys('p');
    await page.getByText(/paused since/).waitFor();
    await visitor().keys('p');
    await page.getByText(/^●?live$/).waitFor();
  });

  it('Enter leads to its messages', async () => {
    await row('Queues', 'DB01').click();
    await visitor().keys('Enter');
    await visitor().page.waitForURL(/messages\?q=queue/);
    await row('Messages', 'Invoice 1').waitFor();
    expect(await grid('Messages').getAttribute('aria-rowcount')).toBe('5');
    // Hostile text is text.
    await row('Messages', '<img src=x')
      .getByText(String.raw`\u{202e}gnp`)
      .waitFor();
  });

  it('an unknown field is underlined, finds nothing, and nothing can be done', async () => {
    const { page } = visitor();
    await visitor().keys('/');
    await page.keyboard.type(' frm:x');
    await page.getByText('frm:x: there is no such field').waitFor();
    await page.getByText('Nothing is searched for').waitFor();
    expect(await grid('Messages').count()).toBe(0);
    await visitor().expectGood('messages-not-understood');
    await page.getByRole('button', { name: 'Remove frm:x' }).click();
    await row('Messages', 'Invoice 2').waitFor();
  });

  it('fields and values are completed', async () => {
    const { page } = visitor();
    await visitor().open('/queue-viewer/messages');
    await row('Messages', 'Invoice 1').waitFor();
    await visitor().keys('/');
    await page.keyboard.type('stat');
    await visitor().keys('ArrowDown', 'Enter');
    await page.keyboard.type('sus');
    await visitor().keys('ArrowDown', 'Enter');
    await page.waitForURL(/q=status%3ASuspended|q=status:Suspended/);
  });

  it('a condition is made by form (Alt+F), and the search is kept by name', async () => {
    const { page } = visitor();
    await visitor().open('/queue-viewer/messages');
    await row('Messages', 'Invoice 1').waitFor();
    await visitor().keys('Alt+f');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Property/ }).click();
    await page.getByRole('option', { name: 'Subject (subject)' }).click();
    await dialog.getByLabel('Value').fill('Invoice 2');
    await dialog.getByText('subject:"Invoice 2"').waitFor();
    await visitor().expectGood('messages-filter');
    await visitor().keys('Control+Enter');
    await page.getByText('subject contains Invoice 2').waitFor();
    const saved = page.getByRole('button', { name: 'Saved searches' });
    await saved.click();
    await page.getByRole('menuitem', { name: 'Save this search…' }).click();
    await dialog.getByLabel('Name').fill('The second');
    await visitor().keys('Enter');
    await page.getByText('The search “The second” is saved.').waitFor();
    await visitor().open('/queue-viewer/messages');
    await saved.click();
    await page.getByRole('menuitem', { name: 'The second' }).click();
    await page.getByText('subject contains Invoice 2').waitFor();
    await saved.click();
    await page.getByRole('menuitem', { name: 'Remove saved searches…' }).click();
    await dialog.getByRole('button', { name: 'Remove “The second”' }).click();
    await dialog.getByText('The second').waitFor({ state: 'detached' });
    await visitor().keys('Escape');
  });

  it('rows that are selected stay selected and where they are while others come, and in another order (acceptance 24)', async () => {
    const { page } = visitor();
    await visitor().open('/queue-viewer/messages?q=queue:DB01&sort=-received');
    const subjects = () =>
      grid('Messages').locator('[role=row] [role=gridcell]:nth-child(4)').allTextContents();
    const chosen = ['Invoice 1', 'Invoice 2', 'Invoice 3'];
    for (const subject of chosen) await row('Messages', subject).click({ modifiers: ['Control'] });
    const before = await subjects();
    for (const number of [1, 2, 3, 4, 5, 6]) await send(`Later ${number}`);
    await page.getByRole('button', { name: /6 new/ }).waitFor();
    expect(await subjects()).toEqual(before);
    await page.getByText(/^3 selected of/).waitFor();
    await page.getByRole('columnheader', { name: 'Subject' }).click();
    await page.waitForURL(/sort=subject/);
    await row('Messages', 'Later 6').waitFor();
    await page.getByText(/^3 selected of/).waitFor();
    await page.getByRole('button', { name: 'Refresh' }).click();
    for (const subject of chosen) {
      expect(await row('Messages', subject).getAttribute('aria-selected')).toBe('true');
    }
  });

  it('all that match are removed after a preview and a typed number, and Ctrl+Z brings them back', async () => {
    const { page } = visitor();
    await visitor().open('/queue-viewer/messages?q=invoice');
    await row('Messages', 'Invoice 1').click();
    await visitor().keys('Control+a');
    await page.getByText('3 selected: all that match').waitFor();
    await visitor().keys('Delete');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Remove 3 messages and notify senders' }).waitFor();
    await dialog.getByRole('button', { name: /What senders hear/ }).click();
    await page.getByRole('option', { name: 'Nobody is told' }).click();
    const remove = dialog.getByRole('button', { name: 'Remove 3 messages without notifying senders' });
    await dialog.getByLabel('Type 3 to confirm').fill('2');
    expect(await remove.isDisabled()).toBe(true);
    await dialog.getByLabel('Type 3 to confirm').fill('3');
    await visitor().expectGood('messages-remove');
    await remove.click();
    await page.getByText(/Removing 3 messages in \d+ s/).waitFor();
    await visitor().keys('Control+z');
    await page.getByText('Undone: 3 messages are as before.').waitFor();
    await row('Messages', 'Invoice 1')
      .getByText('Suspended')
      .or(row('Messages', 'Invoice 1').getByText('Ready'))
      .waitFor();
  });

  it('Operations says what was ordered, and what came of it', async () => {
    await visitor().open('/queue-viewer/operations');
    await row('Operations', 'Remove without NDR').first().click();
    await visitor().page.getByText('Left as they were').waitFor();
    await visitor().expectGood('operations');
  });

  it('fits a screen of 320 px', async () => {
    const { page } = visitor();
    await page.setViewportSize({ width: 320, height: 640 });
    await visitor().open('/queue-viewer/messages');
    await row('Messages', 'erp@example.net').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await visitor().expectGood('messages-320');
  });
});

async function order(port: number, name: string, input: object): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/operations/${name}`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
