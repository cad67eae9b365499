import { join } from 'node:path';

import { Redis } from 'ioredis';

import { demoPassword, type Site } from '../stack/site.js';
import { inBrowser } from './browser.js';
import { visit } from './stack.js';

inBrowser('The frame', () => {
  const { visitor, site } = visit('/mail-flow/receive-connectors');
  const dialog = () => visitor().page.getByRole('dialog');
  const focusIn = (selector: string) => visitor().page.locator(`${selector} :focus`).waitFor();

  it('Ctrl+F6 and Ctrl+Shift+F6 go through pane, tabs, toolbar, list and details', async () => {
    const { page } = visitor();
    await page.getByRole('row').filter({ hasText: 'Default Frontend' }).click();
    const regions = ['.details', '.pane', '.tabs', '.toolbar', '.grid-frame'];
    for (const region of regions) {
      await visitor().keys('Control+F6');
      await focusIn(region);
    }
    for (const region of regions.toReversed().slice(1)) {
      await visitor().keys('Control+Shift+F6');
      await focusIn(region);
    }
  });

  it('Ctrl+K finds objects, queues and the mail of an address, and goes there by Enter', async () => {
    const { page } = visitor();
    const option = (name: RegExp) => dialog().getByRole('option', { name });
    await visitor().keys('Control+k');
    await page.keyboard.type('erp@contoso.com');
    await option(/Mail from erp@contoso\.com/).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('submission');
    await option(/Submission.*Queue/).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('client proxy');
    await option(/Client Proxy MBX01/).waitFor();
    await visitor().expectGood('palette-found');
    await visitor().keys('ArrowDown', 'Enter');
    await page.getByRole('complementary').getByText('Client Proxy MBX01').first().waitFor();
  });

  it('? lists the keys of this page; single letters can be switched off (acceptance 40)', async () => {
    const { page } = visitor();
    await page.getByRole('row').filter({ hasText: 'Client Proxy' }).click();
    await visitor().keys('?');
    await dialog().getByText('Hide details').waitFor();
    await visitor().expectGood('shortcuts');
    await dialog().getByText('Single letters act').click();
    await visitor().keys('Escape');
    await visitor().keys('n', 'e', '?', 'd');
    expect(await dialog().count()).toBe(0);
    await page.getByRole('complementary').waitFor();
    await page.getByRole('button', { name: 'Menu of' }).click();
    await page.getByRole('menuitem', { name: 'Shortcuts of this page' }).click();
    await dialog().getByText('Single letters act').click();
    await visitor().keys('Escape', '/');
    await page.keyboard.type('ned?');
    expect([await dialog().count(), await page.getByRole('searchbox').inputValue()]).toEqual([0, 'ned?']);
    await page.getByRole('searchbox').fill('');
  });

  it('the bell tells what there is, and all of it is read', async () => {
    const { page } = visitor();
    await noticed(site());
    await visitor().open('/mail-flow/receive-connectors');
    await page.getByRole('button', { name: /^Notifications, \d+ unread/ }).focus();
    await visitor().keys('Enter');
    await dialog().getByRole('listitem').first().waitFor();
    await visitor().expectGood('bell-with-rows');
    await dialog().getByRole('button', { name: 'Mark all as read' }).click();
    await page.locator('.bell:not(:has(.count))').waitFor();
    await visitor().keys('Escape');
  });

  it('says two minutes before that the session ends, and puts it off (WCAG 2.2.1)', async () => {
    const { page } = visitor();
    await page.clock.install();
    await visitor().open('/mail-flow/send-connectors');
    await page.getByRole('button', { name: 'New', exact: true }).first().waitFor();
    await page.clock.fastForward('57:30');
    await dialog().getByText('the session ends at').waitFor();
    await page.locator('[role=dialog]:focus').waitFor();
    await visitor().keys('Enter');
    await dialog().waitFor({ state: 'detached' });
    await page.clock.resume();
  });

  it('a session that ends keeps a half-filled wizard, without its secrets (acceptance 43)', async () => {
    const { page } = visitor();
    await visitor().open('/mail-flow/send-connectors?dialog=new');
    await dialog().getByLabel('Name', { exact: true }).fill('To the relay');
    await page.context().clearCookies();
    await visitor().keys('Enter');
    await page.getByLabel('User').fill('admin');
    visitor().forgive(/401/);
    await page.getByLabel('Password').fill(demoPassword);
    await visitor().keys('Enter');
    await dialog().getByLabel('Name', { exact: true }).waitFor();
    expect(await dialog().getByLabel('Name', { exact: true }).inputValue()).toBe('To the relay');
    await visitor().keys('Escape');
    await page.getByRole('button', { name: 'Discard' }).click();
  });
});

/** As the admin centre writes it down: something that was, and is over. */
async function noticed(site: Site): Promise<void> {
  const redis = new Redis(join(site.dataDir, 'redis/redis.sock'));
  const at = Date.now() - 60_000;
  const about = {
    id: 'test',
    code: 'queue-in-retry',
    subject: String.raw`MBX01\fabrikam.com`,
    page: 'queues',
  };
  const notification = {
    ...about,
    reason: '451 4.7.1 Greylisted',
    state: 'TriesAgain',
    at,
    endedAt: at + 1,
    times: 1,
  };
  await redis.hset('{mailyard}:notifications:MBX01', 'test', JSON.stringify(notification));
  redis.disconnect();
}
