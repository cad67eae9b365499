import { inBrowser } from '../browser.js';
import { sharedStack, visit } from '../stack.js';

// The last of all: it takes Redis away from the stack that the others share.
inBrowser('Redis away (acceptance 27)', () => {
  const { visitor } = visit('/mail-flow/receive-connectors');

  it('the strip says so within 5 s, rows stay, nobody is signed out; back, it is live without a reload', async () => {
    const { page } = visitor();
    const row = page.getByRole('row').filter({ hasText: 'Default Frontend' });
    const live = page.locator('.status-line').getByText('live', { exact: true });
    await row.waitFor();
    await live.waitFor();
    await page.evaluate('globalThis.sameDocument = true');
    const redis = await (await sharedStack()).process('redis-server');
    if (redis === undefined) throw new Error('no Redis runs');
    process.kill(redis.pid, 'SIGSTOP');
    try {
      await page.getByText(/Redis does not answer\. Mail is not lost/).waitFor({ timeout: 7_000 });
      await row.waitFor();
      await visitor().expectGood('redis-away');
    } finally {
      process.kill(redis.pid, 'SIGCONT');
    }
    await page.getByText('Redis does not answer').waitFor({ state: 'detached', timeout: 7_000 });
    await live.waitFor({ timeout: 5_000 });
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
    visitor().forgive(/503|504|ERR_/);
  });
});
