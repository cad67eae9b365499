import type { Page } from 'playwright-core';

import { demoPassword, type Site } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { order } from '../order.js';
import { visit } from '../stack.js';
import { goWithin, listedPages } from './pages.js';

const groups = {
  O: 'Organization Management',
  S: 'Server Management',
  H: 'Hygiene Management',
  R: 'Recipient Management',
  C: 'Records Management',
  V: 'View-Only Organization Management',
} as const;
type Letter = keyof typeof groups;

/** Who may read which pages, those of the first line that fits. */
const readers: readonly (readonly [path: RegExp, letters: string])[] = [
  [/^\/(?:recipients|tracking|permissions\/tokens|mail-flow\/relay-clients)/, 'OSHRCV'],
  [/^\/permissions\/audit/, 'OCV'],
  // Who asks it lets the server connect somewhere.
  [/^\/tools\/test-smtp/, 'OS'],
  [/^\//, 'OSHCV'],
];

/** Who may do what a button says, on a page that all of these may read. */
const buttons: readonly (readonly [path: string, button: string, letters: string])[] = [
  ['/mail-flow/send-connectors', 'New', 'O'],
  ['/mail-flow/receive-connectors', 'New', 'OSH'],
  ['/recipients/mailboxes', 'New', 'OR'],
];

inBrowser('Role groups (acceptance 37)', () => {
  const { visitor, site } = visit('/dashboard');
  const nameOf = (letter: Letter) => `group-${letter.toLowerCase()}`;
  beforeAll(async () => {
    for (const [letter, roleGroup] of Object.entries(groups)) {
      const account = { name: nameOf(letter as Letter), password: demoPassword, roleGroups: [roleGroup] };
      await order(site(), 'New-Administrator', account);
    }
  }, 30_000);
  afterAll(async () => {
    for (const letter of Object.keys(groups)) {
      await order(site(), 'Remove-Administrator', { name: nameOf(letter as Letter) });
    }
  });

  it.each(Object.keys(groups) as readonly Letter[])(
    '%s sees the pages that it may read, and the API says the same',
    async (letter) => {
      const { page } = visitor();
      const { operations, csrfToken } = await signIn(page, site(), nameOf(letter));
      for (const { path, needs } of listedPages) {
        const mayRead = readers.find(([pattern]) => pattern.test(path))?.[1].includes(letter);
        expect([path, operations.includes(needs)]).toEqual([path, mayRead]);
      }
      const withheld = listedPages.find(({ needs }) => !operations.includes(needs));
      await visitor().open('/');
      await page.locator('nav.pane a').first().waitFor();
      const shown = await page.evaluate<readonly string[]>(
        `[...document.querySelectorAll('nav.pane > a')].map((link) => link.pathname)`,
      );
      const features = new Set(
        listedPages.filter(({ needs }) => operations.includes(needs)).map(({ path }) => path.split('/')[1]),
      );
      expect(shown.map((path) => path.split('/')[1])).toEqual([...features]);
      if (withheld !== undefined) {
        expect(await statusOf(page, withheld.needs, csrfToken)).toBe(403);
        await goWithin(page, withheld.path);
        await page.getByText('You may not read this page.').waitFor();
        visitor().forgive(/403/);
      }
      await expectButtons(page, letter);
    },
  );

  async function expectButtons(page: Page, letter: Letter): Promise<void> {
    for (const [path, button, letters] of buttons) {
      if (readers.find(([pattern]) => pattern.test(path))?.[1].includes(letter) !== true) continue;
      await goWithin(page, path);
      await page.locator(`h1[data-page="${path}"]`).waitFor({ state: 'attached' });
      const action = page.getByRole('toolbar').getByRole('button', { name: button, exact: true });
      await action.waitFor();
      const isWithheld = (await action.getAttribute('aria-disabled')) === 'true';
      expect([path, !isWithheld]).toEqual([path, letters.includes(letter)]);
    }
  }
});

interface Opened {
  readonly operations: readonly string[];
  readonly csrfToken: string;
}

/** By the API, with the cookies of the browser. */
async function signIn(page: Page, site: Site, name: string): Promise<Opened> {
  await page.context().clearCookies();
  const url = `http://127.0.0.1:${site.port(8080)}/api/v1/session`;
  const answer = await page.context().request.post(url, { data: { name, password: demoPassword } });
  return (await answer.json()) as Opened;
}

async function statusOf(page: Page, operation: string, csrfToken: string): Promise<number> {
  const url = new URL(`/api/v1/operations/${operation}`, page.url()).href;
  const headers = { 'X-XSRF-TOKEN': csrfToken };
  return (await page.context().request.post(url, { data: {}, headers })).status();
}
