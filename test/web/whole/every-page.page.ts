import type { Page } from 'playwright-core';

import { inBrowser, Visitor } from '../browser.js';
import { visit } from '../stack.js';
import { goWithin, listedPages } from './pages.js';

async function goTo(page: Page, path: string): Promise<void> {
  await goWithin(page, path);
  await page.locator(`h1[data-page="${path}"]`).waitFor({ state: 'attached' });
  // Lists have their rows, or say why there are none.
  await page.locator('.grid-frame:empty').first().waitFor({ state: 'detached' });
}

/** 640 × 400 is 1280 × 800 at 200 %. */
const screens = [
  { width: 320, height: 640, forcedColors: 'none' },
  { width: 640, height: 400, forcedColors: 'active' },
] as const;
/** They go through all pages, on machines that do other things, too. */
const withinMs = 90_000;

inBrowser('Every page', () => {
  const { visitor } = visit('/dashboard');
  beforeAll(() => visitor().page.getByRole('heading', { level: 1 }).waitFor());

  it('is listed', () => expect(listedPages.length).toBeGreaterThan(20));

  it(
    'has no text outside of the catalogues, and cuts no label that is two fifths longer (acceptance 44)',
    async () => {
      const { page } = visitor();
      await preferred(page, { language: 'pseudo' });
      const wrong: string[] = [];
      for (const { path } of listedPages) {
        await goTo(page, path);
        const found = await page.evaluate<readonly string[]>(labels);
        wrong.push(...found.map((each) => `${path}: ${each}`));
      }
      await preferred(page, { language: 'en' });
      expect(wrong).toEqual([]);
    },
    withinMs,
  );

  it(
    'fits 320 px, 200 % zoom of 1280 px, and has what can be seen in forced colours (acceptance 39)',
    async () => {
      const { page } = visitor();
      const wrong: string[] = [];
      for (const { width, height, forcedColors } of screens) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ forcedColors });
        for (const { path } of listedPages) {
          await goTo(page, path);
          const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
          if (wide > width) wrong.push(`${path}: ${wide} of ${width} px`);
          const unseen =
            forcedColors === 'none' ? [] : await page.evaluate<readonly string[]>(unseenControls);
          wrong.push(...unseen.map((each) => `${path}: ${each}`));
        }
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ forcedColors: 'none' });
      expect(wrong).toEqual([]);
    },
    withinMs,
  );

  it(
    'is clean by axe in both themes, where no test of its own has said so (acceptance 39)',
    async () => {
      const { page } = visitor();
      for (const { path } of listedPages.filter((each) => !Visitor.looked.has(each.path))) {
        await goTo(page, path);
        await visitor().expectGood(path.slice(1).replaceAll('/', '-'));
      }
    },
    withinMs,
  );
});

async function preferred(page: Page, preferences: object): Promise<void> {
  await page.evaluate(`localStorage.setItem('mailyard', ${JSON.stringify(JSON.stringify(preferences))})`);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** What is read beside the values of the server and examples of them: each is in brackets, and none is cut. DropZone is React Aria's. */
const labels = `(() => {
  const values = '.skip, [role=gridcell], .details, dd, td, .user, .product, kbd, code, .mono, .listbox, [translate=no], svg, .status-line, .facts, .attention, .grid-body, option';
  const asked = 'button, a, label, legend, h1, h2, h3, [role=columnheader], .state, .dim, .label';
  const seen = (element) => element.getClientRects().length > 0;
  const own = (element) => [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join(' ').trim();
  const wrong = [];
  for (const element of document.querySelectorAll(asked)) {
    if (element.closest(values) !== null || !seen(element)) continue;
    const text = own(element);
    if (/\\p{L}{2}/u.test(text) && !/^\\[.*~\\]/u.test(text)) wrong.push('not of a catalogue: ' + text);
    const style = getComputedStyle(element);
    if (text !== '' && style.overflowX !== 'visible' && !element.classList.contains('visually-hidden') && element.scrollWidth > element.clientWidth + 1) wrong.push('cut: ' + text);
  }
  for (const element of document.querySelectorAll('input[placeholder], [aria-label]')) {
    if (element.closest(values) !== null || !seen(element)) continue;
    const text = element.getAttribute('placeholder') || element.getAttribute('aria-label') || '';
    if (/\\p{L}{2}/u.test(text) && !text.includes('~') && !text.includes('@') && text !== 'DropZone') wrong.push('not of a catalogue: ' + text);
  }
  return [...new Set(wrong)];
})()`;

/** In forced colours a background is no border: what can be pressed has a border, an outline, or a text of its own colour. */
const unseenControls = `[...document.querySelectorAll('button, a, input')].filter((element) => {
  if (element.getClientRects().length === 0) return false;
  const { color, backgroundColor, borderTopWidth, stroke } = getComputedStyle(element);
  return color === backgroundColor && borderTopWidth === '0px';
}).map((element) => 'not seen: ' + (element.getAttribute('aria-label') || element.textContent))`;
