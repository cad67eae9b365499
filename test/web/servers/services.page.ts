import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { ServiceRegistry } from '@mailyard/service';
import { Redis } from 'ioredis';

import type { Site } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Servers > Services', () => {
  const { visitor, site } = visit('/servers/services');
  const row = (name: string) =>
    visitor().page.getByRole('grid', { name: 'Services' }).getByRole('row').filter({ hasText: name });

  it('shows every process with what it has to do', async () => {
    await row('admin-center').waitFor();
    await row('mailbox-delivery').waitFor();
    await row('hub-transport')
      .getByText(/\d MB$/)
      .waitFor();
    await visitor().expectGood('services');
  });

  it('a new replica is there within two seconds, says where it cannot listen, and goes as it came', async () => {
    const { page } = visitor();
    const replica = await announced(site());
    await row('hub-9').waitFor({ timeout: 2_000 });
    await row('hub-9').getByText('Active, 1 fault').waitFor();
    await row('hub-9').click();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('Relay: address already in use').waitFor();
    await details.getByText('[::]:2526').waitFor();
    await details.getByText('Its log is written on hub-9.').waitFor();
    await visitor().expectGood('services-details');
    await replica.leave();
    await row('hub-9').waitFor({ state: 'detached', timeout: 2_000 });
  });

  it('a process is drained after a question that tells who would notice, and activated, by keys', async () => {
    const { page } = visitor();
    await visitor().keys('/');
    await page.keyboard.type('front');
    await page.waitForURL(/q=front/);
    await row('front-end-transport').click();
    await visitor().keys('s');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('No other front-end-transport of MBX01 is active').waitFor();
    await visitor().expectGood('services-drain');
    await visitor().keys('Tab', 'Tab', 'Enter');
    await row('front-end-transport').getByText('Draining').waitFor({ timeout: 5_000 });
    await page.getByText('Maintenance: Draining').waitFor();
    await visitor().keys('u');
    await row('front-end-transport').getByText('Active').waitFor({ timeout: 5_000 });
    await page
      .getByRole('complementary', { name: 'Details' })
      // The last of a process that may be old.
      .getByText(/listening on|is in force|hubs that take mail/)
      .first()
      .waitFor();
    await visitor().expectGood('services-activated');
  });
});

/** Tells of itself as a hub on another machine does. */
async function announced(site: Site): Promise<{ leave(): Promise<void> }> {
  const redis = new Redis(join(site.dataDir, 'redis/redis.sock'));
  const registry = new ServiceRegistry({ redis });
  const endpoint = { address: '::', port: 2526 };
  await registry.announce({
    id: randomUUID(),
    service: 'hub-transport',
    server: 'MBX01',
    host: 'hub-9',
    pid: 4711,
    address: '192.0.2.9',
    listeners: [{ name: 'Relay', endpoint, state: 'Failed', error: 'address already in use' }],
    state: 'Active',
    startedAt: new Date().toISOString(),
    version: '0',
  });
  return {
    async leave() {
      await registry.withdraw();
      await redis.quit();
    },
  };
}
