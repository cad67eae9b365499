import { join } from 'node:path';

import { SeriesStore } from '@mailyard/operations/series/redis-series-store';
import { Redis } from 'ioredis';

import type { Site } from '../stack/site.js';
import { inBrowser } from './browser.js';
import { order } from './order.js';
import { visit } from './stack.js';

inBrowser('Dashboard', () => {
  const { visitor, site } = visit('/');
  const tile = (name: string) =>
    visitor().page.getByRole('list', { name: 'Now' }).getByRole('listitem').filter({ hasText: name });

  it('is where / leads, and says in six tiles whether mail flows', async () => {
    const { page } = visitor();
    await page.waitForURL(/\/dashboard/);
    await tile('Messages waiting').getByText('in no delivery queue').waitFor();
    await tile('Back pressure').getByText('None').waitFor();
    expect(await page.getByRole('list', { name: 'Now' }).getByRole('listitem').count()).toBe(6);
    expect(await page.title()).toBe('Dashboard · contoso.com · Mailyard');
    await visitor().expectGood('dashboard');
  });

  it('a service that drains, and one that takes mail again, is told within moments', async () => {
    const hub = visitor().page.getByRole('listitem').filter({ hasText: 'hub-transport' });
    await hub.getByText('1 of 1 active').waitFor();
    await order(site(), 'Set-ServerComponentState', hubState('Draining'));
    await hub.getByText('0 of 1 active').waitFor({ timeout: 5_000 });
    await order(site(), 'Set-ServerComponentState', hubState('Active'));
    await hub.getByText('1 of 1 active').waitFor({ timeout: 5_000 });
  });

  it('charts are read by arrow keys, and as tables; a minute of which nothing is known is a gap', async () => {
    const { page } = visitor();
    const minute = Math.floor(Date.now() / 60_000);
    await measured(site(), new Map([minute - 4, minute - 3, minute - 1].map((each) => [each, each % 100])));
    await visitor().open('/dashboard?range=r60');
    const flow = page.getByRole('slider', { name: 'Flow, per minute' });
    await flow.focus();
    await visitor().keys('Home', 'End');
    const shown = async (): Promise<string> => (await flow.getAttribute('aria-valuetext')) ?? '';
    expect(await shown()).toContain(`UTC+1: Accepted ${(minute - 1) % 100}, Delivered`);
    await visitor().keys('ArrowLeft');
    expect(await shown()).toContain('Accepted –');
    await visitor().keys('ArrowLeft');
    expect(await shown()).toContain(`Accepted ${(minute - 3) % 100}`);
    await visitor().expectGood('dashboard-charts');
    await visitor().keys('t');
    const table = page.getByRole('region', { name: 'Flow, per minute' }).getByRole('table');
    await table
      .getByRole('row')
      .filter({ hasText: String((minute - 4) % 100) })
      .first()
      .waitFor();
    await page.waitForURL(/charts=table/);
    const happened = page.getByRole('region', { name: 'What happened' });
    await happened
      .getByText(/component state set by admin: HubTransport/)
      .first()
      .waitFor();
    await happened.getByText(/hub-transport .* started/).waitFor();
    await visitor().expectGood('dashboard-tables');
  });

  it('fits a screen of 320 px, and says everything in German', async () => {
    const { page } = visitor();
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole('button', { name: 'Menu of' }).click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    const now = page.getByRole('list', { name: 'Jetzt' }).getByRole('listitem');
    await now.filter({ hasText: 'Rückstau' }).getByText('Keiner').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await order(site(), 'Suspend-Queue', { queue: 'Unreachable' });
    await page.getByText('Sie fortsetzen, wenn es weitergehen darf.').waitFor();
    await order(site(), 'Resume-Queue', { queue: 'Unreachable' });
    await visitor().expectGood('dashboard-320');
  });
});

/** As the admin centre writes them down, for minutes that this stack has not seen. */
async function measured(site: Site, accepted: ReadonlyMap<number, number>): Promise<void> {
  const redis = new Redis(join(site.dataDir, 'redis/redis.sock'));
  const store = new SeriesStore({ redis, server: 'MBX01' });
  for (const [minute, value] of accepted) {
    await store.write('minute', minute, new Map([['messagesAccepted', value]]));
  }
  await redis.quit();
}

const hubState = (state: 'Active' | 'Draining') => ({
  component: 'HubTransport',
  state,
  requester: 'Functional',
});
