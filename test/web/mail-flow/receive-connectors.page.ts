import { inBrowser } from '../browser.js';
import { demoPassword } from '../../stack/site.js';
import { visit } from '../stack.js';

inBrowser('Mail flow > Receive connectors', () => {
  const { visitor, site } = visit('/mail-flow/receive-connectors');
  const grid = () => visitor().page.getByRole('grid', { name: 'Receive connectors' });
  const row = (name: string) => grid().getByRole('row').filter({ hasText: name });
  const selected = () => grid().locator('[role=row][aria-selected=true]').allTextContents();

  it('shows all connectors, and is live', async () => {
    const { page } = visitor();
    await page.waitForURL(/\/mail-flow\/receive-connectors/);
    await row('Slow peers').waitFor();
    expect(await grid().getAttribute('aria-rowcount')).toBe('7');
    await page.getByText('live', { exact: true }).waitFor();
    await visitor().expectGood('receive-connectors');
  });

  it('is worked with by the keyboard alone', async () => {
    const { page } = visitor();
    await visitor().keys('/');
    await page.keyboard.type('frontend');
    await page.waitForURL(/q=frontend/);
    await visitor().keys('ArrowDown', 'ArrowDown');
    await row('Default Frontend MBX01').and(page.locator('[aria-selected=true]')).waitFor();
    expect(await selected()).toHaveLength(1);
    await page
      .getByRole('complementary', { name: 'Details' })
      .getByText(/Takes mail from anywhere/)
      .waitFor();
    await page.waitForURL(/at=[\da-f-]{36}/);
    await visitor().keys('Shift+ArrowDown');
    expect(await selected()).toHaveLength(2);
    await visitor().expectGood('receive-connectors-details');
    await visitor().keys('Escape');
    expect(await selected()).toEqual([]);
  });

  it('a row is disabled and enabled, which every tab hears of', async () => {
    const { page } = visitor();
    const other = await page.context().newPage();
    await other.goto(`${visitor().url}/mail-flow/receive-connectors`);
    const there = other.getByRole('row').filter({ hasText: 'Slow peers' });
    await there.getByText('Enabled').waitFor();

    // Whoever is not in front is drawn seldom, and waited for long.
    await page.bringToFront();
    await visitor().open('/mail-flow/receive-connectors?q=slow');
    await row('Slow peers').click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByText('takes no sessions any more').waitFor();
    await there.getByText('Disabled').waitFor();
    await page.getByRole('button', { name: 'Enable' }).click();
    await there.getByText('Enabled').waitFor();
    await other.close();
  });

  it('is removed after a question that names what goes, and by nobody before it', async () => {
    const { page } = visitor();
    await made(site().port(8080), 'To be removed');
    await visitor().open('/mail-flow/receive-connectors');
    await row('To be removed').click();
    await visitor().keys('Delete');
    await page.getByRole('alertdialog').getByText('MBX01\\To be removed').waitFor();
    await visitor().expectGood('receive-connectors-remove');
    await visitor().keys('Escape');
    expect(await row('To be removed').count()).toBe(1);
    await visitor().keys('Delete');
    await page.getByRole('button', { name: 'Remove connector' }).click();
    await row('To be removed').waitFor({ state: 'detached' });
  });

  it('says what was sought when nothing is found', async () => {
    await visitor().open('/mail-flow/receive-connectors?q=nosuch');
    await visitor().page.getByText('Nothing matches “nosuch”.').waitFor();
    await visitor().expectGood('receive-connectors-nothing-found');
    await visitor().page.getByRole('button', { name: 'Clear search' }).click();
    await row('Slow peers').waitFor();
  });

  it('fits a screen of 320 px, and says everything in German', async () => {
    const { page } = visitor();
    await visitor().open('/mail-flow/receive-connectors');
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole('button', { name: 'Menu of' }).click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await page.getByRole('grid', { name: 'Empfangsconnectors' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await visitor().expectGood('receive-connectors-320');
  });
});

async function made(port: number, Name: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/receive-connectors`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({
      Name,
      TransportRole: 'FrontendTransport',
      Bindings: ['0.0.0.0:25'],
      RemoteIPRanges: ['127.0.0.77'],
    }),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
}
