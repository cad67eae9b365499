import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { repository } from '../../stack/site.js';

export interface ListedPage {
  readonly path: string;
  /** The operation without which nobody sees it. */
  readonly needs: string;
}

/** All pages that somebody can go to by the feature pane and its tabs, as `app/pages.ts` lists them: new ones come in by themselves. */
export const listedPages: readonly ListedPage[] = read();

/** Goes to a page within the document that is open: nothing is loaded again. */
export async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
}

function read(): readonly ListedPage[] {
  const table = readFileSync(join(repository, 'apps/admin-center/web/src/app/pages.ts'), 'utf8');
  const pages = table.matchAll(/path: '([^']+)',\s*title: '\w+',\s*needs: '([\w-]+)'/g);
  return [...pages].flatMap(([, path = '', needs = '']) => (path.includes('$') ? [] : [{ path, needs }]));
}
