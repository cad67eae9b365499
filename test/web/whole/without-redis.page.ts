import { inBrowser } from '../browser.js';
import { sharedStack, visit } from '../stack.js';

// The last of all: it takes Redis away from the stack that the others share.
inBrowser('Redis away (acceptance 27)', () => {
  const { visitor } = visit('/mail-flow/receive-connectors');

  it('the strip says so within 5 s, rows stay, nobody is signed out; back, it is live without a reload', async () => {
    const { page } = visitor();
    const row = page.getByRole('row').filter({ hasText: 'Default Frontend' });
    const live = page.locator('.status-line [data-state=good]');
    await row.waitFor();
    await live.waitFor();
    await page.evaluate('globalThis.sameDocument = true');
    await (
      await sharedStack()
    ).withoutRedis(async () => {
      await page
        .locator('.strip')
        .getByText(/does not answer/)
        .waitFor({ timeout: 8_000 });
      await row.waitFor();
    });
    await page
      .locator('.strip')
      .getByText(/does not answer/)
      .waitFor({ state: 'detached', timeout: 15_000 });
    await live.waitFor({ timeout: 15_000 });
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
    visitor().forgive(/503|504|ERR_/);
  });
});
