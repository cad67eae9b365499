import { join } from 'node:path';

import { SeriesStore } from '@mailyard/operations/series/redis-series-store';
import { resourceSeries } from '@mailyard/operations/series/resource-series';
import { Redis } from 'ioredis';

import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Servers > Back pressure', () => {
  const { visitor, site } = visit('/servers/back-pressure');

  it('shows how short each process is of what it needs, and what clients get for it', async () => {
    const { page } = visitor();
    const row = page.getByRole('row').filter({ hasText: 'QueueLength[SubmissionQueue]' });
    await row.getByText('Low').waitFor();
    await row.getByText('9,999').waitFor();
    await row.click();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('Messages that are accepted and not yet routed.').waitFor();
    await details.getByText('all mail is taken').waitFor();
    await details.getByText('No process was short of it.').waitFor();
    await details.getByText('above 15,000, until below 10,000').waitFor();
    await visitor().expectGood('back-pressure');
  });

  it('charts show each resource of this server over time, with its levels, and are read by keys and as tables', async () => {
    const { page } = visitor();
    const redis = new Redis(join(site().dataDir, 'redis/redis.sock'));
    const minute = Math.floor(Date.now() / 60_000) - 2;
    const name = resourceSeries({ service: 'hub-transport', resource: 'QueueLength[SubmissionQueue]' });
    await new SeriesStore({ redis, server: 'MBX01' }).write('minute', minute, new Map([[name, 1_234]]));
    await redis.quit();
    await visitor().open('/servers/back-pressure?view=charts&range=r60');
    const chart = page.getByRole('slider', { name: 'QueueLength[SubmissionQueue] · hub-transport' });
    await chart.focus();
    await visitor().keys('Home', 'End');
    const told = async (): Promise<string> => (await chart.getAttribute('aria-valuetext')) ?? '';
    for (let left = 0; left < 60 && !(await told()).includes('Now 1,234'); left += 1) {
      await visitor().keys('ArrowLeft');
    }
    expect(await told()).toContain('Now 1,234, Medium 9,999, High 15,000');
    await page.getByRole('region', { name: 'PrivateBytes · front-end-transport' }).waitFor();
    await visitor().expectGood('back-pressure-charts');
  });

  it('charts are tables by a key, and go as far back as is chosen', async () => {
    const { page } = visitor();
    await visitor().keys('t');
    await page.getByRole('cell', { name: '1,234' }).waitFor();
    await page.getByText('15 min', { exact: true }).click();
    await page.waitForURL((url) => !url.search.includes('range'));
    await visitor().open('/servers/back-pressure');
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
