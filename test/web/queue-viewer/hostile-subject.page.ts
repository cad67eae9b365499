import { readFile } from 'node:fs/promises';

import { encodeText } from '@mailyard/message';
import { eventually } from '@mailyard/testing';

import { message } from '../../mail/message.js';
import { submit } from '../../mail/send.js';
import { inBrowser } from '../browser.js';
import { order } from '../order.js';
import { visit } from '../stack.js';

const beginning = '=HYPERLINK("http://x.example","y") <img src=x onerror=alert(1)> ';
const hidden = '\u202Egnp.exe\0';
const subject = `${beginning}${hidden}${'x'.repeat(10_000)}`;
/** As it is shown: what turns text around, or cannot be seen, as what it is. */
const shown = String.raw`<img src=x onerror=alert(1)> \u{202e}gnp.exe`;
const from = 'hostile@example.net';

inBrowser('A hostile subject (acceptance 42)', () => {
  const { visitor, site } = visit('/queue-viewer/messages');
  const grid = (name: string) => visitor().page.getByRole('grid', { name });
  const row = (name: string) => grid(name).getByRole('row').filter({ hasText: '<img src=x' });
  let dialogs = 0;

  beforeAll(async () => {
    visitor().page.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    const to = 'carol@contoso.com';
    // With the first one there is a queue.
    await submit(site().port(25), message({ from: 'erp@example.net', to }), {
      from: 'erp@example.net',
      to: [to],
    });
    await order(site(), 'Suspend-Queue', { queue: 'DB01' });
    const folded = encodeText(subject).replaceAll(' ', '\r\n ');
    await submit(site().port(25), message({ from, to, subject: folded }), { from, to: [to] });
  }, 30_000);
  afterAll(() => order(site(), 'Resume-Queue', { queue: 'DB01' }));

  /** Nothing of it is markup, turns text around, or makes the page wider than the window; in tooltips neither. */
  async function expectOnlyText(): Promise<void> {
    const { page } = visitor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    const found = await page.evaluate<boolean>('/[\\u202e\\0]/.test(document.documentElement.outerHTML)');
    expect(found).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1280);
    expect(dialogs).toBe(0);
  }

  it('is text in the list of messages and in the details', async () => {
    const { page } = visitor();
    // What is found is as it was when it was sought.
    await visitor().open(`/queue-viewer/messages?q=from:${from}`);
    await row('Messages').getByText(shown).waitFor();
    await row('Messages').click();
    await page.getByRole('complementary').getByText(shown).first().waitFor();
    await expectOnlyText();
    await visitor().expectGood('hostile-messages');
  }, 60_000);

  it('is text in CSV, and no formula', async () => {
    const { page } = visitor();
    const [file] = await Promise.all([page.waitForEvent('download'), savedAsCsv()]);
    expectNoFormula(await readFile(await file.path(), 'utf8'));
    const asked = encodeURIComponent(JSON.stringify({ sender: from }));
    const inTracking = async () => {
      const answer = await page.request.get(
        `${visitor().url}/api/v1/exports/tracked-messages?format=csv&ask=${asked}`,
      );
      const text = await answer.text();
      if (!text.includes('HYPERLINK')) return false;
      expectNoFormula(text);
      return true;
    };
    await eventually(inTracking, { deadlineMs: 20_000, what: 'the message in tracking' });
  }, 60_000);

  it('is text in the preview of an order, and in what is told of it', async () => {
    const { page } = visitor();
    await row('Messages').click();
    await visitor().keys('Delete');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(/^Examples/).click();
    await dialog.getByText(shown).waitFor();
    await expectOnlyText();
    await visitor().expectGood('hostile-preview');
    await dialog.getByRole('button', { name: /^Remove 1 message/ }).click();
    await page
      .getByText(/Removing 1 message/)
      .first()
      .waitFor();
    await expectOnlyText();
    await visitor().keys('Control+z');
    await page.getByText(/Undone: 1 message/).waitFor();
    await page.locator('.bell').click();
    await expectOnlyText();
    await visitor().keys('Escape');
  }, 60_000);

  it('is text in tracking and in the view of the message, with its header', async () => {
    const { page } = visitor();
    await visitor().open(`/tracking?q=from:${from}&range=all`);
    await row('Messages').getByText(shown).waitFor();
    await row('Messages').click();
    await expectOnlyText();
    await visitor().keys('Enter');
    await page.getByRole('heading', { name: '<img src=x' }).waitFor();
    await page.getByRole('button', { name: /RECEIVE · SMTP/ }).click();
    await page.getByRole('tab', { name: 'Headers' }).click();
    await page.getByRole('button', { name: 'Show the header' }).click();
    await page.getByRole('tabpanel').getByText(shown).waitFor();
    await expectOnlyText();
    await visitor().expectGood('hostile-message');
  }, 60_000);

  async function savedAsCsv(): Promise<void> {
    const { page } = visitor();
    await page.getByRole('button', { name: 'Export as CSV' }).click();
  }
});

function expectNoFormula(csv: string): void {
  expect(csv).toContain(`'=HYPERLINK`);
  expect(csv).not.toMatch(/(?:^|[,"\n])=/);
  expect(csv).not.toContain('\0');
}
